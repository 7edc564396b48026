package io.flowjay.feature.tcp;

/**
 * Times from a timestamp to its first echo for one side's timestamps (RFC 7323 section 3). A TSval counts from the first segment
 * that carries it and takes sequence numbers, so that it is answered at once; one that is not after all before it counts as sent.
 * {@value #MAX_WAITING} wait at most; of more the oldest are dropped.
 */
final class TimestampRtt {
    private static final int MAX_WAITING = 1024;
    /** What {@link #echoed} answers when there is no sample. */
    static final long NONE = -1;

    private final int[] values = new int[MAX_WAITING];
    private final long[] times = new long[MAX_WAITING];
    private int head;
    private int size;
    private boolean started;
    private int latest;

    void clear() {
        head = 0;
        size = 0;
        started = false;
    }

    /** Takes a segment of the side. */
    void sent(Segment segment) {
        if (!segment.hasTimestamps || segment.length() == 0 || (started && segment.timestamp - latest <= 0)) {
            return;
        }
        started = true;
        latest = segment.timestamp;
        if (size == MAX_WAITING) {
            head = (head + 1) % MAX_WAITING;
            size--;
        }
        int at = (head + size++) % MAX_WAITING;
        values[at] = segment.timestamp;
        times[at] = segment.time;
    }

    /** Takes an echo from the other side; answers the time since that timestamp was sent, or {@link #NONE}. */
    long echoed(int value, long time) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[(head + middle) % MAX_WAITING] - value < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int at = (head + low) % MAX_WAITING;
        if (low == size || values[at] != value) {
            return NONE;
        }
        head = (at + 1) % MAX_WAITING;
        size -= low + 1;
        return time - times[at];
    }
}
