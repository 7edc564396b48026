package io.flowjay.flow;

import java.util.Arrays;

/**
 * The different numbers among many, in the order in which they came; up to {@value #MAX_SIZE} of them, so that neither memory
 * nor time can be run up.
 */
public final class DistinctValues {
    /** Further different numbers are left out. */
    public static final int MAX_SIZE = 1024;

    private static final long[] NONE = {};

    private final long first;
    /** The others. */
    private long[] more = NONE;

    private int size = 1;

    /** @param first the number that came first */
    DistinctValues(long first) {
        this.first = first;
    }

    void add(long value) {
        if (value == first) {
            return;
        }
        int others = size - 1;
        for (int i = 0; i < others; i++) {
            if (more[i] == value) {
                return;
            }
        }
        if (size < MAX_SIZE) {
            if (others == more.length) {
                more = Arrays.copyOf(more, others * 2 + 1);
            }
            more[others] = value;
            size++;
        }
    }

    /** How many there are, at least one. */
    public int size() {
        return size;
    }

    /** The smallest of them. */
    public long min() {
        long min = first;
        for (int i = 0; i < size - 1; i++) {
            min = Math.min(min, more[i]);
        }
        return min;
    }
}
