package io.flowjay.record;

import io.flowjay.flow.CaptureCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;

/** What a user should know of captures because their records alone may mislead, and which setting helps. */
public final class CaptureNotices {
    private static final long[] WINDOWS = {10_000, 100_000, 1_000_000, 10_000_000};
    private static final List<String> WINDOW_TEXTS = List.of("10us", "100us", "1ms", "10ms");

    private CaptureNotices() {}

    /**
     * One sentence each; empty when there is nothing to tell.
     *
     * @param counts of the captures
     * @param setting makes a setting's name and value, which may be empty, into what the user writes
     */
    public static List<String> of(CaptureCounts counts, BinaryOperator<String> setting) {
        List<String> notices = new ArrayList<>();
        long merged = counts.flowsMergingTunnelIds();
        if (merged > 0) {
            notices.add(String.format(
                    Locale.ROOT,
                    "%,d %s packets of different tunnel ids, perhaps of networks that use the same addresses; %s separates them",
                    merged,
                    merged == 1 ? "flow has" : "flows have",
                    setting.apply("flow-key", "5-tuple,tunnel-id")));
        }
        long forgotten = counts.connectionsForgotten();
        if (forgotten > 0) {
            notices.add(String.format(
                    Locale.ROOT,
                    "%,d ended %s forgotten for lack of room, so later packets start new connections; a larger %s prevents this",
                    forgotten,
                    forgotten == 1 ? "connection was" : "connections were",
                    setting.apply("max-ended-connections", "")));
        }
        if (counts.capturesFullOfDuplicates() > 0) {
            String window = window(counts.nanosBetweenDuplicates());
            notices.add(String.format(
                    Locale.ROOT,
                    "many packets were captured more than once within %s and count as traffic each time; %s leaves the copies out",
                    window,
                    setting.apply("deduplicate", window)));
        }
        return notices;
    }

    private static String window(long nanos) {
        int i = 0;
        while (i < WINDOWS.length - 1 && WINDOWS[i] < 2 * nanos) {
            i++;
        }
        return WINDOW_TEXTS.get(i);
    }
}
