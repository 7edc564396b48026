package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.ExtensionHeader;
import io.flowjay.packet.IpProtocol;
import io.flowjay.wire.Bytes;
import io.flowjay.wire.InternetChecksum;

/** What the checksum of a TCP segment (RFC 9293 section 3.1) or a UDP datagram (RFC 768, RFC 8200 section 8.1) says. */
enum TransportChecksum {
    /** The bytes are as they were sent. */
    RIGHT,
    /** Bytes differ from those that were sent, or the sender meant the receiver to drop them. */
    WRONG,
    /** The sum of the pseudo header: the sender's network card computes the rest after the capture. */
    PARTIAL,
    /** There is none, or not all bytes were captured. */
    UNKNOWN;

    private static final int TCP_FIELD = 16;
    private static final int UDP_FIELD = 6;
    private static final int ALL_ONES = 0xffff;
    /** These may hold other addresses than those that the checksum covers: RFC 8200 section 8.1, RFC 6275 section 6.3. */
    private static final int OTHER_ADDRESSES = ExtensionHeader.ROUTING | ExtensionHeader.DESTINATION_OPTIONS;

    /** Verifies a packet of TCP or UDP whose ports are known. */
    static TransportChecksum of(DecodedPacket packet) {
        int at = packet.transportAt;
        int field = at + (packet.protocol == IpProtocol.TCP ? TCP_FIELD : UDP_FIELD);
        int length = packet.contentAt() + packet.contentLength() - at;
        if (field + Short.BYTES > at + length
                || !packet.isContentWhole()
                || (packet.extensionHeaders & OTHER_ADDRESSES) != 0) {
            return UNKNOWN;
        }
        int stated = Bytes.u16be(packet.data(), field);
        if (stated == 0 && packet.protocol == IpProtocol.UDP) {
            return UNKNOWN;
        }
        long addresses = addresses(packet) + packet.protocol;
        if (InternetChecksum.fold(InternetChecksum.add(addresses + length, packet.data(), at, length)) == ALL_ONES) {
            return RIGHT;
        }
        // With the length or, of data that the card cuts into segments, without it.
        boolean isPartial =
                stated == InternetChecksum.fold(addresses + length) || stated == InternetChecksum.fold(addresses);
        return isPartial ? PARTIAL : WRONG;
    }

    /** The sum of the addresses in the pseudo header. An IPv4 address is 32 bits, so that its word may be added as it is. */
    private static long addresses(DecodedPacket packet) {
        return halves(packet.sourceHigh)
                + halves(packet.sourceLow)
                + halves(packet.destinationHigh)
                + halves(packet.destinationLow);
    }

    private static long halves(long word) {
        return (word >>> Integer.SIZE) + (word & 0xffffffffL);
    }
}
