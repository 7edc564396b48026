package io.flowjay.feature.series;

import java.time.Duration;

/**
 * The bursts of a flow: its packets cut at every gap that reaches a threshold. Each piece is a burst, also one of a single packet.
 *
 * <p>One instance goes over the bursts of one flow after the other, each in one pass:
 *
 * <pre>
 * bursts.cut(gaps);
 * while (bursts.next()) {
 *     ... bursts.start() ... bursts.end()
 * }
 * </pre>
 */
public final class Bursts {
    private final long thresholdNanos;
    private Series gaps = new Series();
    private int start;
    private int end;

    public Bursts(Duration threshold) {
        thresholdNanos = threshold.toNanos();
    }

    /** Begins with a flow, by the gaps between its packets. */
    public void cut(Series ofFlow) {
        gaps = ofFlow;
        end = 0;
    }

    /** Goes to the next burst, and answers whether there is one; there is at least one. */
    public boolean next() {
        if (end > gaps.size()) {
            return false;
        }
        start = end;
        while (end < gaps.size() && gaps.get(end) < thresholdNanos) {
            end++;
        }
        end++;
        return true;
    }

    /** The first packet of the burst. */
    public int start() {
        return start;
    }

    /** The packet after the last one of the burst. */
    public int end() {
        return end;
    }
}
