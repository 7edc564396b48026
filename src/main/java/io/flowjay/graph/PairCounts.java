package io.flowjay.graph;

import java.util.concurrent.ThreadLocalRandom;

/** How often each ordered pair of non-negative numbers was added; open addressing over primitive arrays. */
final class PairCounts {
    private static final int FIRST_CAPACITY = 128;

    /** Takes each pair with its count. */
    interface Visitor {
        void pair(int first, int second, long count);
    }

    /** Keeps attackers from choosing pairs that share a slot; no result depends on it. */
    private final long seed = ThreadLocalRandom.current().nextLong();

    private long[] pairs = new long[FIRST_CAPACITY];
    /** 0 where the slot is free. */
    private long[] counts = new long[FIRST_CAPACITY];

    private int size;

    /** Number of distinct pairs. */
    int size() {
        return size;
    }

    /** Counts a pair, and answers whether it is the first of its kind. */
    boolean add(int first, int second) {
        int slot = slot(pair(first, second));
        if (counts[slot]++ > 0) {
            return false;
        }
        pairs[slot] = pair(first, second);
        if (++size > pairs.length / 2) {
            grow();
        }
        return true;
    }

    /** How often the pair was added. */
    long count(int first, int second) {
        return counts[slot(pair(first, second))];
    }

    /** Visits every pair, in no order that a result may depend on. */
    void forEach(Visitor visitor) {
        for (int slot = 0; slot < pairs.length; slot++) {
            if (counts[slot] > 0) {
                visitor.pair((int) (pairs[slot] >>> 32), (int) pairs[slot], counts[slot]);
            }
        }
    }

    private static long pair(int first, int second) {
        return ((long) first << 32) | second;
    }

    private int slot(long pair) {
        int mask = pairs.length - 1;
        int slot = (int) Mix.mix(pair + seed) & mask;
        while (counts[slot] > 0 && pairs[slot] != pair) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldPairs = pairs;
        long[] oldCounts = counts;
        pairs = new long[oldPairs.length * 2];
        counts = new long[oldPairs.length * 2];
        for (int i = 0; i < oldPairs.length; i++) {
            if (oldCounts[i] > 0) {
                int slot = slot(oldPairs[i]);
                pairs[slot] = oldPairs[i];
                counts[slot] = oldCounts[i];
            }
        }
    }
}
