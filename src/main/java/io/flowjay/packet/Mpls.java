package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * MPLS label stacks (RFC 3032 section 2.1). The labels do not say what follows: its first four bits do for IP and for a control
 * word (RFC 4385 section 3); the rest is tried as a pseudowire that carries Ethernet (RFC 4448 section 4).
 */
final class Mpls {
    private static final int LABEL_LENGTH = 4;
    private static final int BOTTOM_OF_STACK = 0x100;
    private static final int CHANNEL_IPV4 = 0x0021;
    private static final int CHANNEL_IPV6 = 0x0057;

    private Mpls() {}

    static @Nullable Ignored decode(DecodedPacket packet, int start) {
        int at = start;
        boolean bottom = false;
        while (!bottom) {
            Ignored ignored = packet.enter(Header.MPLS, at, LABEL_LENGTH);
            if (ignored != null) {
                return ignored;
            }
            bottom = (Bytes.u32be(packet.data, at) & BOTTOM_OF_STACK) != 0;
            at += LABEL_LENGTH;
        }
        if (!packet.has(at, 1)) {
            return Ignored.TRUNCATED_HEADER;
        }
        return switch (Bytes.u8(packet.data, at) >> 4) {
            case 0 -> pseudowire(packet, at);
            case 1 -> channel(packet, at);
            case 4 -> Ipv4.decode(packet, at);
            case 6 -> Ipv6.decode(packet, at);
            default -> Ethernet.decode(packet, at);
        };
    }

    /** The associated channel of a pseudowire (RFC 4385 section 5): its type tells what follows. */
    private static @Nullable Ignored channel(DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.CONTROL_WORD, at, LABEL_LENGTH);
        if (ignored != null) {
            return ignored;
        }
        return switch (Bytes.u16be(packet.data, at + 2)) {
            case CHANNEL_IPV4 -> Ipv4.decode(packet, at + LABEL_LENGTH);
            case CHANNEL_IPV6 -> Ipv6.decode(packet, at + LABEL_LENGTH);
            default -> Ignored.NOT_IP;
        };
    }

    /** Four zero bits may begin a control word or a MAC address. */
    private static @Nullable Ignored pseudowire(DecodedPacket packet, int at) {
        int headers = packet.headerCount;
        int capturedEnd = packet.capturedEnd;
        long wireEnd = packet.wireEnd;
        Datagram reassembled = packet.datagram;
        Ignored ignored = Ethernet.behind(packet, Header.CONTROL_WORD, at, LABEL_LENGTH);
        boolean otherReading =
                ignored == Ignored.NOT_IP || ignored == Ignored.MALFORMED_IP || ignored == Ignored.TRUNCATED_HEADER;
        if (!otherReading || packet.datagram != reassembled) {
            return ignored;
        }
        packet.headerCount = headers;
        packet.capturedEnd = capturedEnd;
        packet.wireEnd = wireEnd;
        return Ethernet.decode(packet, at) == null ? null : ignored;
    }
}
