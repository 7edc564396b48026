package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * BSD loopback: four bytes of address family, in the byte order of the capturing host (LINKTYPE_NULL) or in network order
 * (LINKTYPE_LOOP). A family fits into 16 bits, so the order shows in the value.
 */
final class Loopback {
    private static final int LENGTH = 4;

    private Loopback() {}

    static @Nullable Ignored decode(DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.LOOPBACK, at, LENGTH);
        if (ignored != null) {
            return ignored;
        }
        long bigEndian = Bytes.u32be(packet.data, at);
        long family = bigEndian > 0xffff ? Bytes.u32le(packet.data, at) : bigEndian;
        return AddressFamily.decode(packet, family, at + LENGTH);
    }
}
