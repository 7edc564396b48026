package io.flowjay.feature.series;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The bursts of a flow: its packets cut at every gap that reaches a threshold. Each piece is a burst, also one of a single packet.
 *
 * <p>It looks at one burst after the other, and is used again for every flow.
 */
public final class Bursts {
    private final long thresholdNanos;
    private @Nullable Series gaps;
    private int count;
    private int start;
    private int end;
    private long gapBefore;

    public Bursts(Duration threshold) {
        thresholdNanos = threshold.toNanos();
    }

    /** Begins before the first burst of a flow with these gaps between its packets. */
    public void cut(Series ofFlow) {
        gaps = ofFlow;
        count = 0;
        start = 0;
        end = 0;
        gapBefore = 0;
    }

    /** Goes on to the next burst; answers whether there is one. There is always a first one. */
    public boolean next() {
        Series between = gaps;
        if (between == null || end > between.size()) {
            return false;
        }
        gapBefore = end == 0 ? 0 : between.get(end - 1);
        start = end;
        end = start + 1;
        while (end <= between.size() && between.get(end - 1) < thresholdNanos) {
            end++;
        }
        count++;
        return true;
    }

    /** Number of bursts so far. */
    public int count() {
        return count;
    }

    /** The first packet of the burst. */
    public int start() {
        return start;
    }

    /** The packet after the last one of the burst. */
    public int end() {
        return end;
    }

    /** The gap between the burst and the one before it; 0 for the first. */
    public long gapBefore() {
        return gapBefore;
    }
}
