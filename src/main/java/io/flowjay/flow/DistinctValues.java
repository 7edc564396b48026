package io.flowjay.flow;

import java.util.Arrays;

/**
 * The different numbers among many, in the order in which they came; up to {@value #MAX_SIZE} of them, so that neither memory
 * nor time can be run up.
 */
public final class DistinctValues {
    /** Further different numbers are left out. */
    public static final int MAX_SIZE = 1024;

    private static final int FIXED_BYTES = 40;

    private long[] values = new long[1];
    private int size;

    void add(long value) {
        for (int i = 0; i < size; i++) {
            if (values[i] == value) {
                return;
            }
        }
        if (size < MAX_SIZE) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }
    }

    /** Memory that this takes, about, in bytes. */
    int heldBytes() {
        return FIXED_BYTES + Long.BYTES * values.length;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** The smallest of them. */
    public long min() {
        long min = values[0];
        for (int i = 1; i < size; i++) {
            min = Math.min(min, values[i]);
        }
        return min;
    }
}
