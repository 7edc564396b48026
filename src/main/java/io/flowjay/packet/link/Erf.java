package io.flowjay.packet.link;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/**
 * Extensible record format of Endace's cards (EDM11-01): a header with the kind of the frame and its length on the wire, extensions of 8
 * bytes as long as the first bit of the one before says so, then what the kind puts before a frame.
 *
 * <pre>
 *  0 time (8) | 8 type | 9 flags | 10 record length | 12 lost packets, colour | 14 wire length [| extensions] [| 2 or 4 bytes] | frame
 * </pre>
 */
final class Erf {
    private static final int LENGTH = 16;
    private static final int TYPE = 8;
    private static final int WIRE_LENGTH = 14;
    private static final int MORE = 0x80;
    private static final int EXTENSION_LENGTH = 8;
    /** More than any card writes. */
    private static final int MAX_EXTENSIONS = 16;

    private static final int ETHERNET_PADDING = 2;
    private static final int CHANNEL_LENGTH = 4;
    private static final int FCS_LENGTH = 4;

    private Erf() {}

    static Outcome decode(Frame frame, int at) {
        Outcome entered = frame.enter(Header.ERF, at, LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        int next = at + LENGTH;
        int more = frame.u8(at + TYPE);
        for (int i = 0; (more & MORE) != 0; i++) {
            if (i == MAX_EXTENSIONS) {
                return Ignored.MALFORMED_LINK;
            }
            if (!frame.has(next, EXTENSION_LENGTH)) {
                return Ignored.TRUNCATED_HEADER;
            }
            more = frame.u8(next);
            next += EXTENSION_LENGTH;
        }
        return inside(frame, frame.u8(at + TYPE) & ~MORE, next, frame.u16be(at + WIRE_LENGTH));
    }

    private static Outcome inside(Frame frame, int type, int at, int wireLength) {
        return switch (type) {
            // Ethernet, also with a colour, a DSM colour or a hash in place of the lost packets.
            case 2, 11, 16, 20 -> {
                int start = at + ETHERNET_PADDING;
                frame.endAt((long) start + Math.max(0, wireLength - FCS_LENGTH));
                yield frame.ethernet(start);
            }
            // Packet over SONET, likewise.
            case 1, 10, 15, 19 -> packetOverSonet(frame, at, wireLength);
            // The same of many channels.
            case 5, 17 -> packetOverSonet(frame, at + CHANNEL_LENGTH, wireLength - CHANNEL_LENGTH);
            case 22, 23 -> {
                frame.endAt((long) at + wireLength);
                yield frame.ip(at);
            }
            default -> Ignored.NOT_IP;
        };
    }

    /** HDLC frames: what they hold shows in their first bytes. */
    private static Outcome packetOverSonet(Frame frame, int at, int wireLength) {
        frame.endAt((long) at + Math.max(0, wireLength));
        return CiscoHdlc.orPpp(frame, at);
    }
}
