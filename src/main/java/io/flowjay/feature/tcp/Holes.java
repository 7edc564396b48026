package io.flowjay.feature.tcp;

/**
 * Ranges of sequence numbers that were jumped over, in their order, which is also that of their times. Of more than
 * {@value #MAX_HOLES} the two oldest become one.
 */
final class Holes {
    private static final int MAX_HOLES = 64;
    /** Largest distance of a hole from the next number: as far as a window reaches (RFC 7323 section 2.3). */
    private static final int MAX_DISTANCE = 1 << 30;
    /** What {@link #openedAt} answers where nothing is open. */
    static final long NONE = Long.MIN_VALUE;

    /** One entry more than stays: a range filled in its middle becomes two. */
    private final int[] from = new int[MAX_HOLES + 1];

    private final int[] to = new int[MAX_HOLES + 1];
    private final long[] opened = new long[MAX_HOLES + 1];
    private int size;

    void clear() {
        size = 0;
    }

    /** Notes that the numbers from {@code start} to {@code end}, which lie behind all others, were jumped over. */
    void open(int start, int end, long time) {
        insert(size, start, end, time);
    }

    /** Drops the holes too far behind {@code next}, with which sequence numbers can no longer be compared. */
    void forget(int next) {
        while (size > 0 && Integer.compareUnsigned(next - from[0], MAX_DISTANCE) > 0) {
            remove(0);
        }
    }

    /** When the first hole was opened that a range touches, or {@link #NONE}. */
    long openedAt(int start, int end) {
        for (int i = 0; i < size; i++) {
            if (common(i, start, end) > 0) {
                return opened[i];
            }
        }
        return NONE;
    }

    /** How many numbers of a range are missing. */
    int missing(int start, int end) {
        int missing = 0;
        for (int i = 0; i < size; i++) {
            missing += Math.max(0, common(i, start, end));
        }
        return missing;
    }

    /** Notes that a range has come. */
    void fill(int start, int end) {
        for (int i = size - 1; i >= 0; i--) {
            if (common(i, start, end) <= 0) {
                continue;
            }
            boolean headStays = start - from[i] > 0;
            boolean tailStays = to[i] - end > 0;
            if (headStays && tailStays) {
                int tailEnd = to[i];
                to[i] = start;
                insert(i + 1, end, tailEnd, opened[i]);
            } else if (headStays) {
                to[i] = start;
            } else if (tailStays) {
                from[i] = end;
            } else {
                remove(i);
            }
        }
    }

    /** Length of what a range has in common with a hole; not positive when that is nothing. */
    private int common(int hole, int start, int end) {
        int first = start - from[hole] > 0 ? start : from[hole];
        int last = end - to[hole] < 0 ? end : to[hole];
        return last - first;
    }

    private void insert(int at, int start, int end, long time) {
        System.arraycopy(from, at, from, at + 1, size - at);
        System.arraycopy(to, at, to, at + 1, size - at);
        System.arraycopy(opened, at, opened, at + 1, size - at);
        from[at] = start;
        to[at] = end;
        opened[at] = time;
        size++;
        if (size > MAX_HOLES) {
            from[1] = from[0];
            opened[1] = opened[0];
            remove(0);
        }
    }

    private void remove(int at) {
        size--;
        System.arraycopy(from, at + 1, from, at, size - at);
        System.arraycopy(to, at + 1, to, at, size - at);
        System.arraycopy(opened, at + 1, opened, at, size - at);
    }
}
