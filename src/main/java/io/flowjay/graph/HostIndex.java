package io.flowjay.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Numbers addresses from 0 on, in the order in which they are added; open addressing over primitive arrays. */
final class HostIndex {
    /** What {@link #find} answers for an address that was never added. */
    static final int UNKNOWN = -1;

    private static final int FIRST_CAPACITY = 64;

    /** Keeps attackers from choosing addresses that share a slot; no result depends on it. */
    private final long seed = ThreadLocalRandom.current().nextLong();

    private int[] slots = emptySlots(2 * FIRST_CAPACITY);
    private long[] highs = new long[FIRST_CAPACITY];
    private long[] lows = new long[FIRST_CAPACITY];
    private byte[] versions = new byte[FIRST_CAPACITY];
    private int size;

    int size() {
        return size;
    }

    int find(int version, long high, long low) {
        return slots[slot(version, high, low)];
    }

    int add(int version, long high, long low) {
        int slot = slot(version, high, low);
        if (slots[slot] != UNKNOWN) {
            return slots[slot];
        }
        if (size == lows.length) {
            grow();
            slot = slot(version, high, low);
        }
        highs[size] = high;
        lows[size] = low;
        versions[size] = (byte) version;
        slots[slot] = size;
        return size++;
    }

    /** The place of each host in the order of addresses: IPv4 ahead of IPv6, then numeric. */
    int[] ranks() {
        Comparator<Integer> byAddress = (a, b) -> {
            int order = Byte.compare(versions[a], versions[b]);
            if (order == 0) {
                order = Long.compareUnsigned(highs[a], highs[b]);
            }
            return order == 0 ? Long.compareUnsigned(lows[a], lows[b]) : order;
        };
        int[] hosts = IntStream.range(0, size)
                .boxed()
                .sorted(byAddress)
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranks = new int[size];
        for (int rank = 0; rank < size; rank++) {
            ranks[hosts[rank]] = rank;
        }
        return ranks;
    }

    private int slot(int version, long high, long low) {
        int mask = slots.length - 1;
        int slot = (int) Mix.mix(Mix.mix((seed + version) ^ high) + low) & mask;
        while (slots[slot] != UNKNOWN) {
            int host = slots[slot];
            if (lows[host] == low && highs[host] == high && versions[host] == version) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        highs = Arrays.copyOf(highs, size * 2);
        lows = Arrays.copyOf(lows, size * 2);
        versions = Arrays.copyOf(versions, size * 2);
        slots = emptySlots(slots.length * 2);
        for (int host = 0; host < size; host++) {
            slots[slot(versions[host], highs[host], lows[host])] = host;
        }
    }

    private static int[] emptySlots(int count) {
        int[] slots = new int[count];
        Arrays.fill(slots, UNKNOWN);
        return slots;
    }
}
