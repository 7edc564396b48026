package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.IpProtocol;
import io.flowjay.packet.TcpFlags;
import io.flowjay.protocol.FlowProtocols;
import io.flowjay.protocol.ProtocolReaders;
import io.flowjay.protocol.SctpProtocols;
import io.flowjay.protocol.TcpProtocols;
import io.flowjay.protocol.UdpProtocols;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.settings.ChecksumMode;

/** Gives the payload of each packet to what reads it, from a flow's first payload on. */
final class PayloadReader {
    private final ProtocolReaders readers;
    private final Checksums checksums;
    private final int sampleBytes;
    private final Payload payload = new Payload();

    PayloadReader(PayloadNeeds needs, ChecksumMode mode) {
        checksums = new Checksums(mode);
        sampleBytes = needs.sampleBytes();
        readers = new ProtocolReaders(needs.protocols());
    }

    /** Reads a packet that has just been added to its flow, and answers whether anybody was interested in it. */
    boolean read(Flow flow, DecodedPacket packet, boolean backward) {
        int captured = packet.contentCaptured();
        if (packet.protocol == IpProtocol.TCP && packet.hasTcpFlags) {
            if (flow.badChecksumPackets() > 0) {
                settle(flow, packet, backward);
            }
            if (captured == 0) {
                checksums.lookAt(flow, packet, backward != flow.initiatorIsA);
                return false;
            }
            boolean sampled = sample(flow, packet, backward);
            return (readers.readsTcp() && segment(flow, packet, backward, captured)) || sampled;
        }
        if (packet.protocol == IpProtocol.UDP && captured > 0) {
            boolean sampled = sample(flow, packet, backward);
            return (readers.readsUdp() && datagram(flow, packet, backward, captured)) || sampled;
        }
        return packet.protocol == IpProtocol.SCTP && readers.readsSctp() && chunks(flow, packet, backward, captured);
    }

    private boolean sample(Flow flow, DecodedPacket packet, boolean backward) {
        if (sampleBytes == 0) {
            return false;
        }
        PayloadSample sample = flow.sample();
        if (sample == null) {
            sample = new PayloadSample(sampleBytes);
            flow.start(sample);
        }
        return sample.add(packet, backward);
    }

    private boolean segment(Flow flow, DecodedPacket packet, boolean backward, int captured) {
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
        if (!protocols.wantsMore()) {
            return false;
        }
        payload.set(backward, packet.data(), packet.contentAt(), captured, packet.contentLength());
        if (protocols.onlyCounts(packet.tcpFlags, packet.tcp.sequence, payload)) {
            // Whatever its bytes are, so that they need not be verified, and nothing is held of them.
            protocols.segment(packet.tcpFlags, packet.tcp.sequence, payload);
            return false;
        }
        switch (checksums.of(flow, packet, backward != flow.initiatorIsA)) {
            case READ -> protocols.segment(packet.tcpFlags, packet.tcp.sequence, payload);
            case DOUBT -> protocols.doubtful(packet.tcpFlags, packet.tcp.sequence, payload);
            case LEAVE -> {}
        }
        return true;
    }

    /** Lets a segment's header decide about a doubtful segment before it, if there is one. */
    private static void settle(Flow flow, DecodedPacket packet, boolean backward) {
        if (!(flow.protocols() instanceof TcpProtocols protocols)) {
            return;
        }
        if ((packet.tcpFlags & TcpFlags.ACK) != 0) {
            // Before the sender's payload, since what it acknowledges came before.
            protocols.acknowledged(backward, packet.tcp.acknowledgement);
        }
        if (packet.contentLength() == 0) {
            protocols.empty(backward, packet.tcp.sequence);
        }
    }

    private static void opened(TcpProtocols protocols, Flow flow, boolean backward) {
        TcpOpening opening = backward ? flow.responderOpening() : flow.initiatorOpening();
        if (opening != null) {
            protocols.opened(backward, opening.sequence());
        }
    }

    private boolean chunks(Flow flow, DecodedPacket packet, boolean backward, int captured) {
        SctpProtocols protocols;
        FlowProtocols known = flow.protocols();
        if (known == null) {
            protocols = readers.sctp();
            flow.start(protocols);
        } else {
            protocols = (SctpProtocols) known;
        }
        if (!protocols.wantsMore()) {
            return false;
        }
        protocols.packet(payload.set(backward, packet.data(), packet.contentAt(), captured, packet.contentLength()));
        return true;
    }

    private boolean datagram(Flow flow, DecodedPacket packet, boolean backward, int captured) {
        if (checksums.of(flow, packet, backward != flow.initiatorIsA) != Checksums.Verdict.READ) {
            return false;
        }
        UdpProtocols protocols;
        FlowProtocols known = flow.protocols();
        if (known == null) {
            protocols = readers.udp();
            flow.start(protocols);
        } else {
            protocols = (UdpProtocols) known;
        }
        protocols.datagram(payload.set(backward, packet.data(), packet.contentAt(), captured, packet.contentLength()));
        return true;
    }
}
