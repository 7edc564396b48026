package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** Ethernet II frames (IEEE 802.3): destination, source, EtherType. */
final class Ethernet {
    private static final int TYPE = 12;
    private static final int LENGTH = 14;

    private Ethernet() {}

    static @Nullable Ignored decode(DecodedPacket packet, int at) {
        if (!packet.has(at, LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        if (!packet.push(Header.ETHERNET)) {
            return Ignored.TOO_MANY_HEADERS;
        }
        return EtherType.decode(packet, Bytes.u16be(packet.data, at + TYPE), at + LENGTH);
    }
}
