package io.flowjay.flow;

/** The sequence numbers that one side of a TCP connection has sent, by serial number arithmetic (RFC 9293 section 3.4). */
final class SequenceSpan {
    /** A segment this far from everything that its side sent is not of the connection. */
    private static final int NEAR = 1 << 20;

    private boolean known;
    private int low;
    private int high;

    /** Notes a segment: its sequence number, and the bytes and control bits that count as bytes. */
    void add(int sequence, int length) {
        int end = sequence + length;
        if (!known) {
            known = true;
            low = sequence;
            high = end;
            return;
        }
        if (low - sequence > 0) {
            low = sequence;
        }
        if (end - high > 0) {
            high = end;
        }
    }

    /** Notes the initial sequence number that the other side acknowledges. */
    void opened(int initial) {
        add(initial, 1);
    }

    /** Takes over what was known of the same side. */
    void restore(int first) {
        known = true;
        low = first;
        high = first;
    }

    boolean isKnown() {
        return known;
    }

    int low() {
        return low;
    }

    /** Whether a SYN with this number is the one that the side opened the connection with, captured or not. */
    boolean opensWith(int initial) {
        return known && (initial == low || initial + 1 == low);
    }

    /** Whether a number comes after everything that was sent. */
    boolean isBefore(int sequence) {
        return sequence - high > 0;
    }

    /** Whether a segment with this number can be of the connection. */
    boolean isNear(int sequence) {
        int distance = sequence - high;
        return !known || (distance <= NEAR && (distance >= -NEAR || sequence - low >= 0));
    }
}
