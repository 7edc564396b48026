package io.flowjay.feature.tcp;

import io.flowjay.packet.TcpFlags;

/**
 * The windows that one side of a connection offered. The window of a RST segment says nothing of a receiver and counts as the
 * first one at most.
 */
public final class Windows {
    /** Window field of the first segment. */
    public int initial;
    /** Smallest and largest window field. */
    public int min;

    public int max;
    /** Largest window in bytes, the window scale option applied (RFC 7323 section 2.2: not to SYN segments). */
    public long scaledMax;
    /** Segments that count. */
    public int segments;
    /** Of these, without SYN and FIN, the ones with a window of 0. */
    public int zero;
    /** How often the scaled window grew, and shrank, from one segment to the next. */
    public int ups;

    public int downs;

    private long sum;
    private boolean started;
    private int shift;
    private long previous;

    /** Starts a flow in which windows are to be shifted by {@code windowScale}. */
    void clear(int windowScale) {
        initial = 0;
        min = 0;
        max = 0;
        scaledMax = 0;
        segments = 0;
        zero = 0;
        ups = 0;
        downs = 0;
        sum = 0;
        started = false;
        shift = windowScale;
    }

    void add(Segment segment) {
        if (!segment.hasWindow) {
            return;
        }
        int window = segment.window;
        if (!started) {
            started = true;
            initial = window;
        }
        if (segment.isRst()) {
            return;
        }
        long scaled = segment.isSyn() ? window : (long) window << shift;
        if (segments > 0) {
            ups += scaled > previous ? 1 : 0;
            downs += scaled < previous ? 1 : 0;
        }
        min = segments == 0 ? window : Math.min(min, window);
        max = Math.max(max, window);
        scaledMax = Math.max(scaledMax, scaled);
        sum += window;
        segments++;
        previous = scaled;
        if (window == 0 && (segment.flags & (TcpFlags.SYN | TcpFlags.FIN)) == 0) {
            zero++;
        }
    }

    /** Mean window field; NaN without any. */
    public double mean() {
        return (double) sum / segments;
    }
}
