package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * BSD loopback: four bytes of address family, in the byte order of the capturing host (LINKTYPE_NULL) or in network order
 * (LINKTYPE_LOOP). A family fits into 16 bits, so the order shows in the value.
 */
final class Loopback {
    private static final int LENGTH = 4;
    private static final int AF_INET = 2;

    private Loopback() {}

    static @Nullable Ignored decode(DecodedPacket packet, int at) {
        if (!packet.has(at, LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        if (!packet.push(Header.LOOPBACK)) {
            return Ignored.TOO_MANY_HEADERS;
        }
        long bigEndian = Bytes.u32be(packet.data, at);
        long family = bigEndian > 0xffff ? Bytes.u32le(packet.data, at) : bigEndian;
        if (family == AF_INET) {
            return Ipv4.decode(packet, at + LENGTH);
        }
        return isInet6(family) ? Ipv6.decode(packet, at + LENGTH) : Ignored.NOT_IP;
    }

    /** AF_INET6 differs: 10 Linux, 24 NetBSD and OpenBSD, 28 FreeBSD, 30 macOS. */
    private static boolean isInet6(long family) {
        return family == 10 || family == 24 || family == 28 || family == 30;
    }
}
