package io.flowjay.spill;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A sequence of whole numbers in a temporary file, which only grows at its end. The numbers are written in blocks, each with the
 * bytes per number that the block needs; one block is in memory for reading, so that reading in order is fast.
 */
public final class SpilledLongs {
    private static final int MOST_BLOCK = 4096;
    private static final int LEAST = 16;
    /** The smallest number of a block. */
    private static final int HEAD_BYTES = Long.BYTES;

    private final Spill spill;
    private final int block;
    private final long[] tail;
    private int tailSize;
    private int blocks;
    private long[] places = {};
    private byte[] widths = {};

    private long[] loaded = {};
    private int loadedBlock = -1;

    /** An empty sequence. */
    public SpilledLongs(Spill spill) {
        this.spill = spill;
        block = Math.min(MOST_BLOCK, spill.maxValues());
        tail = new long[block];
    }

    /** How many numbers there are. */
    public int size() {
        return blocks * block + tailSize;
    }

    /** Adds a number. */
    public void add(long value) {
        if (tailSize == block) {
            write();
        }
        tail[tailSize++] = value;
    }

    /** Adds the first numbers of an array. */
    public void add(long[] values, int count) {
        for (int i = 0; i < count; i++) {
            add(values[i]);
        }
    }

    /** The number at an index. */
    public long get(int index) {
        int wanted = index / block;
        if (wanted == blocks) {
            return tail[index - wanted * block];
        }
        if (wanted != loadedBlock) {
            load(wanted);
        }
        return loaded[index - wanted * block];
    }

    /** Gives the room in the file back. The sequence must not be used any more. */
    public void free() {
        for (int i = 0; i < blocks; i++) {
            spill.free(places[i], bytes(widths[i]));
        }
        blocks = 0;
        tailSize = 0;
    }

    private int bytes(int width) {
        return HEAD_BYTES + block * width;
    }

    private void write() {
        long min = tail[0];
        long max = tail[0];
        for (long value : tail) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        long base = min;
        int width = width(max - min);
        if (blocks == places.length) {
            places = Arrays.copyOf(places, Math.max(LEAST, blocks * 2));
            widths = Arrays.copyOf(widths, places.length);
        }
        places[blocks] = spill.write(bytes(width), buffer -> encode(buffer, base, width));
        widths[blocks++] = (byte) width;
        tailSize = 0;
    }

    /** Bytes that hold a difference; one that is more than a long holds looks negative here. */
    private static int width(long range) {
        if (range == 0) {
            return 0;
        }
        if (range < 0 || range >>> Integer.SIZE != 0) {
            return Long.BYTES;
        }
        return range >>> Short.SIZE != 0 ? Integer.BYTES : range >>> Byte.SIZE != 0 ? Short.BYTES : 1;
    }

    private void encode(ByteBuffer buffer, long base, int width) {
        buffer.putLong(base);
        switch (width) {
            case 0 -> {}
            case 1 -> {
                for (long value : tail) {
                    buffer.put((byte) (value - base));
                }
            }
            case Short.BYTES -> {
                for (long value : tail) {
                    buffer.putShort((short) (value - base));
                }
            }
            case Integer.BYTES -> {
                for (long value : tail) {
                    buffer.putInt((int) (value - base));
                }
            }
            default -> {
                for (long value : tail) {
                    buffer.putLong(value - base);
                }
            }
        }
    }

    private void load(int wanted) {
        if (loaded.length == 0) {
            loaded = new long[block];
        }
        // Not any block until this one is whole.
        loadedBlock = -1;
        int width = widths[wanted];
        spill.read(places[wanted], bytes(width), buffer -> decode(buffer, width));
        loadedBlock = wanted;
    }

    private void decode(ByteBuffer buffer, int width) {
        long base = buffer.getLong();
        switch (width) {
            case 0 -> Arrays.fill(loaded, base);
            case 1 -> {
                for (int i = 0; i < block; i++) {
                    loaded[i] = base + Byte.toUnsignedLong(buffer.get());
                }
            }
            case Short.BYTES -> {
                for (int i = 0; i < block; i++) {
                    loaded[i] = base + Short.toUnsignedLong(buffer.getShort());
                }
            }
            case Integer.BYTES -> {
                for (int i = 0; i < block; i++) {
                    loaded[i] = base + Integer.toUnsignedLong(buffer.getInt());
                }
            }
            default -> {
                for (int i = 0; i < block; i++) {
                    loaded[i] = base + buffer.getLong();
                }
            }
        }
    }
}
