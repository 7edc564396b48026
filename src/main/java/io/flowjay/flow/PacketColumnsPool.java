package io.flowjay.flow;

import java.util.ArrayDeque;

/** Columns of finished flows for use by new ones. Only small ones are kept: a large flow's arrays would be wasted on most flows. */
final class PacketColumnsPool {
    private static final int MAX_CAPACITY = 64;
    private static final int MAX_POOLED = 4096;

    private final ArrayDeque<PacketColumns> pooled = new ArrayDeque<>();

    synchronized PacketColumns take() {
        PacketColumns columns = pooled.pollLast();
        return columns == null ? new PacketColumns(PacketColumns.FIRST_CAPACITY) : columns;
    }

    synchronized void give(PacketColumns columns) {
        if (columns.capacity() <= MAX_CAPACITY && pooled.size() < MAX_POOLED) {
            columns.clear();
            pooled.addLast(columns);
        }
    }
}
