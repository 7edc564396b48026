package io.flowjay.protocol.quic;

import io.flowjay.protocol.payload.Malformed;
import io.flowjay.protocol.payload.MalformedCounts;
import io.flowjay.protocol.payload.Payload;
import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the UDP datagrams of one flow, QUIC or not. Bytes that break the format end their datagram and nothing else. Memory is
 * bounded by {@link InitialHandshake#MAX_CONNECTIONS} times two {@link CryptoStream#LIMIT}s, and given back with the hellos.
 */
public final class QuicDecoder {
    private static final int FIXED_BYTES = 424;
    private static final int VERSION_AT = 1;
    private static final int SPIN_BIT_SHIFT = 5;
    private static final int VERSION_LENGTH = 4;
    /** A client pads what its Initial packets are in to this size (RFC 9000 section 14.1). */
    private static final int MIN_CLIENT_DATAGRAM = 1200;

    private final MalformedCounts malformed = new MalformedCounts();
    private final InitialHandshake handshake;
    private final QuicFacts facts;
    private final @Nullable InvariantHeader[] lastSent = new InvariantHeader[2];

    /**
     * @param protection serves all decoders of a thread
     */
    public QuicDecoder(InitialProtection protection) {
        handshake = new InitialHandshake(protection, malformed);
        facts = new QuicFacts(handshake);
    }

    /**
     * Whether QUIC may begin with a datagram. Datagrams before the first such one of a flow change nothing but the spin bit, so
     * that a flow needs no decoder until then.
     *
     * @param datagram its UDP payload
     */
    public static boolean mayBegin(Payload datagram) {
        if (datagram.remaining() < InvariantHeader.MIN_LENGTH || (datagram.u8At(0) & InvariantHeader.LONG_FORM) == 0) {
            return false;
        }
        int version = (int) datagram.u32At(VERSION_AT);
        return QuicVersion.of(version) != null || (version != 0 && datagram.wireLength() >= MIN_CLIENT_DATAGRAM);
    }

    /** Memory that this takes, about, in bytes. */
    public int heldBytes() {
        return FIXED_BYTES + malformed.heldBytes() + handshake.heldBytes();
    }

    /** Counts the packets and messages that broke the format. */
    public void countMalformed(MalformedCounts into) {
        into.addAll(malformed);
    }

    /** What was found so far; it changes with the next datagram. */
    public QuicFacts facts() {
        return facts;
    }

    /**
     * Takes the next datagram in either direction.
     *
     * @param datagram its UDP payload, which is read now and never later
     */
    public void datagram(Payload datagram) {
        if (!datagram.hasRemaining()) {
            return;
        }
        int firstByte = datagram.u8At(0);
        if ((firstByte & InvariantHeader.LONG_FORM) == 0) {
            shortHeader(datagram, firstByte);
        } else if (datagram.remaining() >= InvariantHeader.MIN_LENGTH) {
            longHeaders(datagram);
        }
    }

    private void shortHeader(Payload datagram, int firstByte) {
        if ((firstByte & InvariantHeader.FIXED_BIT) != 0) {
            facts.shortHeader(sender(datagram), firstByte >> SPIN_BIT_SHIFT & 1);
        }
    }

    private void longHeaders(Payload datagram) {
        int version = (int) datagram.u32At(VERSION_AT);
        QuicVersion format = QuicVersion.of(version);
        if (format == null && !mayMatter(datagram, version)) {
            return;
        }
        ByteCursor in = datagram.cursor();
        try {
            if (version == 0) {
                versionNegotiation(datagram, in);
            } else if (format == null) {
                lastSent[sender(datagram)] = InvariantHeader.read(in);
            } else {
                coalesced(datagram, in);
            }
        } catch (MalformedException e) {
            if (!datagram.isCut() && format != null && isTrusted(format, datagram)) {
                malformed.add(Malformed.QUIC_LONG_HEADER);
            }
        }
    }

    /** Whether a header of no version known may be a Version Negotiation, or what one may answer later. */
    private boolean mayMatter(Payload datagram, int version) {
        return version == 0
                ? lastSent[receiver(datagram)] != null
                : lastSent[sender(datagram)] == null && datagram.wireLength() >= MIN_CLIENT_DATAGRAM;
    }

    /** Version Negotiation (RFC 9000 section 17.2.1): after the ids there are versions, at least one, to the datagram's end. */
    private void versionNegotiation(Payload datagram, ByteCursor in) throws MalformedException {
        InvariantHeader answered = lastSent[receiver(datagram)];
        InvariantHeader answer = InvariantHeader.read(in);
        boolean hasVersions = in.hasRemaining() && in.remaining() % VERSION_LENGTH == 0;
        if (answered == null || !answer.mirrors(answered)) {
            return;
        }
        if (hasVersions) {
            facts.versionNegotiation(answered);
        } else if (!datagram.isCut()) {
            malformed.add(Malformed.QUIC_VERSION_NEGOTIATION);
        }
    }

    /** The packets of a datagram (RFC 9000 section 12.2), up to its end, a short header, or what is not a packet. */
    private void coalesced(Payload datagram, ByteCursor in) throws MalformedException {
        int length = datagram.wireLength();
        while (in.hasRemaining()) {
            int start = in.position();
            if ((in.peekU8() & InvariantHeader.LONG_FORM) == 0) {
                lastPacket(datagram, start);
                return;
            }
            InvariantHeader header = InvariantHeader.read(in);
            QuicVersion format = QuicVersion.of(header.version());
            if (format == null) {
                return;
            }
            LongPacket packet = LongPacket.read(in, header, format, start, length);
            longPacket(datagram, packet);
            in.seek(packet.end());
            if (packet.type() == PacketType.INITIAL) {
                handshake.packet(datagram, packet);
            }
        }
    }

    /** A short header after long ones counts when it goes to the same connection. */
    private void lastPacket(Payload datagram, int at) {
        InvariantHeader before = lastSent[sender(datagram)];
        if (before != null && before.destination().isAt(datagram, at + 1)) {
            shortHeader(datagram, datagram.u8At(at));
        }
    }

    private void longPacket(Payload datagram, LongPacket packet) {
        InvariantHeader header = packet.header();
        lastSent[sender(datagram)] = header;
        facts.longPacket(packet);
        if (header.hasFixedBit() && isTrusted(packet.format(), datagram)) {
            facts.detect();
        }
    }

    /** Whether a version shows that a datagram is QUIC; one reserved to force a negotiation needs a datagram as a client pads it. */
    private static boolean isTrusted(QuicVersion format, Payload datagram) {
        return format != QuicVersion.RESERVED || datagram.wireLength() >= MIN_CLIENT_DATAGRAM;
    }

    private static int sender(Payload datagram) {
        return datagram.fromResponder() ? 1 : 0;
    }

    private static int receiver(Payload datagram) {
        return 1 - sender(datagram);
    }
}
