package io.flowjay.packet.ip;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.Header;
import io.flowjay.packet.IcmpQuery;
import io.flowjay.packet.IpProtocol;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.PortsMissing;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/** Ports, flags and payload length of the upper-layer protocol of an IP packet. */
final class UpperLayer {
    private static final int PORTS_LENGTH = 4;
    private static final int TCP_MIN_LENGTH = 20;
    private static final int TCP_OFFSET = 12;
    private static final int TCP_FLAGS = 13;
    private static final int UDP_LENGTH = 8;
    private static final int SCTP_LENGTH = 12;
    private static final int ICMP_LENGTH = 8;

    private UpperLayer() {}

    /**
     * Decodes an upper-layer header.
     *
     * @param frame where the fields go
     * @param protocol the protocol number
     * @param at where the header starts; may lie after the captured bytes
     * @param length bytes from there to the end of the IP packet, by its header
     * @return {@link Progress#DECODED}, or why the packet belongs to no flow
     */
    static Outcome decode(Frame frame, int protocol, int at, int length) {
        frame.packet.protocol = protocol;
        Header header = header(protocol);
        Outcome entered = frame.note(header);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        return switch (header) {
            case TCP -> tcp(frame, at, length);
            case UDP -> udp(frame, at, length);
            case SCTP -> ports(frame, at, length, SCTP_LENGTH);
            case ICMP -> icmp(frame, at, length, ICMP_LENGTH);
            case ICMPV6 -> icmp(frame, at, length, 0);
            default -> {
                frame.payload(at, length);
                yield Progress.DECODED;
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

    /** TCP (RFC 9293 section 3.1). A header that the IP packet cuts after its flags still shows what the segment is. */
    private static Outcome tcp(Frame frame, int at, int length) {
        Outcome outcome = ports(frame, at, length, TCP_MIN_LENGTH);
        if (outcome == Progress.DECODED && length > TCP_FLAGS && frame.has(at, TCP_FLAGS + 1)) {
            DecodedPacket packet = frame.packet;
            int headerLength = (frame.u8(at + TCP_OFFSET) >> 4) * 4;
            packet.tcpFlags = frame.u8(at + TCP_FLAGS);
            packet.hasTcpFlags = true;
            packet.tcp.decode(frame.data(), at, Math.min(at + Math.min(headerLength, length), frame.capturedEnd()));
            frame.payload(at + headerLength, Math.max(0, length - headerLength));
        }
        return outcome;
    }

    /** UDP (RFC 768); a length of 0 is a jumbogram (RFC 2675 section 4) or offload, and means the whole IP payload. */
    private static Outcome udp(Frame frame, int at, int length) {
        Outcome outcome = ports(frame, at, length, UDP_LENGTH);
        if (outcome == Progress.DECODED && length >= UDP_LENGTH && frame.has(at, UDP_LENGTH)) {
            int stated = frame.u16be(at + 4);
            if (stated != 0) {
                if (stated < UDP_LENGTH) {
                    return PortsMissing.MALFORMED_TRANSPORT;
                }
                frame.packet.payloadLength = Math.min(stated, length) - UDP_LENGTH;
            }
        }
        return outcome;
    }

    private static Outcome icmp(Frame frame, int at, int length, int headerLength) {
        DecodedPacket packet = frame.packet;
        frame.payload(at + headerLength, Math.max(0, length - headerLength));
        if (length >= 2 && frame.has(at, 2)) {
            packet.icmpTypeAndCode = frame.u16be(at);
            packet.hasIcmpMessage = true;
            boolean isQuery = IcmpQuery.request(packet.protocol, packet.icmpTypeAndCode >> 8) != IcmpQuery.NONE;
            if (isQuery && length >= ICMP_LENGTH && frame.has(at, ICMP_LENGTH)) {
                packet.icmpQuery = frame.u32be(at + 4);
            }
        }
        return Progress.DECODED;
    }

    private static Outcome ports(Frame frame, int at, int length, int headerLength) {
        if (length < PORTS_LENGTH) {
            return PortsMissing.MALFORMED_TRANSPORT;
        }
        if (!frame.has(at, PORTS_LENGTH)) {
            return PortsMissing.TRUNCATED_TRANSPORT;
        }
        frame.packet.transportAt = at;
        frame.packet.sourcePort = frame.u16be(at);
        frame.packet.destinationPort = frame.u16be(at + 2);
        frame.payload(at + headerLength, Math.max(0, length - headerLength));
        return Progress.DECODED;
    }
}
