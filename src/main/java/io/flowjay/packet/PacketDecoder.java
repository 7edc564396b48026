package io.flowjay.packet;

import io.flowjay.capture.RawPacket;
import org.jspecify.annotations.Nullable;

/** Decodes the packets of one capture, in order. */
public final class PacketDecoder {
    private long lastTimestampNanos;

    /**
     * Decodes a packet from its link layer to its transport header.
     *
     * <p>A packet without a time (pcapng Simple Packet Block) gets that of the last packet before it that had one, or 0.
     *
     * @param raw the packet as read
     * @param into where the fields go; holds nothing of use when the packet is ignored
     * @return why the packet belongs to no flow, or null when it is decoded
     */
    public @Nullable Ignored decode(RawPacket raw, DecodedPacket into) {
        into.start(raw);
        if (raw.hasTimestamp()) {
            lastTimestampNanos = raw.timestampNanos();
        } else {
            into.timestampNanos = lastTimestampNanos;
        }
        return LinkType.decode(raw.linkType(), into, raw.offset());
    }
}
