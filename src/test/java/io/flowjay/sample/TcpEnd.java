package io.flowjay.sample;

/** What one end of a TCP connection remembers. */
final class TcpEnd {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    final int port;
    final TcpStack stack;
    /** Sequence number of the next byte to send. */
    long next;
    /** Sequence number of the next byte expected from the peer; zero before the peer's SYN. */
    long expected;
    /** Segments received since the last acknowledgement. */
    int owed;
    /** Latest timestamp value of the peer. */
    long echo;

    private final long timestampBase;

    TcpEnd(int port, TcpStack stack, Noise noise) {
        this.port = port;
        this.stack = stack;
        next = noise.below(Integer.MAX_VALUE);
        timestampBase = noise.below(Integer.MAX_VALUE);
    }

    /** Value of a clock of one tick a millisecond, which started before the capture did. */
    long timestamp(long nanos) {
        return timestampBase + nanos / NANOS_PER_MILLI;
    }

    /** Takes a segment of the peer that is the next one in order. */
    void receive(long peerNext, long timestamp) {
        expected = peerNext;
        echo = timestamp;
    }
}
