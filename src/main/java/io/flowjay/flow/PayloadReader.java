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
        if (captured == 0) {
            return;
        }
        if (packet.protocol == IpProtocol.TCP) {
            if (packet.hasTcpFlags) {
                sample(flow, packet, backward);
                if (readers.readsTcp()) {
                    segment(flow, packet, backward, captured);
                }
            }
        } else if (packet.protocol == IpProtocol.UDP) {
            sample(flow, packet, backward);
            if (readers.readsUdp()) {
                datagram(flow, packet, backward, captured);
            }
        }
    }

    private void sample(Flow flow, DecodedPacket packet, boolean backward) {
        if (sampleBytes == 0) {
            return;
        }
        PayloadSample sample = flow.sample();
        if (sample == null) {
            sample = new PayloadSample(sampleBytes);
            flow.start(sample);
        }
        sample.add(packet, backward);
    }

    private void segment(Flow flow, DecodedPacket packet, boolean backward, int captured) {
        TcpProtocols protocols;
        FlowProtocols known = flow.protocols();
        if (known == null) {
            protocols = readers.tcp();
            flow.start(protocols);
            opened(protocols, flow, false);
            opened(protocols, flow, true);
        } else {
            protocols = (TcpProtocols) known;
        }
        if (protocols.wantsMore()) {
            protocols.segment(
                    backward, packet.tcpFlags, packet.tcp.sequence, packet.data(), packet.contentAt(), captured);
        }
    }

    private static void opened(TcpProtocols protocols, Flow flow, boolean backward) {
        TcpOpening opening = backward ? flow.responderOpening() : flow.initiatorOpening();
        if (opening != null) {
            protocols.opened(backward, opening.sequence());
        }
    }

    private void datagram(Flow flow, DecodedPacket packet, boolean backward, int captured) {
        UdpProtocols protocols;
        FlowProtocols known = flow.protocols();
        if (known == null) {
            protocols = readers.udp();
            flow.start(protocols);
        } else {
            protocols = (UdpProtocols) known;
        }
        protocols.datagram(backward, packet.data(), packet.contentAt(), captured, packet.contentLength());
    }
}
