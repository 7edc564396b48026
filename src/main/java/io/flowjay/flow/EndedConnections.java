package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.TcpFlags;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The connections whose flows have ended, so that a later flow of the same key continues its connection: by a 64-bit hash of the key,
 * in arrays. When there are too many, the one that ended first is forgotten and counted.
 */
final class EndedConnections {
    private static final int NONE = -1;
    private static final int FIRST_CAPACITY = 1024;
    private static final byte LIVE = 1;
    private static final byte INITIATOR_IS_A = 2;
    private static final byte A_KNOWN = 4;
    private static final byte B_KNOWN = 8;

    private final int limit;
    private long[] hashes;
    private long[] connections;
    private int[] parts;
    private int[] lowOfA;
    private int[] lowOfB;
    private byte[] flags;
    /** Of connections that are known under several hashes; null until there is one. */
    private @Nullable PartCounter @Nullable [] counters;

    /** Places in the arrays by hash; open addressing with linear probing, {@link #NONE} where there is none. */
    private int[] index;

    /** Where the next entry goes; the arrays are a ring once they have their full length. */
    private int next;

    private long forgotten;

    /** @param limit most connections to remember, at least 1 */
    EndedConnections(int limit) {
        this.limit = limit;
        int capacity = Math.min(limit, FIRST_CAPACITY);
        hashes = new long[capacity];
        connections = new long[capacity];
        parts = new int[capacity];
        lowOfA = new int[capacity];
        lowOfB = new int[capacity];
        flags = new byte[capacity];
        index = newIndex(capacity);
    }

    private static int[] newIndex(int capacity) {
        int[] index = new int[Integer.highestOneBit(capacity) * 4];
        Arrays.fill(index, NONE);
        return index;
    }

    /** Connections that were forgotten. */
    long forgotten() {
        return forgotten;
    }

    /** The place of a connection, or a negative number. */
    int find(long hash) {
        int slot = slot(hash);
        return index[slot];
    }

    /** Number of the connection's first packet. */
    long connection(int place) {
        return connections[place];
    }

    /** Part of the connection that ended last. */
    int part(int place) {
        return parts[place];
    }

    /** What numbers the connection's parts instead; null where it is known under one hash only. */
    @Nullable
    PartCounter counter(int place) {
        return counters == null ? null : counters[place];
    }

    boolean initiatorIsA(int place) {
        return (flags[place] & INITIATOR_IS_A) != 0;
    }

    /** Takes the first sequence number of each side over. */
    void restore(int place, TcpConnection continued) {
        if ((flags[place] & A_KNOWN) != 0) {
            continued.startWith(true, lowOfA[place]);
        }
        if ((flags[place] & B_KNOWN) != 0) {
            continued.startWith(false, lowOfB[place]);
        }
    }

    /** Whether a SYN, or a SYN+ACK, of a side is known to have opened the connection. */
    boolean isOpenedBy(int place, boolean sideA, DecodedPacket syn) {
        if (isKnown(place, sideA)) {
            int initial = syn.tcp.sequence;
            return initial == low(place, sideA) || initial + 1 == low(place, sideA);
        }
        return (syn.tcpFlags & TcpFlags.ACK) != 0
                && isKnown(place, !sideA)
                && syn.tcp.acknowledgement - 1 == low(place, !sideA);
    }

    private boolean isKnown(int place, boolean sideA) {
        return (flags[place] & (sideA ? A_KNOWN : B_KNOWN)) != 0;
    }

    private int low(int place, boolean sideA) {
        return sideA ? lowOfA[place] : lowOfB[place];
    }

    /** Remembers the connection of a flow that ends under a hash, instead of what was known under it. */
    void remember(Flow flow, long hash) {
        if (next == hashes.length) {
            if (next < limit) {
                grow();
            } else {
                next = 0;
            }
        }
        if ((flags[next] & LIVE) != 0) {
            remove(slot(hashes[next]));
            forgotten += hashes[next] == hash ? 0 : 1;
        }
        int slot = slot(hash);
        if (index[slot] != NONE) {
            flags[index[slot]] = 0;
        }
        hashes[next] = hash;
        connections[next] = flow.connection();
        parts[next] = flow.part();
        flags[next] = (byte) (LIVE | (flow.initiatorIsA ? INITIATOR_IS_A : 0));
        TcpConnection tcp = flow.tcp;
        if (tcp != null) {
            lowOfA[next] = tcp.low(true);
            lowOfB[next] = tcp.low(false);
            flags[next] |= (byte) ((tcp.isKnown(true) ? A_KNOWN : 0) | (tcp.isKnown(false) ? B_KNOWN : 0));
        }
        count(flow.parts());
        index[slot] = next;
        next++;
    }

    private void count(@Nullable PartCounter counter) {
        if (counters == null && counter != null) {
            counters = new PartCounter[hashes.length];
        }
        if (counters != null) {
            counters[next] = counter;
        }
    }

    /** Forgets everything. */
    void clear() {
        counters = null;
        Arrays.fill(flags, (byte) 0);
        Arrays.fill(index, NONE);
        next = 0;
    }

    /** Where the index has a hash, or the free slot where it would be. */
    private int slot(long hash) {
        int mask = index.length - 1;
        int slot = (int) hash & mask;
        while (index[slot] != NONE && hashes[index[slot]] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Frees a slot of the index; later entries of its chain move up, so that no tombstones are needed. */
    private void remove(int slot) {
        int mask = index.length - 1;
        int hole = slot;
        int later = slot;
        while (true) {
            later = (later + 1) & mask;
            if (index[later] == NONE) {
                index[hole] = NONE;
                return;
            }
            int home = (int) hashes[index[later]] & mask;
            if (((later - home) & mask) >= ((later - hole) & mask)) {
                index[hole] = index[later];
                hole = later;
            }
        }
    }

    private void grow() {
        int capacity = (int) Math.min(limit, hashes.length * 2L);
        hashes = Arrays.copyOf(hashes, capacity);
        connections = Arrays.copyOf(connections, capacity);
        parts = Arrays.copyOf(parts, capacity);
        lowOfA = Arrays.copyOf(lowOfA, capacity);
        lowOfB = Arrays.copyOf(lowOfB, capacity);
        flags = Arrays.copyOf(flags, capacity);
        counters = counters == null ? null : Arrays.copyOf(counters, capacity);
        index = newIndex(capacity);
        for (int place = 0; place < next; place++) {
            if ((flags[place] & LIVE) != 0) {
                index[slot(hashes[place])] = place;
            }
        }
    }
}
