package io.flowjay.packet.link;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/**
 * ARCNET: hosts of one byte and a protocol; RFC 1051 puts the packet next, RFC 1201 section 1 first a flag for split packets
 * and a sequence number.
 */
final class Arcnet {
    private static final int PROTOCOL = 2;
    private static final int PROTOCOL_LINUX = 4;
    private static final int IPV6_1201 = 196;
    private static final int IPV4_1201 = 212;
    private static final int IPV4_1051 = 240;
    private static final int SPLIT_LENGTH = 3;
    private static final int EXCEPTION = 0xff;
    private static final int EXCEPTION_LENGTH = 4;

    private Arcnet() {}

    static Outcome decode(Frame frame, int at) {
        return decode(frame, at, PROTOCOL);
    }

    /** Linux keeps the offset of the packet in the device's buffer before the protocol. */
    static Outcome linux(Frame frame, int at) {
        return decode(frame, at, PROTOCOL_LINUX);
    }

    private static Outcome decode(Frame frame, int start, int protocolAt) {
        Outcome entered = frame.enter(Header.ARCNET, start, protocolAt + 1);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        int at = start + protocolAt + 1;
        return switch (frame.u8(at - 1)) {
            case IPV4_1051 -> frame.ipv4(at);
            case IPV4_1201, IPV6_1201 -> whole(frame, at);
            default -> Ignored.NOT_IP;
        };
    }

    private static Outcome whole(Frame frame, int start) {
        int at = start;
        if (frame.has(at, 1) && frame.u8(at) == EXCEPTION) {
            at += EXCEPTION_LENGTH;
        }
        if (!frame.has(at, SPLIT_LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        return frame.u8(at) == 0 ? frame.ip(at + SPLIT_LENGTH) : Ignored.UNSUPPORTED_ENCAPSULATION;
    }
}
