package io.flowjay.feature.series;

import java.time.Duration;
import java.util.Arrays;

/**
 * The bursts of a flow: its packets cut at every gap that reaches a threshold. Each piece is a burst, also one of a single packet.
 *
 * <p>It is filled again for every flow and keeps its array.
 */
public final class Bursts {
    private static final int FIRST_CAPACITY = 16;

    private final long thresholdNanos;
    private int[] starts = new int[FIRST_CAPACITY];
    private int count;
    private int packets;

    public Bursts(Duration threshold) {
        thresholdNanos = threshold.toNanos();
    }

    /** Cuts a flow by the gaps between its packets. */
    public void cut(Series gaps) {
        packets = gaps.size() + 1;
        count = 0;
        add(0);
        for (int i = 0; i < gaps.size(); i++) {
            if (gaps.get(i) >= thresholdNanos) {
                add(i + 1);
            }
        }
    }

    private void add(int start) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = start;
    }

    /** Number of bursts, at least 1. */
    public int count() {
        return count;
    }

    /** The first packet of a burst. */
    public int start(int burst) {
        return starts[burst];
    }

    /** The packet after the last one of a burst. */
    public int end(int burst) {
        return burst + 1 < count ? starts[burst + 1] : packets;
    }
}
