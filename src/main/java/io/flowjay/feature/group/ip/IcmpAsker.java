package io.flowjay.feature.group.ip;

/**
 * One end's queries of one type and one identifier, with their answers: a run of {@code ping}. They come by sequence number, and
 * those of the same number in the order of the capture.
 */
final class IcmpAsker {
    private static final int NONE = -1;
    private static final int NUMBERS = 0x10000;

    private int first = NONE;
    private int last;
    /** Numbers kept at most; further ones are left out. */
    private int breaks;
    /** Requests of the last number that wait for their answers. */
    private int waiting;

    private long sentNanos;

    void clear() {
        first = NONE;
        breaks = 0;
    }

    void request(int sequence, long nanos) {
        move(sequence);
        waiting++;
        sentNanos = nanos;
    }

    /**
     * An answer.
     *
     * @return whether a request waited for it
     */
    boolean answer(int sequence) {
        move(sequence);
        if (waiting == 0) {
            return false;
        }
        waiting--;
        return true;
    }

    /** Whether nothing waits any more: then the last answer is to the last request, not to an earlier one. */
    boolean isAllAnswered() {
        return waiting == 0;
    }

    /** When the last request was sent. */
    long sentNanos() {
        return sentNanos;
    }

    /**
     * Places where numbers are left out. Numbers wrap around, so that they stand on a circle; one place is where the run began and
     * ended.
     */
    int gaps() {
        if (first == NONE) {
            return 0;
        }
        boolean closed = (last + 1) % NUMBERS == first;
        return closed ? Math.max(0, breaks - 1) : breaks;
    }

    private void move(int sequence) {
        if (first == NONE) {
            first = sequence;
        } else if (sequence == last) {
            return;
        } else if (sequence != last + 1) {
            breaks++;
        }
        last = sequence;
        waiting = 0;
    }
}
