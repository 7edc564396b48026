package io.flowjay.record;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.time.Duration;

/**
 * What one capture file may take at most; 0: no limit. A live capture has no limits.
 *
 * @param records its records
 * @param output bytes of its records as JSON, without what separates them
 * @param time time to compute its records; waits for whoever takes them do not count
 */
record CaptureLimits(int records, long output, Duration time) {
    static CaptureLimits of(Settings settings) {
        return new CaptureLimits(
                settings.get(SettingCatalog.MAX_RECORDS),
                settings.get(SettingCatalog.MAX_OUTPUT),
                settings.get(SettingCatalog.MAX_TIME));
    }

    /** Whether a capture may take whatever it takes. */
    boolean areNone() {
        return records == 0 && output == 0 && time.isZero();
    }
}
