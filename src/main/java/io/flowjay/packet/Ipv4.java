package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * IPv4 (RFC 791 section 3.1).
 *
 * <pre>
 *  0 version, IHL | 1 TOS | 2 total length      | 4 identification | 6 flags, fragment offset
 *  8 TTL | 9 protocol     | 10 header checksum  | 12 source        | 16 destination | 20 options
 * </pre>
 */
final class Ipv4 {
    private static final int MIN_LENGTH = 20;
    private static final int MORE_FRAGMENTS_AND_OFFSET = 0x3fff;

    private Ipv4() {}

    static @Nullable Ignored decode(DecodedPacket packet, int at) {
        if (!packet.has(at, MIN_LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        byte[] data = packet.data;
        int first = Bytes.u8(data, at);
        int headerLength = (first & 0x0f) * 4;
        int stated = Bytes.u16be(data, at + 2);
        // 0 is segmentation offload: the capture was taken before the length was filled in.
        int totalLength = stated == 0 ? packet.wireLength(at) : stated;
        if (first >> 4 != 4 || headerLength < MIN_LENGTH || totalLength < headerLength) {
            return Ignored.MALFORMED_IP;
        }
        if (!packet.push(Header.IPV4)) {
            return Ignored.TOO_MANY_HEADERS;
        }
        if ((Bytes.u16be(data, at + 6) & MORE_FRAGMENTS_AND_OFFSET) != 0) {
            return Ignored.FRAGMENT;
        }
        if (!packet.has(at, headerLength)) {
            return Ignored.TRUNCATED_HEADER;
        }
        packet.ipVersion = 4;
        packet.ipLength = totalLength;
        packet.hopLimit = Bytes.u8(data, at + 8);
        packet.sourceHigh = 0;
        packet.sourceLow = Bytes.u32be(data, at + 12);
        packet.destinationHigh = 0;
        packet.destinationLow = Bytes.u32be(data, at + 16);
        int left = Math.min(totalLength, packet.wireLength(at)) - headerLength;
        return Transport.decode(packet, Bytes.u8(data, at + 9), at + headerLength, left);
    }
}
