package io.flowjay.flow;

import io.flowjay.spill.Spill;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that the packets of one capture's flows take, and columns of finished flows for use by new ones. Only small ones are
 * kept: a large flow's arrays would be wasted on most flows. Any thread may recycle packets.
 */
final class PacketMemory {
    private static final int MAX_CAPACITY = 64;
    private static final int MAX_POOLED = 4096;

    private final Spill spill;
    private final int maxPagePackets;
    private final AtomicLong usedBytes = new AtomicLong();
    private final ArrayDeque<FlowPackets> pooled = new ArrayDeque<>();

    /** @param spill where packets go that do not fit, and how many do */
    PacketMemory(Spill spill) {
        this.spill = spill;
        maxPagePackets = spill.maxPagePackets();
    }

    Spill spill() {
        return spill;
    }

    int maxPagePackets() {
        return maxPagePackets;
    }

    /** What the packets of open and of finished flows take, in bytes. */
    long usedBytes() {
        return usedBytes.get();
    }

    void add(long bytes) {
        usedBytes.addAndGet(bytes);
    }

    /** Packets of a flow that has none yet. */
    FlowPackets take() {
        FlowPackets packets;
        synchronized (this) {
            packets = pooled.pollLast();
        }
        if (packets == null) {
            packets = new FlowPackets(this, PacketColumns.FIRST_CAPACITY);
        }
        packets.account();
        return packets;
    }

    /** Takes back what nobody reads any more. */
    void give(FlowPackets packets) {
        boolean small = packets.capacity() <= MAX_CAPACITY;
        packets.clear();
        synchronized (this) {
            if (small && pooled.size() < MAX_POOLED) {
                pooled.addLast(packets);
            }
        }
    }
}
