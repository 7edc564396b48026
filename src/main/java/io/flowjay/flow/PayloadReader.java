package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.IpProtocol;
import io.flowjay.protocol.FlowProtocols;
import io.flowjay.protocol.ProtocolReaders;
import io.flowjay.protocol.TcpProtocols;
import io.flowjay.protocol.UdpProtocols;

/** Gives the payload of each packet to what reads it, from a flow's first payload on. */
final class PayloadReader {
    private final ProtocolReaders readers;

    PayloadReader(PayloadNeeds needs) {
        readers = new ProtocolReaders(needs.protocols());
    }

    /** Reads a packet that has just been added to its flow. */
    void read(Flow flow, DecodedPacket packet, boolean backward) {
        FlowProtocols known = flow.protocols();
        int captured = packet.contentCaptured();
        if (captured == 0 || (known != null && !known.wantsMore())) {
            return;
        }
        if (packet.protocol == IpProtocol.TCP) {
            if (packet.hasTcpFlags && readers.readsTcp()) {
                TcpProtocols protocols = known == null ? startTcp(flow) : (TcpProtocols) known;
                int sequence = packet.tcp.sequence;
                protocols.segment(backward, packet.tcpFlags, sequence, packet.data(), packet.contentAt(), captured);
            }
        } else if (packet.protocol == IpProtocol.UDP && readers.readsUdp()) {
            UdpProtocols protocols = known == null ? startUdp(flow) : (UdpProtocols) known;
            protocols.datagram(backward, packet.data(), packet.contentAt(), captured, packet.contentLength());
        }
        flow.payloadRead();
    }

    private TcpProtocols startTcp(Flow flow) {
        TcpProtocols protocols = readers.tcp();
        flow.start(protocols);
        TcpOpening ofInitiator = flow.initiatorOpening();
        if (ofInitiator != null) {
            protocols.opened(false, ofInitiator.sequence());
        }
        TcpOpening ofResponder = flow.responderOpening();
        if (ofResponder != null) {
            protocols.opened(true, ofResponder.sequence());
        }
        return protocols;
    }

    private UdpProtocols startUdp(Flow flow) {
        UdpProtocols protocols = readers.udp();
        flow.start(protocols);
        return protocols;
    }
}
