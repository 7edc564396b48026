package io.flowjay.record.parquet.encoding;

import static java.lang.invoke.MethodHandles.byteArrayViewVarHandle;

import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Different texts in the order of their first use, found by hash: open addressing, at most half full. */
public final class TextDictionary {
    private static final VarHandle LONG = byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
    private static final int CAPACITY = 16;

    /** The entries in the plain encoding: the length in four bytes, and UTF-8. */
    private final PageBytes entries = new PageBytes();
    /** Where the text of each entry starts. */
    private int[] starts = new int[CAPACITY / 2];

    private int[] lengths = new int[CAPACITY / 2];
    private int[] hashes = new int[CAPACITY / 2];
    /** Number of the entry in each slot, plus 1; 0 for none. */
    private int[] slots = new int[CAPACITY];

    private int size;

    public int size() {
        return size;
    }

    /** Bytes of its entries in a file. */
    public int bytes() {
        return entries.size();
    }

    /** Bytes of its arrays. */
    public int memory() {
        return entries.array().length + (3 * starts.length + slots.length) * Integer.BYTES;
    }

    /** Writes the entries. */
    public void write(PageBytes out) {
        out.put(entries.array(), 0, entries.size());
    }

    /** Finds the number of a text; one that is not known becomes the next entry. */
    public int find(byte[] bytes, int from, int to) {
        int hash = hash(bytes, from, to);
        int mask = slots.length - 1;
        int slot = hash & mask;
        int entry = slots[slot];
        while (entry != 0) {
            if (hashes[entry - 1] == hash && equal(entry - 1, bytes, from, to)) {
                return entry - 1;
            }
            slot = (slot + 1) & mask;
            entry = slots[slot];
        }
        return add(bytes, from, to, hash, slot);
    }

    private boolean equal(int entry, byte[] bytes, int from, int to) {
        int start = starts[entry];
        return Arrays.equals(entries.array(), start, start + lengths[entry], bytes, from, to);
    }

    private int add(byte[] bytes, int from, int to, int hash, int slot) {
        int free = slot;
        if (size == starts.length) {
            grow();
            free = free(hash);
        }
        int length = to - from;
        entries.putInt(length);
        starts[size] = entries.size();
        lengths[size] = length;
        hashes[size] = hash;
        entries.put(bytes, from, length);
        slots[free] = ++size;
        return size - 1;
    }

    private int free(int hash) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        int more = size * 2;
        starts = Arrays.copyOf(starts, more);
        lengths = Arrays.copyOf(lengths, more);
        hashes = Arrays.copyOf(hashes, more);
        slots = new int[slots.length * 2];
        for (int i = 0; i < size; i++) {
            slots[free(hashes[i])] = i + 1;
        }
    }

    private static int hash(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = mix(hash ^ (long) LONG.get(bytes, at));
        }
        for (; at < to; at++) {
            hash = mix(hash ^ bytes[at]);
        }
        return (int) hash;
    }

    private static long mix(long value) {
        long mixed = value * GOLDEN_RATIO;
        return mixed ^ (mixed >>> Integer.SIZE);
    }
}
