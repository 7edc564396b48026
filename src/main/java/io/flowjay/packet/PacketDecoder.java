package io.flowjay.packet;

import io.flowjay.capture.RawPacket;
import org.jspecify.annotations.Nullable;

/** Decodes the packets of one capture, in order. */
public final class PacketDecoder {
    private final PacketSink sink;
    private final int maxTunnels;
    private final FragmentAssembler fragments;
    private final DecodedPacket packet = new DecodedPacket();
    private long lastTimestampNanos;

    /**
     * @param settings how far packets are decoded
     * @param sink takes every packet once
     */
    public PacketDecoder(DecodeSettings settings, PacketSink sink) {
        this.sink = sink;
        maxTunnels = settings.decapsulate() ? settings.maxTunnelDepth() : 0;
        fragments = new FragmentAssembler(settings, sink);
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
        packet.start(raw, maxTunnels, fragments);
        if (raw.hasTimestamp()) {
            lastTimestampNanos = raw.timestampNanos();
        } else {
            packet.timestampNanos = lastTimestampNanos;
        }
        Ignored ignored = LinkType.decode(raw.linkType(), packet, raw.offset());
        if (packet.held) {
            return;
        }
        Datagram reassembled = packet.datagram;
        if (reassembled != null) {
            each(reassembled, ignored);
        } else if (ignored == null) {
            packet.contentLength = packet.payloadLength;
            sink.decoded(packet);
        } else {
            sink.ignored(ignored);
        }
    }

    /** Ends the capture: fragments that still wait belong to no flow. */
    public void end() {
        fragments.end();
    }

    /** Hands over each of the packets that the fragments came in. */
    private void each(Datagram reassembled, @Nullable Ignored ignored) {
        if (ignored != null) {
            for (int i = 0; i < reassembled.held().size(); i++) {
                sink.ignored(ignored);
            }
            return;
        }
        int[] payloads = reassembled.shares(packet.payloadAt, packet.payloadAt + packet.payloadLength);
        boolean headerInside = packet.ipHeaderIn == reassembled.data();
        int[] lengths = headerInside
                ? reassembled.shares(packet.ipHeaderAt, packet.ipHeaderAt + packet.ipLength)
                : reassembled.held().lengths();
        boolean hasTcpFlags = packet.hasTcpFlags;
        boolean hasIcmpMessage = packet.hasIcmpMessage;
        int content = packet.payloadLength;
        for (int i = 0; i < reassembled.held().size(); i++) {
            boolean last = i == reassembled.held().size() - 1;
            reassembled.held().show(packet, i);
            if (!headerInside) {
                reassembled.held().showHeader(packet, i);
            }
            packet.payloadLength = payloads[i];
            packet.ipLength = lengths[i];
            packet.contentLength = last ? content : 0;
            packet.hasTcpFlags = hasTcpFlags && last;
            packet.hasIcmpMessage = hasIcmpMessage && last;
            sink.decoded(packet);
        }
    }
}
