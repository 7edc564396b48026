package io.flowjay.feature.tcp;

/** Statistics of round-trip times in nanoseconds; a time of 0 or less, or of a minute or more, is none. */
public final class RttSamples {
    private static final long LIMIT_NANOS = 60_000_000_000L;

    private int count;
    private long min;
    private long max;
    private long sum;
    private long last;
    private long changes;
    private double mean;
    private double squares;

    void clear() {
        count = 0;
        min = Long.MAX_VALUE;
        max = 0;
        sum = 0;
        changes = 0;
        mean = 0;
        squares = 0;
    }

    static boolean isValid(long nanos) {
        return nanos > 0 && nanos < LIMIT_NANOS;
    }

    void add(long nanos) {
        if (!isValid(nanos)) {
            return;
        }
        if (count > 0) {
            changes += Math.abs(nanos - last);
        }
        count++;
        min = Math.min(min, nanos);
        max = Math.max(max, nanos);
        sum += nanos;
        last = nanos;
        // Welford (1962): no cancellation where the times lie close together.
        double deviation = nanos - mean;
        mean += deviation / count;
        squares += deviation * (nanos - mean);
    }

    /** Number of samples. */
    public int count() {
        return count;
    }

    /** Shortest sample; 0 without any, as for every statistic here. */
    public double min() {
        return count == 0 ? 0 : min;
    }

    /** Longest sample. */
    public double max() {
        return max;
    }

    /** Mean. */
    public double mean() {
        return count == 0 ? 0 : (double) sum / count;
    }

    /** Standard deviation of the population. */
    public double std() {
        return count == 0 ? 0 : Math.sqrt(squares / count);
    }

    /** Mean absolute difference between consecutive samples; 0 with fewer than two. */
    public double jitter() {
        return count < 2 ? 0 : (double) changes / (count - 1);
    }
}
