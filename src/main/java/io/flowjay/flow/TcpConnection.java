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

    private static final long SECOND = 1_000_000_000L;
    /** How long a closed connection takes late segments at least. */
    static final long LINGER = 10 * SECOND;
    /** Most time between a late segment and the next one: that of a FIN that was sent again and again (RFC 6298 section 5). */
    private static final long MAX_LINGER = 120 * SECOND;
    /** A segment this far from everything that its side sent is not of the connection. */
    private static final int NEAR = 1 << 20;

    private static final int FIN_OF_A = 1;
    private static final int FIN_OF_B = 2;
    private static final int FIN_OF_BOTH = FIN_OF_A | FIN_OF_B;
    private static final int A_KNOWN = 4;
    private static final int B_KNOWN = 8;

    /** Packet time until which a connection that closes takes late segments, or {@link #OPEN}. */
    long lingersUntil = OPEN;

    /** What a side has sent: its first sequence number in the low 32 bits, the one after its last in the high ones. */
    private long sentByA;

    private long sentByB;
    private int strays;
    private byte state;
    /** What a SYN with another number has begun, until it shows whether that is another connection. */
    @Nullable
    Flow attempt;

    private @Nullable TcpOpening openingOfInitiator;
    private @Nullable TcpOpening openingOfResponder;

    /** Notes a segment of the connection. */
    void add(DecodedPacket packet, boolean fromA, boolean backward) {
        boolean syn = (packet.tcpFlags & TcpFlags.SYN) != 0;
        boolean fin = (packet.tcpFlags & TcpFlags.FIN) != 0;
        if ((packet.tcpFlags & TcpFlags.RST) == 0) {
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

    /**
     * Which connection a SYN opens, with or without ACK.
     *
     * @param earliest time of the flow's earliest packet
     */
    Opens opens(DecodedPacket syn, boolean fromA, long earliest) {
        int sequence = syn.tcp.sequence;
        boolean known = isKnown(fromA);
        if (opensWith(fromA, sequence) || syn.timestampNanos < earliest) {
            // What is captured later than what follows it has the earlier time.
            return Opens.THIS;
        }
        if ((syn.tcpFlags & TcpFlags.ACK) != 0) {
            boolean answersThis = isKnown(!fromA) && syn.tcp.acknowledgement - 1 == low(!fromA);
            return isClosing() && known && !answersThis ? Opens.ANOTHER : Opens.THIS;
        }
        if (isClosing() || (known && hasFin())) {
            return Opens.ANOTHER;
        }
        return known ? Opens.PERHAPS_ANOTHER : Opens.THIS;
    }

    /** What a segment says of an attempt to open another connection in place of this one, which a side has begun. */
    Shows shows(TcpConnection other, boolean byA, DecodedPacket segment, boolean fromA) {
        int initial = other.low(byA);
        boolean syn = (segment.tcpFlags & TcpFlags.SYN) != 0;
        boolean ack = (segment.tcpFlags & TcpFlags.ACK) != 0;
        int sequence = segment.tcp.sequence;
        if (fromA != byA) {
            return ack && segment.tcp.acknowledgement == initial + 1 ? Shows.ANOTHER : Shows.NOTHING;
        }
        if (syn) {
            return sequence == initial ? Shows.NOTHING : Shows.THIS;
        }
        return sequence == initial + 1 || (!isNear(fromA, sequence) && other.isNear(fromA, sequence))
                ? Shows.ANOTHER
                : Shows.THIS;
    }

    /** Which connection a SYN opens. */
    enum Opens {
        THIS,
        ANOTHER,
        /** It is a stray unless it is answered (RFC 5961 section 4). */
        PERHAPS_ANOTHER
    }

    /** Which connection goes on. */
    enum Shows {
        THIS,
        ANOTHER,
        NOTHING
    }

    /** A segment that was sent again may be sent again once more, after twice the time. */
    void linger(long latest, long time) {
        long gap = Math.max(0, Times.elapsed(latest, time));
        long longer = Math.min(MAX_LINGER, Math.max(LINGER, Math.min(gap, MAX_LINGER) * 2 + SECOND));
        lingersUntil = Math.max(lingersUntil, Times.after(time, longer));
    }

    /** Takes late segments from now on, for some time. */
    void close(long time) {
        lingersUntil = Times.after(time, LINGER);
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

    /** Notes segments that do not belong to the connection. */
    void addStrays(int segments) {
        strays += segments;
    }

    int strays() {
        return strays;
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
