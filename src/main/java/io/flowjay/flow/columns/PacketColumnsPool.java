package io.flowjay.flow.columns;

import io.flowjay.spill.SpillSpace;
import java.util.ArrayDeque;

/** Columns of finished flows for use by new ones. Only small ones are kept: a large flow's arrays would be wasted on most flows. */
public final class PacketColumnsPool {
    private static final int MAX_CAPACITY = 64;
    private static final int MAX_POOLED = 4096;

    private final ArrayDeque<PacketColumns> pooled = new ArrayDeque<>();
    private final SpillSpace space;

    /** @param space memory of the packets of all flows */
    public PacketColumnsPool(SpillSpace space) {
        this.space = space;
    }

    /** Columns without a packet. */
    public PacketColumns take() {
        PacketColumns columns;
        synchronized (this) {
            columns = pooled.pollLast();
        }
        if (columns == null) {
            return new PacketColumns(PacketColumns.FIRST_CAPACITY, space);
        }
        columns.take();
        return columns;
    }

    /** Takes back columns that nobody reads any more. */
    public void give(PacketColumns columns) {
        columns.clear();
        if (columns.capacity() <= MAX_CAPACITY) {
            keep(columns);
        }
    }

    private synchronized void keep(PacketColumns columns) {
        if (pooled.size() < MAX_POOLED) {
            pooled.addLast(columns);
        }
    }
}
