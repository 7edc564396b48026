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
    private final int sampleBytes;

    PayloadReader(PayloadNeeds needs) {
        sampleBytes = needs.sampleBytes();
        readers = new ProtocolReaders(needs.protocols());
    }

    /** Reads a packet that has just been added to its flow. */
    void read(Flow flow, DecodedPacket packet, boolean backward) {
        int captured = packet.contentCaptured();
        boolean tcp = packet.protocol == IpProtocol.TCP && packet.hasTcpFlags;
        if (captured == 0 || !(tcp || packet.protocol == IpProtocol.UDP)) {
            return;
        }
        boolean sampled = sampleBytes > 0 && sample(flow, packet, backward);
        boolean read = tcp
                ? readers.readsTcp() && segment(flow, packet, backward, captured)
                : readers.readsUdp() && datagram(flow, packet, backward, captured);
        if (sampled || read) {
            flow.payloadRead();
        }
    }

    /** Answers whether the sample may have grown. */
    private boolean sample(Flow flow, DecodedPacket packet, boolean backward) {
        PayloadSample sample = flow.sample();
        if (sample == null) {
            sample = new PayloadSample(sampleBytes);
            flow.start(sample);
        }
        return sample.add(packet, backward);
    }

    /** Answers whether the segment was read. */
    private boolean segment(Flow flow, DecodedPacket packet, boolean backward, int captured) {
        FlowProtocols known = flow.protocols();
        TcpProtocols protocols = known == null ? startTcp(flow) : (TcpProtocols) known;
        if (!protocols.wantsMore()) {
            return false;
        }
        protocols.segment(backward, packet.tcpFlags, packet.tcp.sequence, packet.data(), packet.contentAt(), captured);
        return true;
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

    /** Answers whether the datagram was read. */
    private boolean datagram(Flow flow, DecodedPacket packet, boolean backward, int captured) {
        FlowProtocols known = flow.protocols();
        UdpProtocols protocols = known == null ? readers.udp() : (UdpProtocols) known;
        if (known == null) {
            flow.start(protocols);
        }
        if (!protocols.wantsMore()) {
            return false;
        }
        protocols.datagram(backward, packet.data(), packet.contentAt(), captured, packet.contentLength());
        return true;
    }
}
