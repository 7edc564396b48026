package io.flowjay.packet.tag;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.frame.Encapsulation;
import io.flowjay.packet.frame.Frame;

/**
 * B.A.T.M.A.N. advanced, a mesh of Ethernet frames (Linux: include/uapi/linux/batadv_packet.h): packet type, version, hop limit, then by
 * the type more of a header, and the frame. Versions 14 and 15, which differ in the numbers of the types.
 */
final class Batman {
    private static final int VERSION_14 = 14;
    private static final int VERSION_15 = 15;

    private static final int UNICAST_14 = 0x03;
    private static final int BROADCAST_14 = 0x04;
    private static final int FRAGMENT_14 = 0x06;
    private static final int UNICAST_4_ADDRESSES_14 = 0x09;

    private static final int BROADCAST = 0x01;
    private static final int CODED = 0x02;
    private static final int MULTICAST = 0x05;
    private static final int UNICAST = 0x40;
    private static final int FRAGMENT = 0x41;
    private static final int UNICAST_4_ADDRESSES = 0x42;

    private static final int MIN_LENGTH = 6;
    private static final int UNICAST_LENGTH = 10;
    private static final int UNICAST_4_ADDRESSES_LENGTH = 18;
    private static final int BROADCAST_LENGTH = 14;
    private static final int MULTICAST_LENGTH = 6;

    private Batman() {}

    static Outcome decode(Frame frame, int at) {
        if (!frame.has(at, MIN_LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int type = frame.u8(at);
        return switch (frame.u8(at + 1)) {
            case VERSION_14 -> version14(frame, type, at);
            case VERSION_15 -> version15(frame, type, at);
            default -> Ignored.NOT_IP;
        };
    }

    private static Outcome version14(Frame frame, int type, int at) {
        return switch (type) {
            case UNICAST_14 -> inside(frame, at, UNICAST_LENGTH);
            case UNICAST_4_ADDRESSES_14 -> inside(frame, at, UNICAST_4_ADDRESSES_LENGTH);
            case BROADCAST_14 -> inside(frame, at, BROADCAST_LENGTH);
            case FRAGMENT_14 -> Ignored.UNSUPPORTED_ENCAPSULATION;
            default -> Ignored.NOT_IP;
        };
    }

    private static Outcome version15(Frame frame, int type, int at) {
        return switch (type) {
            case UNICAST -> inside(frame, at, UNICAST_LENGTH);
            case UNICAST_4_ADDRESSES -> inside(frame, at, UNICAST_4_ADDRESSES_LENGTH);
            case BROADCAST -> inside(frame, at, BROADCAST_LENGTH);
            // The last field before its options is their length.
            case MULTICAST -> inside(frame, at, MULTICAST_LENGTH + frame.u16be(at + MULTICAST_LENGTH - 2));
            case FRAGMENT, CODED -> Ignored.UNSUPPORTED_ENCAPSULATION;
            default -> Ignored.NOT_IP;
        };
    }

    private static Outcome inside(Frame frame, int at, int length) {
        return Encapsulation.ethernet(frame, Header.BATMAN, at, length);
    }
}
