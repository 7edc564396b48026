package io.flowjay.packet.link;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/**
 * What Juniper routers put before a frame: magic number, flags, and extensions with their length where a flag says so. Where
 * another flag says that there is no link layer, a number for IPv4 or another protocol stands in its place.
 */
final class Juniper {
    private static final int MAGIC = 0x4d4743;
    private static final int LENGTH = 4;
    private static final int EXTENDED = 0x80;
    private static final int WITHOUT_LINK_LAYER = 0x02;

    private Juniper() {}

    /**
     * Decodes a frame.
     *
     * @param linkType link type of the frame after the header
     */
    static Outcome decode(int linkType, Frame frame, int at) {
        Outcome entered = frame.enter(Header.JUNIPER, at, LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        long first = frame.u32be(at);
        if (first >> 8 != MAGIC) {
            return Ignored.MALFORMED_LINK;
        }
        int next = at + LENGTH;
        if ((first & EXTENDED) != 0) {
            if (!frame.has(next, 2)) {
                return Ignored.TRUNCATED_HEADER;
            }
            next += 2 + frame.u16be(next);
        }
        return (first & WITHOUT_LINK_LAYER) == 0 ? frame.link(linkType, next) : frame.ip(next + LENGTH);
    }
}
