package io.flowjay.flow;

/** Arithmetic of packet times that does not wrap around, also for times that are centuries apart. */
final class Times {
    private Times() {}

    /** Nanoseconds from one packet time to another. */
    static long elapsed(long from, long to) {
        long nanos = to - from;
        boolean overflow = ((to ^ from) & (to ^ nanos)) < 0;
        return overflow ? (to > from ? Long.MAX_VALUE : Long.MIN_VALUE) : nanos;
    }

    /** The time that is as many nanoseconds after another one. */
    static long after(long time, long nanos) {
        return time > Long.MAX_VALUE - nanos ? Long.MAX_VALUE : time + nanos;
    }
}
