package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * ARCNET: hosts of one byte and a protocol; RFC 1051 puts the packet behind it, RFC 1201 section 1 first a flag for split packets
 * and a sequence number.
 */
final class Arcnet {
    private static final int PROTOCOL = 2;
    private static final int PROTOCOL_LINUX = 4;
    private static final int IPV6_1201 = 196;
    private static final int IPV4_1201 = 212;
    private static final int IPV4_1051 = 240;
    private static final int SPLIT_LENGTH = 3;
    private static final int EXCEPTION = 0xff;
    private static final int EXCEPTION_LENGTH = 4;

    private Arcnet() {}

    static @Nullable Ignored decode(DecodedPacket packet, int at) {
        return decode(packet, at, PROTOCOL);
    }

    /** Linux keeps the offset of the packet in the device's buffer ahead of the protocol. */
    static @Nullable Ignored linux(DecodedPacket packet, int at) {
        return decode(packet, at, PROTOCOL_LINUX);
    }

    private static @Nullable Ignored decode(DecodedPacket packet, int start, int protocolAt) {
        Ignored ignored = packet.enter(Header.ARCNET, start, protocolAt + 1);
        if (ignored != null) {
            return ignored;
        }
        int at = start + protocolAt + 1;
        return switch (Bytes.u8(packet.data, at - 1)) {
            case IPV4_1051 -> Ipv4.decode(packet, at);
            case IPV4_1201, IPV6_1201 -> whole(packet, at);
            default -> Ignored.NOT_IP;
        };
    }

    private static @Nullable Ignored whole(DecodedPacket packet, int start) {
        int at = start;
        if (packet.has(at, 1) && Bytes.u8(packet.data, at) == EXCEPTION) {
            at += EXCEPTION_LENGTH;
        }
        if (!packet.has(at, SPLIT_LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        return Bytes.u8(packet.data, at) == 0
                ? LinkType.ip(packet, at + SPLIT_LENGTH)
                : Ignored.UNSUPPORTED_ENCAPSULATION;
    }
}
