package io.flowjay.feature.group.tcp;

/** Time since a host started, by its TCP timestamps (RFC 7323 section 5.4: their clock ticks between 1 Hz and 1000 Hz). */
final class Uptime {
    private static final long MIN_NANOS = 1_000_000_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final int[] USUAL_RATES = {100, 250, 1000};
    private static final double TOLERANCE = 0.1;

    private Uptime() {}

    /**
     * Hours that a clock took to its first timestamp.
     *
     * @param firstTimestamp the first timestamp
     * @param ticks ticks to the last one
     * @param nanos time to the last one
     * @return the hours; 0 where the rate of the clock cannot be told
     */
    static double hours(long firstTimestamp, long ticks, long nanos) {
        if (nanos < MIN_NANOS || ticks == 0) {
            return 0;
        }
        return firstTimestamp / rate(ticks / (nanos / NANOS_PER_SECOND)) / SECONDS_PER_HOUR;
    }

    /** The usual rate that a measured one is close to, else the measured one. */
    private static double rate(double measured) {
        for (int usual : USUAL_RATES) {
            if (Math.abs(measured - usual) <= usual * TOLERANCE) {
                return usual;
            }
        }
        return measured;
    }
}
