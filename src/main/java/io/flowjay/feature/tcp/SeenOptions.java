package io.flowjay.feature.tcp;

import io.flowjay.flow.columns.TcpColumns;

/** The TCP options in the segments of one side (RFC 9293 section 3.1). Timestamps are unsigned. */
public final class SeenOptions {
    /** Segments with an option other than padding. */
    public int segments;
    /** Segments with an option of Multipath TCP (RFC 8684). */
    public int mptcpSegments;
    /** SACK blocks (RFC 2018 section 3). */
    public int sackBlocks;
    /** Segments with timestamps (RFC 7323 section 3). */
    public int timestamps;
    /** TSval of the first of them. */
    public long firstTimestamp;
    /** TSval of the last of them. */
    public long lastTimestamp;
    /** TSecr of the first of them that has ACK; 0 without one. */
    public long firstEcho;
    /** Nanoseconds between the first and the last of them. */
    public long timestampNanos;

    private long firstTime;
    private boolean hasEcho;

    void clear() {
        segments = 0;
        mptcpSegments = 0;
        sackBlocks = 0;
        timestamps = 0;
        firstTimestamp = 0;
        lastTimestamp = 0;
        firstEcho = 0;
        timestampNanos = 0;
        hasEcho = false;
    }

    void add(Segment segment) {
        int options = segment.options;
        if ((options & TcpColumns.ANY_OPTION) == 0) {
            return;
        }
        segments++;
        sackBlocks += options & TcpColumns.SACK_BLOCKS;
        mptcpSegments += (options & TcpColumns.MPTCP) != 0 ? 1 : 0;
        if (segment.hasTimestamps) {
            timestamp(segment);
        }
    }

    private void timestamp(Segment segment) {
        lastTimestamp = Integer.toUnsignedLong(segment.timestamp);
        if (timestamps == 0) {
            firstTimestamp = lastTimestamp;
            firstTime = segment.time;
        }
        timestamps++;
        timestampNanos = segment.time - firstTime;
        if (segment.isAck() && !hasEcho) {
            hasEcho = true;
            firstEcho = Integer.toUnsignedLong(segment.echo);
        }
    }

    /** Ticks from the first TSval to the last; 0 when the last is an older one. */
    public long ticks() {
        return Math.max(0, (int) (lastTimestamp - firstTimestamp));
    }
}
