package io.flowjay.record;

import io.flowjay.capture.LimitException;
import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import java.util.function.LongSupplier;

/**
 * What one capture has taken of its limits. The thread that takes records counts them and runs the clock; another one may read the
 * clock.
 */
final class CaptureBudget {
    private static final long STOPPED = Long.MIN_VALUE;

    private final CaptureLimits limits;
    private final String capture;
    private final LongSupplier nanoTime;
    private long records;
    private long output;
    private volatile long usedNanos;
    private volatile long since = STOPPED;

    /**
     * @param capture its name
     * @param nanoTime a monotonic clock, in nanoseconds
     */
    CaptureBudget(CaptureLimits limits, String capture, LongSupplier nanoTime) {
        this.limits = limits;
        this.capture = capture;
        this.nanoTime = nanoTime;
    }

    /** Starts the clock: a consumer waits for records. */
    void startClock() {
        since = nanoTime.getAsLong();
    }

    /** Stops the clock until the consumer waits again. */
    void stopClock() {
        // In this order another thread may see too little time used, but none of it twice.
        long start = since;
        since = STOPPED;
        long before = usedNanos;
        usedNanos = before + nanoTime.getAsLong() - start;
    }

    /**
     * Checks that there is time left.
     *
     * @throws LimitException when there is none
     */
    void checkTime() throws LimitException {
        long used = usedNanos;
        long start = since;
        if (start != STOPPED) {
            used += nanoTime.getAsLong() - start;
        }
        if (used > limits.time().toNanos()) {
            throw exceeded("the capture takes longer", SettingCatalog.MAX_TIME, limits.time());
        }
    }

    /**
     * Counts one more record.
     *
     * @param bytes its JSON
     * @throws LimitException if the record exceeds a limit
     */
    void add(int bytes) throws LimitException {
        if (limits.records() > 0 && records == limits.records()) {
            throw exceeded("the capture has more records", SettingCatalog.MAX_RECORDS, limits.records());
        }
        if (limits.output() > 0 && output + bytes > limits.output()) {
            throw exceeded("the records of the capture have more bytes", SettingCatalog.MAX_OUTPUT, limits.output());
        }
        records++;
        output += bytes;
    }

    private <T> LimitException exceeded(String what, Setting<T> setting, T value) {
        return new LimitException(
                capture, what, setting.property(), setting.type().text(value));
    }
}
