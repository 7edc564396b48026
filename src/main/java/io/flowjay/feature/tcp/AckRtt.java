package io.flowjay.feature.tcp;

/**
 * Times from data to its acknowledgement for one side's data, by Karn's rule (RFC 6298 section 3): bytes that were sent more than
 * once give none. Segments with payload wait in the order of their sequence numbers, {@value #MAX_WAITING} of them at most; of
 * more the first are dropped.
 */
final class AckRtt {
    private static final int MAX_WAITING = 1024;
    /** What {@link #acknowledged} answers when there is no sample. */
    static final long NONE = -1;

    private final int[] starts = new int[MAX_WAITING];
    private final int[] ends = new int[MAX_WAITING];
    private final long[] times = new long[MAX_WAITING];
    private final boolean[] again = new boolean[MAX_WAITING];
    private int head;
    private int size;

    void clear() {
        head = 0;
        size = 0;
    }

    /**
     * Takes a segment of the side.
     *
     * @param segment the segment
     * @param isNew whether nothing of it was sent before
     */
    void sent(Segment segment, boolean isNew) {
        if (segment.payload == 0) {
            return;
        }
        int start = segment.payloadStart();
        int end = start + segment.payload;
        if (isNew) {
            insert(start, end, segment.time);
        } else {
            for (int i = 0; i < size; i++) {
                int at = slot(i);
                again[at] |= start - ends[at] < 0 && end - starts[at] > 0;
            }
        }
    }

    /** Takes an acknowledgement of the other side; answers the time since the newest segment it covers was sent, or {@link #NONE}. */
    long acknowledged(int number, long time) {
        boolean sampled = false;
        long newest = Long.MIN_VALUE;
        while (size > 0 && number - ends[head] >= 0) {
            if (!again[head]) {
                sampled = true;
                newest = Math.max(newest, times[head]);
            }
            head = (head + 1) % MAX_WAITING;
            size--;
        }
        return sampled ? time - newest : NONE;
    }

    private void insert(int start, int end, long time) {
        if (size == MAX_WAITING) {
            head = (head + 1) % MAX_WAITING;
            size--;
        }
        int i = size++;
        while (i > 0 && starts[slot(i - 1)] - start > 0) {
            int from = slot(i - 1);
            put(slot(i), starts[from], ends[from], times[from], again[from]);
            i--;
        }
        put(slot(i), start, end, time, false);
    }

    private void put(int at, int start, int end, long time, boolean sentAgain) {
        starts[at] = start;
        ends[at] = end;
        times[at] = time;
        again[at] = sentAgain;
    }

    private int slot(int index) {
        return (head + index) % MAX_WAITING;
    }
}
