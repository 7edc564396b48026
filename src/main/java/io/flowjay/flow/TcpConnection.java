package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.TcpFlags;
import org.jspecify.annotations.Nullable;

/**
 * What a TCP flow knows of its connection: the sequence numbers that each side, A and B, has sent, by serial number arithmetic (RFC 9293
 * section 3.4); who has sent FIN; how long late segments may still come; the segments that do not belong to it; how it was opened.
 */
final class TcpConnection {
    /** The connection is not closing. */
    static final long OPEN = Long.MIN_VALUE;

    /** A segment this far from everything that its side sent is not of the connection. */
    private static final int NEAR = 1 << 20;

    private static final int FIN_OF_A = 1;
    private static final int FIN_OF_B = 2;
    private static final int FIN_OF_BOTH = FIN_OF_A | FIN_OF_B;
    private static final int A_KNOWN = 4;
    private static final int B_KNOWN = 8;
    private static final int STRAY_OPENING = 16;
    private static final int STRAY_OPENING_FROM_A = 32;

    /** Packet time until which a connection that closes takes late segments, or {@link #OPEN}. */
    long lingersUntil = OPEN;

    /** What a side has sent: its first sequence number in the low 32 bits, the one after its last in the high ones. */
    private long sentByA;

    private long sentByB;
    private int strays;
    private int strayOpening;
    private byte state;
    private @Nullable TcpOpening openingOfInitiator;
    private @Nullable TcpOpening openingOfResponder;

    /** Notes a segment of the connection. */
    void add(DecodedPacket packet, boolean fromA, boolean backward) {
        boolean syn = (packet.tcpFlags & TcpFlags.SYN) != 0;
        boolean fin = (packet.tcpFlags & TcpFlags.FIN) != 0;
        if ((packet.tcpFlags & TcpFlags.RST) == 0 && !(syn && is(STRAY_OPENING))) {
            sent(fromA, packet.tcp.sequence, packet.payloadLength + (syn ? 1 : 0) + (fin ? 1 : 0));
            if (syn && (packet.tcpFlags & TcpFlags.ACK) != 0) {
                sent(!fromA, packet.tcp.acknowledgement - 1, 1);
            }
        }
        if (fin) {
            note(fromA ? FIN_OF_A : FIN_OF_B);
        }
        if (syn) {
            opening(backward).add(packet);
        }
    }

    /** Notes that a side has sent a sequence number and as many after it as its data and control bits take. */
    private void sent(boolean byA, int sequence, int length) {
        int end = sequence + length;
        if (isKnown(byA)) {
            int low = low(byA);
            int high = high(byA);
            set(byA, low - sequence > 0 ? sequence : low, end - high > 0 ? end : high);
        } else {
            set(byA, sequence, end);
        }
    }

    private void set(boolean ofA, int low, int high) {
        long span = Integer.toUnsignedLong(low) | (long) high << Integer.SIZE;
        if (ofA) {
            sentByA = span;
        } else {
            sentByB = span;
        }
        note(ofA ? A_KNOWN : B_KNOWN);
    }

    private TcpOpening opening(boolean backward) {
        TcpOpening opening = backward ? openingOfResponder : openingOfInitiator;
        if (opening == null) {
            opening = new TcpOpening(backward);
            if (backward) {
                openingOfResponder = opening;
            } else {
                openingOfInitiator = opening;
            }
        }
        return opening;
    }

    /** Takes over what a cut flow knew of the connection's end and of its first sequence numbers. */
    void continueFrom(TcpConnection cut) {
        note(cut.state & FIN_OF_BOTH);
        lingersUntil = cut.lingersUntil;
        if (cut.isKnown(true)) {
            startWith(true, cut.low(true));
        }
        if (cut.isKnown(false)) {
            startWith(false, cut.low(false));
        }
    }

    /** Takes over the first sequence number that a side is known to have sent. */
    void startWith(boolean ofA, int first) {
        set(ofA, first, first);
    }

    /** Whether any sequence number of a side is known. */
    boolean isKnown(boolean ofA) {
        return is(ofA ? A_KNOWN : B_KNOWN);
    }

    /** The first sequence number that a side is known to have sent. */
    int low(boolean ofA) {
        return (int) (ofA ? sentByA : sentByB);
    }

    private int high(boolean ofA) {
        return (int) ((ofA ? sentByA : sentByB) >>> Integer.SIZE);
    }

    /** Whether a SYN with this number is the one that a side opened the connection with, captured or not. */
    boolean opensWith(boolean ofA, int initial) {
        return isKnown(ofA) && (initial == low(ofA) || initial + 1 == low(ofA));
    }

    /** Whether a number comes after everything that a side sent. */
    boolean isAfter(boolean ofA, int sequence) {
        return sequence - high(ofA) > 0;
    }

    /** Whether a segment of a side with this number can be of the connection. */
    boolean isNear(boolean ofA, int sequence) {
        int distance = sequence - high(ofA);
        return !isKnown(ofA) || (distance <= NEAR && (distance >= -NEAR || sequence - low(ofA) >= 0));
    }

    boolean hasFin() {
        return is(FIN_OF_BOTH);
    }

    boolean hasFinOfBoth() {
        return (state & FIN_OF_BOTH) == FIN_OF_BOTH;
    }

    boolean isClosing() {
        return lingersUntil != OPEN;
    }

    /** Notes a SYN that does not belong to the connection and does not start another one, unless the other side answers it. */
    void stray(boolean fromA, int initial) {
        strays++;
        strayOpening = initial;
        state = (byte) (state & ~STRAY_OPENING_FROM_A);
        note(STRAY_OPENING | (fromA ? STRAY_OPENING_FROM_A : 0));
    }

    /** Notes a RST that does not belong to the connection. */
    void strayReset() {
        strays++;
    }

    int strays() {
        return strays;
    }

    /** Whether a SYN+ACK answers a SYN that was taken for a stray. */
    boolean answersStray(boolean fromA, int acknowledgement) {
        return is(STRAY_OPENING) && is(STRAY_OPENING_FROM_A) != fromA && acknowledgement == strayOpening + 1;
    }

    private void note(int bits) {
        state = (byte) (state | bits);
    }

    private boolean is(int bits) {
        return (state & bits) != 0;
    }

    /** What the SYN segments of the flow's initiator say; null when there are none. */
    @Nullable
    TcpOpening openingOfInitiator() {
        return openingOfInitiator;
    }

    /** What the SYN segments of the flow's responder say; null when there are none. */
    @Nullable
    TcpOpening openingOfResponder() {
        return openingOfResponder;
    }

    /** Exchanges initiator and responder. */
    void turn() {
        TcpOpening ofInitiator = openingOfInitiator;
        openingOfInitiator = openingOfResponder;
        openingOfResponder = ofInitiator;
        if (openingOfInitiator != null) {
            openingOfInitiator.turn();
        }
        if (openingOfResponder != null) {
            openingOfResponder.turn();
        }
    }
}
