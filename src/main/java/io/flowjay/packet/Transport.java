package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** Ports, flags and payload length of the upper-layer protocol of an IP packet. */
final class Transport {
    private static final int PORTS_LENGTH = 4;
    private static final int TCP_MIN_LENGTH = 20;
    private static final int TCP_OFFSET = 12;
    private static final int TCP_FLAGS = 13;
    private static final int UDP_LENGTH = 8;
    private static final int SCTP_LENGTH = 12;
    private static final int ICMP_LENGTH = 8;

    private Transport() {}

    /**
     * Decodes an upper-layer header.
     *
     * @param packet where the fields go
     * @param protocol the protocol number
     * @param at where the header starts; may lie behind the captured bytes
     * @param length bytes from there to the end of the IP packet, by its header
     * @return why the packet belongs to no flow, or null
     */
    static @Nullable Ignored decode(DecodedPacket packet, int protocol, int at, int length) {
        packet.protocol = protocol;
        Header header = header(protocol);
        Ignored ignored = packet.note(header);
        if (ignored != null) {
            return ignored;
        }
        return switch (header) {
            case TCP -> tcp(packet, at, length);
            case UDP -> udp(packet, at, length);
            case SCTP -> ports(packet, at, length, SCTP_LENGTH);
            case ICMP -> icmp(packet, at, length, ICMP_LENGTH);
            case ICMPV6 -> icmp(packet, at, length, 0);
            default -> {
                packet.payloadAt = at;
                packet.payloadLength = length;
                yield null;
            }
        };
    }

    private static Header header(int protocol) {
        return switch (protocol) {
            case IpProtocol.TCP -> Header.TCP;
            case IpProtocol.UDP -> Header.UDP;
            case IpProtocol.ICMP -> Header.ICMP;
            case IpProtocol.ICMPV6 -> Header.ICMPV6;
            case IpProtocol.SCTP -> Header.SCTP;
            default -> Header.OTHER;
        };
    }

    /** TCP (RFC 9293 section 3.1). A header that the IP packet cuts behind its flags still tells what the segment is. */
    private static @Nullable Ignored tcp(DecodedPacket packet, int at, int length) {
        Ignored ignored = ports(packet, at, length, TCP_MIN_LENGTH);
        if (ignored == null && length > TCP_FLAGS && packet.has(at, TCP_FLAGS + 1)) {
            int headerLength = (Bytes.u8(packet.data, at + TCP_OFFSET) >> 4) * 4;
            packet.tcpFlags = Bytes.u8(packet.data, at + TCP_FLAGS);
            packet.hasTcpFlags = true;
            packet.payloadAt = at + headerLength;
            packet.tcp.decode(packet.data, at, Math.min(at + Math.min(headerLength, length), packet.capturedEnd));
            packet.payloadLength = Math.max(0, length - headerLength);
        }
        return ignored;
    }

    /** UDP (RFC 768); a length of 0 is a jumbogram (RFC 2675 section 4) or offload, and means the whole IP payload. */
    private static @Nullable Ignored udp(DecodedPacket packet, int at, int length) {
        Ignored ignored = ports(packet, at, length, UDP_LENGTH);
        if (ignored == null && length >= UDP_LENGTH && packet.has(at, UDP_LENGTH)) {
            int stated = Bytes.u16be(packet.data, at + 4);
            if (stated != 0) {
                if (stated < UDP_LENGTH) {
                    return Ignored.MALFORMED_TRANSPORT;
                }
                packet.payloadLength = Math.min(stated, length) - UDP_LENGTH;
            }
        }
        return ignored;
    }

    private static @Nullable Ignored icmp(DecodedPacket packet, int at, int length, int headerLength) {
        packet.payloadAt = at + headerLength;
        packet.payloadLength = Math.max(0, length - headerLength);
        if (length >= 2 && packet.has(at, 2)) {
            packet.icmpTypeAndCode = Bytes.u16be(packet.data, at);
            packet.hasIcmpMessage = true;
            boolean isQuery = IcmpQuery.request(packet.protocol, packet.icmpTypeAndCode >> 8) != IcmpQuery.NONE;
            if (isQuery && length >= ICMP_LENGTH && packet.has(at, ICMP_LENGTH)) {
                packet.icmpQuery = Bytes.u32be(packet.data, at + 4);
            }
        }
        return null;
    }

    private static @Nullable Ignored ports(DecodedPacket packet, int at, int length, int headerLength) {
        if (length < PORTS_LENGTH) {
            return Ignored.MALFORMED_TRANSPORT;
        }
        if (!packet.has(at, PORTS_LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        packet.sourcePort = Bytes.u16be(packet.data, at);
        packet.destinationPort = Bytes.u16be(packet.data, at + 2);
        packet.payloadAt = at + headerLength;
        packet.payloadLength = Math.max(0, length - headerLength);
        return null;
    }
}
