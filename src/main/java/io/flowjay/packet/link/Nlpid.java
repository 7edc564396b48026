package io.flowjay.packet.link;

import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.frame.Frame;

/** Network layer protocol identifiers (ISO/IEC TR 9577), one byte before the network layer's packet. */
final class Nlpid {
    private static final int PADDING = 0x00;
    private static final int SNAP = 0x80;
    private static final int IPV6 = 0x8e;
    private static final int IPV4 = 0xcc;
    private static final int PPP = 0xcf;

    private Nlpid() {}

    static Outcome decode(Frame frame, int start) {
        int at = start;
        if (frame.has(at, 1) && frame.u8(at) == PADDING) {
            at++;
        }
        if (!frame.has(at, 1)) {
            return Ignored.TRUNCATED_HEADER;
        }
        return switch (frame.u8(at)) {
            case IPV4 -> frame.ipv4(at + 1);
            case IPV6 -> frame.ipv6(at + 1);
            case SNAP -> Llc.snap(frame, at + 1);
            case PPP -> Ppp.decode(frame, at + 1);
            default -> Ignored.NOT_IP;
        };
    }
}
