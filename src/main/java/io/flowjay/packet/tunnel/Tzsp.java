package io.flowjay.packet.tunnel;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.LinkType;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/**
 * TaZmen sniffer protocol, as MikroTik's routers and wireless sensors send frames that they captured: version, packet type, number of
 * the link layer, then tags of type, length and value. Padding and the end have a type only.
 */
final class Tzsp {
    private static final int LENGTH = 4;
    private static final int VERSION = 1;
    /** Type 0 is a frame that was received, type 1 one to be sent; others carry none. */
    private static final int LAST_FRAME_TYPE = 1;

    private static final int TAG_PADDING = 0;
    private static final int TAG_END = 1;

    private Tzsp() {}

    static Outcome decode(Frame frame, int start) {
        Outcome entered = frame.enter(Header.TZSP, start, LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        int linkType = linkType(frame.u16be(start + 2));
        if (frame.u8(start) != VERSION || frame.u8(start + 1) > LAST_FRAME_TYPE || linkType < 0) {
            return Ignored.NOT_IP;
        }
        int at = start + LENGTH;
        while (frame.has(at, 2) && frame.u8(at) != TAG_END) {
            at += frame.u8(at) == TAG_PADDING ? 1 : 2 + frame.u8(at + 1);
        }
        return frame.has(at, 2) ? frame.link(linkType, at + 1) : Ignored.TRUNCATED_HEADER;
    }

    private static int linkType(int encapsulated) {
        return switch (encapsulated) {
            case 1 -> LinkType.ETHERNET;
            case 2 -> LinkType.TOKEN_RING;
            case 4 -> LinkType.PPP;
            case 5 -> LinkType.FDDI;
            case 7 -> LinkType.RAW;
            case 18 -> LinkType.IEEE802_11;
            case 119 -> LinkType.IEEE802_11_PRISM;
            case 127 -> LinkType.IEEE802_11_AVS;
            default -> -1;
        };
    }
}
