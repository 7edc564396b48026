package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** Network Service Header (RFC 8300 section 2): length in units of 4 bytes in the low 6 bits of byte 1, next protocol in byte 3. */
final class Nsh {
    private static final int BASE_LENGTH = 8;

    private Nsh() {}

    static @Nullable Ignored decode(DecodedPacket packet, int at) {
        if (!packet.has(at, BASE_LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int length = (Bytes.u8(packet.data, at + 1) & 0x3f) * 4;
        int next = Bytes.u8(packet.data, at + 3);
        if (length < BASE_LENGTH) {
            return Ignored.MALFORMED_LINK;
        }
        Ignored ignored = packet.enter(Header.NSH, at, length);
        return ignored != null ? ignored : next(packet, next, at + length);
    }

    /** IANA "NSH Next Protocol", which VXLAN-GPE shares (draft-ietf-nvo3-vxlan-gpe section 3.2). */
    static @Nullable Ignored next(DecodedPacket packet, int protocol, int at) {
        return switch (protocol) {
            case 1 -> Ipv4.decode(packet, at);
            case 2 -> Ipv6.decode(packet, at);
            case 3 -> Ethernet.decode(packet, at);
            case 4 -> decode(packet, at);
            case 5 -> Mpls.decode(packet, at);
            default -> Ignored.NOT_IP;
        };
    }
}
