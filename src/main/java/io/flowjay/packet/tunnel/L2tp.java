package io.flowjay.packet.tunnel;

import io.flowjay.packet.EtherType;
import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.Tunnel;
import io.flowjay.packet.frame.Frame;

/** Data messages of L2TP over UDP: of version 2 (RFC 2661 section 3.1) flags that say which fields are there, then PPP. */
final class L2tp {
    private static final int CONTROL = 0x8000;
    private static final int LENGTH_PRESENT = 0x4000;
    private static final int SEQUENCE_PRESENT = 0x0800;
    private static final int OFFSET_PRESENT = 0x0200;
    private static final int VERSION = 0x000f;
    private static final int MIN_LENGTH = 6;
    /** Flags and 16 reserved bits come before the session of version 3. */
    private static final int VERSION_3_SESSION = 4;

    private L2tp() {}

    static Outcome decode(Frame frame, int start) {
        Outcome entered = frame.enter(Header.L2TP, start, MIN_LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        int flags = frame.u16be(start);
        if ((flags & CONTROL) == 0 && (flags & VERSION) == 3) {
            return L2tpV3.session(frame, start + VERSION_3_SESSION);
        }
        if ((flags & CONTROL) != 0 || (flags & VERSION) != 2) {
            return Ignored.NOT_IP;
        }
        int ids = start + ((flags & LENGTH_PRESENT) != 0 ? 4 : 2);
        if (!frame.has(ids, 4)) {
            return Ignored.TRUNCATED_HEADER;
        }
        // Tunnel and session identifier.
        frame.receiversTunnelId(Tunnel.L2TP, (int) frame.u32be(ids));
        int at = start + MIN_LENGTH;
        if ((flags & LENGTH_PRESENT) != 0) {
            frame.endAt((long) start + frame.u16be(start + 2));
            at += 2;
        }
        at += (flags & SEQUENCE_PRESENT) != 0 ? 4 : 0;
        if ((flags & OFFSET_PRESENT) != 0) {
            if (!frame.has(at, 2)) {
                return Ignored.TRUNCATED_HEADER;
            }
            at += 2 + frame.u16be(at);
        }
        return frame.etherType(EtherType.PPP, at);
    }
}
