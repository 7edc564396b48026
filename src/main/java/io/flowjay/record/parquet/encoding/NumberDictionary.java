package io.flowjay.record.parquet.encoding;

import java.util.Arrays;

/** Different numbers in the order of their first use, found by hash: open addressing, at most half full. */
public final class NumberDictionary {
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
    private static final int CAPACITY = 16;

    private long[] entries = new long[CAPACITY / 2];
    /** Number of the entry in each slot, plus 1; 0 for none. */
    private int[] slots = new int[CAPACITY];

    private int size;

    public int size() {
        return size;
    }

    /** Bytes of its entries in a file. */
    public int bytes() {
        return size * Long.BYTES;
    }

    /** Bytes of its arrays. */
    public int memory() {
        return entries.length * Long.BYTES + slots.length * Integer.BYTES;
    }

    /** Writes the entries. */
    public void write(PageBytes out) {
        out.putLongs(entries, size);
    }

    /** Finds the number of each value; a value that is not known becomes the next entry. */
    public void find(long[] values, int count, int[] found) {
        long last = 0;
        int number = -1;
        for (int i = 0; i < count; i++) {
            long value = values[i];
            if (value != last || number < 0) {
                number = find(value);
                last = value;
            }
            found[i] = number;
        }
    }

    /** Finds the number of a value; one that is not known becomes the next entry. */
    public int find(long value) {
        int mask = slots.length - 1;
        int slot = slot(value, mask);
        int entry = slots[slot];
        while (entry != 0) {
            if (entries[entry - 1] == value) {
                return entry - 1;
            }
            slot = (slot + 1) & mask;
            entry = slots[slot];
        }
        return add(value, slot);
    }

    private int add(long value, int slot) {
        if (size == entries.length) {
            grow();
            return find(value);
        }
        entries[size] = value;
        slots[slot] = ++size;
        return size - 1;
    }

    private void grow() {
        entries = Arrays.copyOf(entries, entries.length * 2);
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int i = 0; i < size; i++) {
            int slot = slot(entries[i], mask);
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = i + 1;
        }
    }

    private static int slot(long value, int mask) {
        long hash = value * GOLDEN_RATIO;
        return (int) (hash ^ (hash >>> Integer.SIZE)) & mask;
    }
}
