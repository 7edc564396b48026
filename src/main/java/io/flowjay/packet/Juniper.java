package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What Juniper routers put ahead of a frame: magic number, flags, and where a flag says so extensions with their length. Where
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
     * @param linkType what the frame behind the header is
     */
    static @Nullable Ignored decode(int linkType, DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.JUNIPER, at, LENGTH);
        if (ignored != null) {
            return ignored;
        }
        long first = Bytes.u32be(packet.data, at);
        if (first >> 8 != MAGIC) {
            return Ignored.MALFORMED_LINK;
        }
        int next = at + LENGTH;
        if ((first & EXTENDED) != 0) {
            if (!packet.has(next, 2)) {
                return Ignored.TRUNCATED_HEADER;
            }
            next += 2 + Bytes.u16be(packet.data, next);
        }
        return (first & WITHOUT_LINK_LAYER) == 0
                ? LinkType.decode(linkType, packet, next)
                : LinkType.ip(packet, next + LENGTH);
    }
}
