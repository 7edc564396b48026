package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** Ethernet frames (IEEE 802.3): destination, source, EtherType or length. */
final class Ethernet {
    private static final int TYPE = 12;
    private static final int LENGTH = 14;

    private Ethernet() {}

    static @Nullable Ignored decode(DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.ETHERNET, at, LENGTH);
        if (ignored != null) {
            return ignored;
        }
        byte[] data = packet.data;
        int type = Bytes.u16be(data, at + TYPE);
        ignored = EtherType.decode(packet, type, at + LENGTH);
        if (ignored == null) {
            packet.ethernet.type(type);
            packet.ethernet.frame(data, at);
        }
        return ignored;
    }

    /** An Ethernet frame behind a header of fixed length. */
    static @Nullable Ignored behind(DecodedPacket packet, Header header, int at, int length) {
        Ignored ignored = packet.enter(header, at, length);
        return ignored != null ? ignored : decode(packet, at + length);
    }
}
