package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** Network layer protocol identifiers (ISO/IEC TR 9577), one byte ahead of the network layer's packet. */
final class Nlpid {
    private static final int PADDING = 0x00;
    private static final int SNAP = 0x80;
    private static final int IPV6 = 0x8e;
    private static final int IPV4 = 0xcc;
    private static final int PPP = 0xcf;

    private Nlpid() {}

    static @Nullable Ignored decode(DecodedPacket packet, int start) {
        int at = start;
        if (packet.has(at, 1) && Bytes.u8(packet.data, at) == PADDING) {
            at++;
        }
        if (!packet.has(at, 1)) {
            return Ignored.TRUNCATED_HEADER;
        }
        return switch (Bytes.u8(packet.data, at)) {
            case IPV4 -> Ipv4.decode(packet, at + 1);
            case IPV6 -> Ipv6.decode(packet, at + 1);
            case SNAP -> Llc.snap(packet, at + 1);
            case PPP -> Ppp.decode(packet, at + 1);
            default -> Ignored.NOT_IP;
        };
    }
}
