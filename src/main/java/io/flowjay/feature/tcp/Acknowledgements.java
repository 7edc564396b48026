package io.flowjay.feature.tcp;

/** The acknowledgements that one side of a connection sent. RST segments are none. */
public final class Acknowledgements {
    /** Segments with the ACK flag, RST included. */
    public int segments;
    /**
     * Duplicate acknowledgements (RFC 5681 section 2): without payload, SYN and FIN, with the same number and window as before,
     * while data of the other side is outstanding.
     */
    public int duplicates;
    /** The same whether or not data is outstanding, as long as the window is open; but for answers to keep-alives (as tshark). */
    public int repeats;
    /** Segments without payload that change nothing but the window (as tshark). */
    public int windowUpdates;

    private boolean started;
    private int highest;
    private boolean hasWindow;
    private int window;
    private int repeated;
    private long repeatedAt;

    void clear() {
        segments = 0;
        duplicates = 0;
        repeats = 0;
        windowUpdates = 0;
        restart();
    }

    /** Forgets the connection so far. */
    void restart() {
        started = false;
        repeated = 0;
    }

    /** Takes the side's next segment, ahead of {@link SentData#add}. */
    void add(Segment segment, SentData own, SentData others) {
        if (!segment.isAck()) {
            return;
        }
        segments++;
        if (segment.isRst()) {
            return;
        }
        boolean pure = segment.payload == 0 && !segment.isControl();
        boolean same = started && segment.acknowledgement == highest;
        if (pure && same && hasWindow && segment.hasWindow) {
            again(segment, own, others);
        }
        if (!started || segment.acknowledgement - highest > 0) {
            highest = segment.acknowledgement;
            repeated = 0;
        }
        started = true;
        hasWindow = segment.hasWindow;
        window = segment.window;
    }

    /** A segment that says nothing new, except perhaps of the window. */
    private void again(Segment segment, SentData own, SentData others) {
        boolean open = segment.window > 0 && own.isNext(segment.sequence);
        if (segment.window != window) {
            windowUpdates += open ? 1 : 0;
            return;
        }
        repeats += open && !others.isProbing() ? 1 : 0;
        if (others.isBeyond(highest)) {
            duplicates++;
            repeated++;
            repeatedAt = segment.time;
        }
    }

    /** Whether everything up to a sequence number is acknowledged. */
    boolean reach(int end) {
        return started && highest - end >= 0;
    }

    /** Whether at least {@code times} duplicates, the last of them after {@code since}, ask for a sequence number. */
    boolean askFor(int sequence, int times, long since) {
        return started && sequence == highest && repeated >= times && repeatedAt > since;
    }
}
