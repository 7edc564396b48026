package io.flowjay.flow;

import org.jspecify.annotations.Nullable;

/**
 * Chooses the open flows whose packets go to the temporary file when memory is short: large ones first, then those with the oldest
 * last packets, until half of the memory is free. No result depends on the choice.
 */
final class SpillPolicy {
    /** Of fewer packets the memory is not worth a place in the file: a flood of tiny flows stays in memory. */
    private static final int LEAST_PACKETS = 8;
    /** A flow is large that takes more than this share of the memory. */
    private static final int LARGE_SHARE = 64;
    /** How much more may be used, by its share, where nothing more can be freed. */
    private static final int MORE_SHARE = 8;

    private final PacketMemory memory;
    private final long maxBytes;
    private long threshold;

    SpillPolicy(PacketMemory memory) {
        this.memory = memory;
        maxBytes = memory.spill().maxMemory();
        threshold = maxBytes;
    }

    /** How many bytes may be used before {@link #spill} is to be called. */
    long threshold() {
        return threshold;
    }

    void spill(FlowList open, FlowList closing) {
        long wanted = maxBytes / 2;
        spill(open.oldest(), wanted, maxBytes / LARGE_SHARE);
        spill(open.oldest(), wanted, 0);
        spill(closing.oldest(), wanted, 0);
        threshold = Math.max(maxBytes, memory.usedBytes() + maxBytes / MORE_SHARE);
    }

    private void spill(@Nullable Flow first, long wanted, long least) {
        for (Flow flow = first; flow != null && memory.usedBytes() > wanted; flow = flow.newer) {
            FlowPackets packets = flow.packets();
            if (packets.heldBytes() > least && packets.packetsInMemory() >= LEAST_PACKETS) {
                packets.spillAll();
            }
        }
    }
}
