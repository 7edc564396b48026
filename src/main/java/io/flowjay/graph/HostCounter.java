package io.flowjay.graph;

import java.util.Arrays;

/** One number for each host. */
final class HostCounter {
    private static final int FIRST_CAPACITY = 64;

    private long[] values = new long[FIRST_CAPACITY];

    void add(int host, long amount) {
        if (host >= values.length) {
            values = Arrays.copyOf(values, Math.max(host + 1, values.length * 2));
        }
        values[host] += amount;
    }

    long of(int host) {
        return host < values.length ? values[host] : 0;
    }
}
