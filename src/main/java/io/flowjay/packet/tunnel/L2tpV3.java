package io.flowjay.packet.tunnel;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.Tunnel;
import io.flowjay.packet.frame.Frame;
import io.flowjay.packet.frame.LikelyEthernet;

/**
 * Data messages of L2TP version 3 (RFC 3931 sections 4.1.1.1, 4.1.2.1 and 4.6). Only the control connection says how long the cookie is and
 * whether a sublayer follows it, so an Ethernet frame with an IP packet is looked for at each place where it can start.
 *
 * <pre>
 * session 4, not 0 | [cookie 4 or 8] | [sublayer 4] | frame
 * </pre>
 */
final class L2tpV3 {
    private static final int SESSION_LENGTH = 4;
    private static final int WORD = 4;
    /** A cookie of 8 bytes and a sublayer. */
    private static final int MAX_WORDS = 3;

    private L2tpV3() {}

    /** Decodes what follows an IP header. */
    static Outcome decode(Frame frame, int start) {
        Outcome entered = frame.enter(Header.L2TP, start, SESSION_LENGTH);
        return entered != Progress.CONTINUE ? entered : session(frame, start);
    }

    /** Decodes a message from its session on. */
    static Outcome session(Frame frame, int start) {
        if (!frame.has(start, SESSION_LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        long session = frame.u32be(start);
        for (int words = 0; words <= MAX_WORDS && session != 0; words++) {
            int at = start + SESSION_LENGTH + words * WORD;
            if (LikelyEthernet.startsAt(frame, at)) {
                frame.receiversTunnelId(Tunnel.L2TP, (int) session);
                return frame.ethernet(at);
            }
        }
        return Ignored.NOT_IP;
    }
}
