package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.IcmpQuery;
import io.flowjay.packet.IpProtocol;
import io.flowjay.packet.TcpFlags;
import io.flowjay.protocol.ClientSign;
import org.jspecify.annotations.Nullable;

/** Finds in each packet what shows the initiator of its flow. */
final class Initiators {
    private Initiators() {}

    /** Tells a flow what its packet shows. */
    static void witness(Flow flow, DecodedPacket packet, boolean sourceIsA) {
        switch (packet.protocol) {
            case IpProtocol.TCP -> {
                if (packet.hasTcpFlags && (packet.tcpFlags & TcpFlags.SYN) != 0) {
                    boolean answer = (packet.tcpFlags & TcpFlags.ACK) != 0;
                    flow.witness(answer ? InitiatorEvidence.SYN_ACK : InitiatorEvidence.SYN, sourceIsA != answer);
                } else if (!flow.evidence().beatsPayload() && packet.contentLength() > 0) {
                    witness(flow, sourceIsA, ofPayload(packet, true));
                }
            }
            case IpProtocol.UDP -> {
                if (!flow.evidence().beatsPayload() && packet.contentLength() > 0) {
                    witness(flow, sourceIsA, ofPayload(packet, false));
                }
            }
            case IpProtocol.SCTP -> {
                if (!flow.evidence().beatsPayload() && packet.contentLength() > 0) {
                    witness(
                            flow,
                            sourceIsA,
                            ClientSign.ofChunks(
                                    packet.data(),
                                    packet.contentAt(),
                                    packet.contentLength(),
                                    packet.contentCaptured()));
                }
            }
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> {
                if (packet.icmpQuery >= 0) {
                    int type = packet.icmpTypeAndCode >> 8;
                    boolean answer = type != IcmpQuery.request(packet.protocol, type);
                    flow.witness(InitiatorEvidence.ICMP_QUERY, sourceIsA != answer);
                }
            }
            default -> {}
        }
    }

    private static void witness(Flow flow, boolean sourceIsA, @Nullable ClientSign sign) {
        if (sign != null) {
            flow.witness(InitiatorEvidence.of(sign), sourceIsA == sign.isFromClient());
        }
    }

    private static @Nullable ClientSign ofPayload(DecodedPacket packet, boolean tcp) {
        boolean dns = ClientSign.isDnsPort(packet.sourcePort) || ClientSign.isDnsPort(packet.destinationPort);
        int captured = packet.contentCaptured();
        return tcp
                ? ClientSign.ofSegment(dns, packet.data(), packet.contentAt(), captured)
                : ClientSign.ofDatagram(dns, packet.data(), packet.contentAt(), captured);
    }

    /** What the ports show: positive when the source is the client, negative when it is the server, 0 when they show nothing. */
    static int byPorts(DecodedPacket packet) {
        return IpProtocol.hasPorts(packet.protocol)
                ? ServicePort.rank(packet.destinationPort) - ServicePort.rank(packet.sourcePort)
                : 0;
    }
}
