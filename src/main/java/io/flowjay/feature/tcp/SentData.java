package io.flowjay.feature.tcp;

/**
 * The sequence numbers that one side of a connection sent (RFC 9293 section 3.4). Each segment that is not in order is of one
 * kind: a gap, a segment out of order, a retransmission or a keep-alive. RST segments are of none.
 *
 * <p>A SYN with another initial sequence number starts anew, as it begins another connection.
 */
public final class SentData {
    private static final long FAST_NANOS = 20_000_000;
    private static final int FAST_DUPLICATES = 2;

    /** Sequence number of the first SYN, without one that of the first segment; unsigned. */
    public long initialSequence;
    /** Bytes of payload, each counted once however often it was sent. */
    public long bytes;
    /** Segments that take sequence numbers. */
    public int segments;
    /** Segments of which nothing fills a hole in time: sent again. */
    public int retransmissions;
    /** Of these, the ones that two duplicate acknowledgements ask for, the last of them less than 20 ms ago (as tshark). */
    public int fastRetransmissions;
    /** Of these, the ones whose end the other side had acknowledged before. */
    public int spuriousRetransmissions;
    /** Segments that jump over sequence numbers. */
    public int gaps;
    /** Segments that fill a hole soon after it opened. */
    public int outOfOrder;
    /** Segments of at most a byte that repeat the last sequence number (RFC 9293 section 3.8.4). */
    public int keepAlives;

    private final Holes holes = new Holes();
    private boolean started;
    private boolean hasSyn;
    private boolean inConnection;
    private boolean connectionHasSyn;
    private int connectionSyn;
    private int next;
    private boolean isProbing;

    void clear() {
        initialSequence = 0;
        bytes = 0;
        segments = 0;
        retransmissions = 0;
        fastRetransmissions = 0;
        spuriousRetransmissions = 0;
        gaps = 0;
        outOfOrder = 0;
        keepAlives = 0;
        holes.clear();
        started = false;
        hasSyn = false;
        inConnection = false;
        connectionHasSyn = false;
        isProbing = false;
    }

    /** Whether a segment begins another connection than the one so far. */
    boolean isNewConnection(Segment segment) {
        return segment.isSyn() && !segment.isRst() && !(connectionHasSyn && segment.sequence == connectionSyn);
    }

    /** Whether anything was sent behind a sequence number. */
    boolean isBeyond(int sequence) {
        return inConnection && next - sequence > 0;
    }

    /** Whether a sequence number is the one that comes next. */
    boolean isNext(int sequence) {
        return inConnection && next == sequence;
    }

    /** Whether the last segment is a keep-alive, which asks for an acknowledgement of what was acknowledged before. */
    boolean isProbing() {
        return isProbing;
    }

    /**
     * Takes the side's next segment.
     *
     * @param segment the segment
     * @param acknowledged what the other side acknowledged so far
     * @param reorderNanos how long after a hole opened a segment that fills it is out of order
     * @return whether all of its sequence numbers are seen for the first time
     */
    boolean add(Segment segment, Acknowledgements acknowledged, long reorderNanos) {
        noteInitialSequence(segment);
        isProbing = false;
        if (segment.isRst()) {
            return false;
        }
        if (segment.length() > 0) {
            segments++;
        }
        if (!inConnection || isNewConnection(segment)) {
            start(segment);
            return true;
        }
        int ahead = segment.sequence - next;
        if (ahead < 0) {
            return repeated(segment, ahead, acknowledged, reorderNanos);
        }
        if (ahead > 0) {
            gaps++;
            holes.open(next, segment.sequence, segment.time);
        }
        bytes += segment.payload;
        advance(segment.end());
        return true;
    }

    private void noteInitialSequence(Segment segment) {
        if (!started || (segment.isSyn() && !hasSyn)) {
            initialSequence = Integer.toUnsignedLong(segment.sequence);
            started = true;
            hasSyn = segment.isSyn();
        }
    }

    private void start(Segment segment) {
        inConnection = true;
        connectionHasSyn = segment.isSyn();
        connectionSyn = segment.sequence;
        holes.clear();
        bytes += segment.payload;
        next = segment.end();
    }

    /** A segment that begins ahead of the next sequence number. */
    private boolean repeated(Segment segment, int ahead, Acknowledgements acknowledged, long reorderNanos) {
        if (ahead == -1 && segment.payload <= 1 && !segment.isControl()) {
            keepAlives++;
            isProbing = true;
            return false;
        }
        if (segment.length() == 0) {
            return false;
        }
        int end = segment.end();
        int behind = Math.max(0, end - next);
        int missing = holes.missing(segment.sequence, end);
        long opened = holes.openedAt(segment.sequence, end);
        if (opened != Holes.NONE && segment.time - opened <= reorderNanos) {
            outOfOrder++;
        } else {
            retransmissions++;
            if (acknowledged.reach(end)) {
                spuriousRetransmissions++;
            } else if (acknowledged.askFor(segment.sequence, FAST_DUPLICATES, segment.time - FAST_NANOS)) {
                fastRetransmissions++;
            }
        }
        bytes += newPayload(segment);
        holes.fill(segment.sequence, end);
        if (behind > 0) {
            advance(end);
        }
        return missing + behind == segment.length();
    }

    private int newPayload(Segment segment) {
        int start = segment.payloadStart();
        int end = start + segment.payload;
        int first = start - next > 0 ? start : next;
        return holes.missing(start, end) + Math.max(0, end - first);
    }

    private void advance(int end) {
        next = end;
        holes.forget(next);
    }
}
