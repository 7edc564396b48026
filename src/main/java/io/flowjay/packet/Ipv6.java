package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * IPv6 and its chain of extension headers (RFC 8200 sections 3 and 4).
 *
 * <pre>
 *  0 version, traffic class, flow label | 4 payload length | 6 next header | 7 hop limit | 8 source | 24 destination
 * </pre>
 */
final class Ipv6 {
    private static final int LENGTH = 40;
    private static final int EXTENSION_MIN_LENGTH = 8;
    /** Offset and M flag of the fragment header's third and fourth byte. */
    private static final int MORE_FRAGMENTS_AND_OFFSET = 0xfff9;

    private Ipv6() {}

    static @Nullable Ignored decode(DecodedPacket packet, int at) {
        if (!packet.has(at, LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        byte[] data = packet.data;
        if (Bytes.u8(data, at) >> 4 != 6) {
            return Ignored.MALFORMED_IP;
        }
        if (!packet.push(Header.IPV6)) {
            return Ignored.TOO_MANY_HEADERS;
        }
        int nextHeader = Bytes.u8(data, at + 6);
        int stated = Bytes.u16be(data, at + 4);
        int room = packet.wireLength(at) - LENGTH;
        // 0 is a jumbogram (RFC 2675) or segmentation offload, unless there is nothing to follow.
        boolean unstated = stated == 0 && nextHeader != IpProtocol.NO_NEXT_HEADER;
        int payloadLength = Math.max(0, unstated ? room : stated);
        packet.ipVersion = 6;
        packet.ipLength = LENGTH + payloadLength;
        packet.hopLimit = Bytes.u8(data, at + 7);
        packet.sourceHigh = Bytes.i64be(data, at + 8);
        packet.sourceLow = Bytes.i64be(data, at + 16);
        packet.destinationHigh = Bytes.i64be(data, at + 24);
        packet.destinationLow = Bytes.i64be(data, at + 32);
        return extensions(packet, nextHeader, at + LENGTH, Math.min(payloadLength, room));
    }

    private static @Nullable Ignored extensions(DecodedPacket packet, int firstHeader, int start, int length) {
        int nextHeader = firstHeader;
        int at = start;
        int left = length;
        for (Header header = extension(nextHeader); header != null; header = extension(nextHeader)) {
            if (left < EXTENSION_MIN_LENGTH) {
                return Ignored.MALFORMED_IP;
            }
            if (!packet.has(at, EXTENSION_MIN_LENGTH)) {
                return Ignored.TRUNCATED_HEADER;
            }
            if (!packet.push(header)) {
                return Ignored.TOO_MANY_HEADERS;
            }
            int headerLength = EXTENSION_MIN_LENGTH;
            if (header != Header.FRAGMENT) {
                headerLength += Bytes.u8(packet.data, at + 1) * 8;
            } else if ((Bytes.u16be(packet.data, at + 2) & MORE_FRAGMENTS_AND_OFFSET) != 0) {
                return Ignored.FRAGMENT;
            }
            if (headerLength > left) {
                return Ignored.MALFORMED_IP;
            }
            nextHeader = Bytes.u8(packet.data, at);
            at += headerLength;
            left -= headerLength;
        }
        return Transport.decode(packet, nextHeader, at, left);
    }

    private static @Nullable Header extension(int nextHeader) {
        return switch (nextHeader) {
            case IpProtocol.HOP_BY_HOP -> Header.HOP_BY_HOP;
            case IpProtocol.ROUTING -> Header.ROUTING;
            case IpProtocol.FRAGMENT -> Header.FRAGMENT;
            case IpProtocol.DESTINATION_OPTIONS -> Header.DESTINATION_OPTIONS;
            default -> null;
        };
    }
}
