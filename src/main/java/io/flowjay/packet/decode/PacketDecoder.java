package io.flowjay.packet.decode;

import io.flowjay.capture.RawPacket;
import io.flowjay.packet.DecodeSettings;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.PacketSink;
import io.flowjay.packet.PortsMissing;
import io.flowjay.packet.Progress;
import io.flowjay.packet.fragment.Datagram;
import io.flowjay.packet.fragment.FragmentAssembler;
import io.flowjay.packet.frame.DecoderTables;
import io.flowjay.packet.frame.Frame;
import io.flowjay.packet.ip.IpDecoders;
import io.flowjay.packet.link.LinkDecoders;
import io.flowjay.packet.tag.TagDecoders;
import io.flowjay.packet.tunnel.TunnelDecoders;

/** Decodes the packets of one capture, in order. */
public final class PacketDecoder {
    private final PacketSink sink;
    private final int maxTunnels;
    private final FragmentAssembler fragments;
    private final Frame frame;
    private long lastTimestampNanos;

    /**
     * @param settings how far packets are decoded
     * @param sink takes every packet once
     */
    public PacketDecoder(DecodeSettings settings, PacketSink sink) {
        this.sink = sink;
        maxTunnels = settings.decapsulate() ? settings.maxTunnelDepth() : 0;
        fragments = new FragmentAssembler(settings, sink);
        DecoderTables tables = new DecoderTables();
        LinkDecoders.addTo(tables);
        TagDecoders.addTo(tables);
        IpDecoders.addTo(tables, fragments);
        TunnelDecoders.addTo(tables, settings.tunnelPorts());
        UserLinkTypes.addTo(tables.linkTypes(), settings.linkTypes());
        frame = new Frame(tables, settings.deduplicate());
    }

    /**
     * Decodes a packet from its link layer to its transport header. Fragments are handed over when the last of their packet is
     * there, or none will be.
     *
     * <p>A packet without a time (pcapng Simple Packet Block) gets that of the last packet before it that had one, or 0.
     *
     * @param raw the packet as read
     */
    public void decode(RawPacket raw) {
        frame.start(raw, maxTunnels);
        decodeStarted(raw);
        while (frame.startNextPart(raw)) {
            sink.further();
            decodeStarted(raw);
        }
    }

    private void decodeStarted(RawPacket raw) {
        fragments.start();
        if (raw.hasTimestamp()) {
            lastTimestampNanos = raw.timestampNanos();
        } else {
            frame.packet.timestampNanos = lastTimestampNanos;
        }
        Outcome outcome = frame.link(raw.linkType(), raw.offset());
        if (outcome == Progress.HELD && frame.packet.duplicate) {
            outcome = Ignored.DUPLICATE;
        }
        Datagram reassembled = fragments.reassembled();
        if (outcome instanceof PortsMissing reason) {
            frame.packet.portsMissing = reason;
            frame.packet.sourcePort = 0;
            frame.packet.destinationPort = 0;
        }
        if (!(outcome instanceof Ignored) && outcome != Progress.HELD && reassembled == null) {
            handOver(frame.packet.portsMissing == null ? frame.packet.payloadLength : 0);
        } else if (outcome != Progress.HELD && reassembled != null) {
            each(reassembled, outcome);
        } else if (outcome instanceof Ignored ignored) {
            sink.ignored(ignored);
        }
    }

    /** Ends the capture: fragments that still wait are handed over without ports. */
    public void end() {
        fragments.end();
    }

    /** Hands over each of the packets that the fragments came in. */
    private void each(Datagram reassembled, Outcome outcome) {
        if (outcome instanceof Ignored ignored) {
            for (int i = 0; i < reassembled.held().size(); i++) {
                sink.ignored(ignored);
            }
            return;
        }
        DecodedPacket packet = frame.packet;
        int[] payloads = reassembled.shares(frame.payloadAt(), frame.payloadAt() + packet.payloadLength);
        boolean headerInside = frame.ipHeaderIn() == reassembled.data();
        int[] lengths = headerInside
                ? reassembled.shares(frame.ipHeaderAt(), frame.ipHeaderAt() + packet.ipLength)
                : reassembled.held().lengths();
        boolean hasTcpFlags = packet.hasTcpFlags;
        boolean hasIcmpMessage = packet.hasIcmpMessage;
        int content = packet.portsMissing == null ? packet.payloadLength : 0;
        for (int i = 0; i < reassembled.held().size(); i++) {
            boolean last = i == reassembled.held().size() - 1;
            reassembled.held().show(packet, i);
            if (!headerInside) {
                reassembled.held().showHeader(packet, i);
            }
            packet.payloadLength = payloads[i];
            packet.ipLength = lengths[i];
            packet.hasTcpFlags = hasTcpFlags && last;
            packet.hasIcmpMessage = hasIcmpMessage && last;
            handOver(last ? content : 0);
        }
    }

    private void handOver(int contentLength) {
        frame.packet.content(frame.data(), frame.payloadAt(), contentLength, frame.capturedEnd());
        sink.decoded(frame.packet);
    }
}
