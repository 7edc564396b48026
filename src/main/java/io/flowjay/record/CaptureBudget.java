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
     * @param nanoTime a clock that only goes on
     */
    CaptureBudget(CaptureLimits limits, String capture, LongSupplier nanoTime) {
        this.limits = limits;
        this.capture = capture;
        this.nanoTime = nanoTime;
    }

    /** Somebody waits for records from now on. */
    void startClock() {
        since = nanoTime.getAsLong();
    }

    /** Nobody waits for records until the clock starts again. */
    void stopClock() {
        // Only this thread writes it.
        long before = usedNanos;
        usedNanos = before + nanoTime.getAsLong() - since;
        since = STOPPED;
    }

    /**
     * Checks that there is time left.
     *
     * @throws LimitException when there is none
     */
    void checkTime() throws LimitException {
        long start = since;
        long used = usedNanos + (start == STOPPED ? 0 : nanoTime.getAsLong() - start);
        if (!limits.time().isZero() && used > limits.time().toNanos()) {
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
                capture, 0, what, setting.property(), setting.type().text(value));
    }
}
