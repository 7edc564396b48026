package io.flowjay.flow.columns;

import io.flowjay.spill.SpillSpace;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The earlier packets of a flow, which have left memory: blocks of columns in a temporary file. Of the block that was read last, the
 * columns that were asked for stay in memory, so passes in the order of the packets are fast.
 */
final class SpilledPackets {
    /** Packets in a block at most. */
    static final int BLOCK = 1 << 14;

    private static final int COLUMNS = PacketColumn.values().length;

    private final SpillSpace space;
    private long[] positions = new long[1];
    private int[] ends = new int[1];
    private byte[] kinds = new byte[1];
    private int blocks;
    private boolean turned;
    private long lastTime;

    /** The block that was read last: its first packet, and the one after its last. */
    private int current = -1;

    private int from;
    private int to;
    /** Bits of the columns that are in memory. */
    private int loaded;

    private long[] times = {};
    private int[][] values = {};

    SpilledPackets(SpillSpace space) {
        this.space = space;
    }

    /** The packets before those in memory; there are some for every index below the first one in memory. */
    static SpilledPackets of(@Nullable SpilledPackets earlier) {
        if (earlier == null) {
            throw new IndexOutOfBoundsException("a negative index");
        }
        return earlier;
    }

    /** Capture time of the last packet. */
    long lastTime() {
        return lastTime;
    }

    /** Writes the packets that columns have in memory, at least one. */
    void write(PacketColumns columns, int count) {
        lastTime = columns.lastTime();
        ByteBuffer buffer = space.borrow();
        try {
            for (int first = 0; first < count; first += BLOCK) {
                int length = Math.min(BLOCK, count - first);
                buffer.clear();
                int kind = columns.write(first, length, buffer);
                buffer.flip();
                add(space.write(buffer), length, kind);
            }
        } finally {
            space.giveBack(buffer);
        }
    }

    private void add(long position, int length, int kind) {
        if (blocks == ends.length) {
            positions = Arrays.copyOf(positions, blocks * 2);
            ends = Arrays.copyOf(ends, blocks * 2);
            kinds = Arrays.copyOf(kinds, blocks * 2);
        }
        positions[blocks] = position;
        ends[blocks] = first(blocks) + length;
        kinds[blocks] = (byte) kind;
        blocks++;
    }

    private int first(int block) {
        return block == 0 ? 0 : ends[block - 1];
    }

    /** Exchanges the directions of all packets. */
    void turn() {
        turned = !turned;
    }

    long time(int index) {
        int bit = 1 << PacketColumn.TIME.place;
        if (index < from || index >= to || (loaded & bit) == 0) {
            load(PacketColumn.TIME, index);
        }
        return times[index - from];
    }

    short info(int index) {
        int info = value(PacketColumn.INFO, index);
        return (short) (turned ? info ^ PacketColumns.BACKWARD : info);
    }

    /** A packet's value in a column other than that of the times; 0 where the block does not have the column. */
    int value(PacketColumn column, int index) {
        int bit = 1 << column.place;
        if (index < from || index >= to || (loaded & bit) == 0) {
            load(column, index);
        }
        return values[column.place][index - from];
    }

    private void load(PacketColumn column, int index) {
        if (index < from || index >= to) {
            select(index);
        }
        if (values.length == 0) {
            values = new int[COLUMNS][];
        }
        int length = to - from;
        if (column == PacketColumn.TIME) {
            times = times.length < length ? new long[length] : times;
        } else if (values[column.place] == null || values[column.place].length < length) {
            values[column.place] = new int[length];
        }
        if (column.isIn(kinds[current])) {
            read(column, length);
        } else {
            Arrays.fill(values[column.place], 0);
        }
        loaded |= 1 << column.place;
    }

    private void select(int index) {
        if (index == to && current + 1 < blocks) {
            current++;
        } else {
            int found = Arrays.binarySearch(ends, 0, blocks, index);
            current = found >= 0 ? found + 1 : -found - 1;
        }
        from = first(current);
        to = ends[current];
        loaded = 0;
    }

    private void read(PacketColumn column, int length) {
        ByteBuffer buffer = space.borrow();
        try {
            buffer.limit(column.bytes * length);
            space.read(positions[current] + column.offset(kinds[current], length), buffer);
            buffer.flip();
            if (column == PacketColumn.TIME) {
                buffer.asLongBuffer().get(times, 0, length);
            } else {
                decode(column.bytes, buffer, values[column.place], length);
            }
        } finally {
            space.giveBack(buffer);
        }
    }

    private static void decode(int bytes, ByteBuffer buffer, int[] into, int length) {
        switch (bytes) {
            case Integer.BYTES -> buffer.asIntBuffer().get(into, 0, length);
            case Short.BYTES -> {
                for (int i = 0; i < length; i++) {
                    into[i] = buffer.getShort();
                }
            }
            default -> {
                for (int i = 0; i < length; i++) {
                    into[i] = buffer.get();
                }
            }
        }
    }

    /** Frees the file's blocks. */
    void free() {
        for (int i = 0; i < blocks; i++) {
            space.free(positions[i], PacketColumn.rowBytes(kinds[i]) * (ends[i] - first(i)));
        }
        blocks = 0;
        current = -1;
        from = 0;
        to = 0;
    }
}
