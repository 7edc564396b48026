package io.flowjay.protocol.stream;

import io.flowjay.protocol.payload.Payload;
import java.util.BitSet;

/**
 * Bytes that arrived before others that precede them. Distances count from the first byte that is missing. The first of two
 * bytes for one place stays. Every operation takes time in proportion to the bytes it is given, or had been given before.
 */
final class AheadBuffer {
    private static final int MIN_CAPACITY = 4096;

    private byte[] data = new byte[MIN_CAPACITY];
    private final BitSet present;
    private final BitSet segmentStarts;
    /** Where in the array the first missing byte belongs. */
    private int head;

    private boolean fromResponder;
    private final Payload run = new Payload();

    AheadBuffer() {
        this(new BitSet(), new BitSet());
    }

    /** With sets that the caller watches. */
    AheadBuffer(BitSet present, BitSet segmentStarts) {
        this.present = present;
        this.segmentStarts = segmentStarts;
    }

    /**
     * Takes bytes out of a payload.
     *
     * @param distance where the first of them belongs
     * @param source the payload
     * @param length how many to take
     * @param segmentStart whether a segment starts with them
     */
    void put(int distance, Payload source, int length, boolean segmentStart) {
        fromResponder = source.fromResponder();
        makeRoom(distance + length);
        int start = head + distance;
        int end = start + length;
        if (segmentStart && !present.get(start)) {
            segmentStarts.set(start);
        }
        int at = start;
        while (at < end) {
            int missing = Presence.skip(present, true, at, end);
            at = Presence.skip(present, false, missing, end);
            System.arraycopy(source.data(), source.offset() + (missing - start), data, missing, at - missing);
            present.set(missing, at);
        }
        source.skip(length);
    }

    /** The bytes, and two bits for each. */
    int heldBytes() {
        return data.length + 2 * (data.length / Byte.SIZE);
    }

    /** The next bytes that came in one segment, valid until the next call of any method; none when the next byte is missing. */
    Payload next() {
        int end = head;
        if (present.get(head)) {
            end++;
            while (present.get(end) && !segmentStarts.get(end)) {
                end++;
            }
        }
        return run.set(fromResponder, data, head, end - head, end - head);
    }

    /** How many bytes are missing before the first one that came. */
    int missing() {
        return Math.max(0, present.nextSetBit(head) - head);
    }

    /** Moves past bytes that {@link #next()} gave. */
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
