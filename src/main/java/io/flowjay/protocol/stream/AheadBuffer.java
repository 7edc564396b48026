package io.flowjay.protocol.stream;

import java.util.BitSet;

/**
 * Bytes that arrived before others that precede them. Distances count from the first byte that is missing. The first of two
 * bytes for one place stays. Every operation takes time in proportion to the bytes it is given, or had been given before.
 */
final class AheadBuffer {
    private static final int MIN_CAPACITY = 4096;
    private static final int FIXED_BYTES = 192;

    private byte[] data = new byte[MIN_CAPACITY];
    private final BitSet present = new BitSet();
    private final BitSet segmentStarts = new BitSet();
    /** Where in the array the first missing byte belongs. */
    private int head;

    /** Adds bytes; {@code segmentStart} tells whether a segment starts with them. */
    void put(int distance, byte[] source, int offset, int length, boolean segmentStart) {
        makeRoom(distance + length);
        int start = head + distance;
        int end = start + length;
        if (segmentStart && !present.get(start)) {
            segmentStarts.set(start);
        }
        for (int from = present.nextClearBit(start); from < end; from = present.nextClearBit(from)) {
            int taken = present.nextSetBit(from);
            int to = taken < 0 ? end : Math.min(taken, end);
            System.arraycopy(source, offset + (from - start), data, from, to - from);
            present.set(from, to);
        }
    }

    /** The bytes, and two bits for each. */
    int heldBytes() {
        return FIXED_BYTES + data.length + data.length / 4;
    }

    byte[] data() {
        return data;
    }

    /** Where in {@link #data()} the next byte lies, when there is one. */
    int head() {
        return head;
    }

    /** Length of the bytes from the head on that came in one segment; 0 when the next byte is missing. */
    int nextLength() {
        int end = present.nextClearBit(head);
        int start = segmentStarts.nextSetBit(head + 1);
        return (start < 0 ? end : Math.min(start, end)) - head;
    }

    /** Moves past bytes that {@link #nextLength()} told of. */
    void advance(int length) {
        present.clear(head, head + length);
        segmentStarts.clear(head, head + length);
        head += length;
    }

    boolean isEmpty() {
        return present.isEmpty();
    }

    private void makeRoom(int needed) {
        if (needed <= data.length - head) {
            return;
        }
        // Moving costs at most what the head has advanced since the last time, so all moves together stay linear.
        byte[] target = needed <= data.length / 2 ? data : new byte[Math.max(data.length, 2 * needed)];
        int end = present.length();
        if (end > head) {
            System.arraycopy(data, head, target, 0, end - head);
        }
        shift(present, head);
        shift(segmentStarts, head);
        data = target;
        head = 0;
    }

    private static void shift(BitSet bits, int distance) {
        BitSet moved = bits.get(distance, Math.max(distance, bits.length()));
        bits.clear();
        bits.or(moved);
    }
}
