package io.flowjay.protocol.quic;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.Bytes;
import io.flowjay.wire.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the UDP datagrams of one flow, QUIC or not. Bytes that break the format end their datagram and nothing else. Memory is
 * bounded by {@link InitialHandshake#MAX_CONNECTIONS} times two {@link CryptoStream#LIMIT}s, and given back with the hellos.
 */
public final class QuicDecoder {
    private static final int FIXED_BYTES = 400;
    private static final int VERSION_AT = 1;
    private static final int SPIN_BIT_SHIFT = 5;
    private static final int VERSION_LENGTH = 4;
    /** A client pads what its Initial packets are in to this size (RFC 9000 section 14.1). */
    private static final int MIN_CLIENT_DATAGRAM = 1200;

    private final InitialHandshake handshake;
    private final QuicFacts facts;
    private final @Nullable InvariantHeader[] lastSent = new InvariantHeader[2];

    /**
     * @param protection serves all decoders of a thread
     */
    public QuicDecoder(InitialProtection protection) {
        handshake = new InitialHandshake(protection);
        facts = new QuicFacts(handshake);
    }

    /**
     * Whether QUIC may begin with a datagram. Datagrams before the first such one of a flow change nothing but the spin bit, so
     * that a flow needs no decoder until then.
     *
     * @param data holds the UDP payload
     * @param offset where the payload starts
     * @param captured bytes of it that were captured
     * @param length bytes of it on the wire
     */
    public static boolean mayBegin(byte[] data, int offset, int captured, int length) {
        if (captured < InvariantHeader.MIN_LENGTH || (data[offset] & InvariantHeader.LONG_FORM) == 0) {
            return false;
        }
        int version = (int) Bytes.u32be(data, offset + VERSION_AT);
        return QuicVersion.of(version) != null || (version != 0 && length >= MIN_CLIENT_DATAGRAM);
    }

    /** Memory that this takes, about, in bytes. */
    public int heldBytes() {
        return FIXED_BYTES + handshake.heldBytes();
    }

    /** What was found so far; it changes with the next datagram. */
    public QuicFacts facts() {
        return facts;
    }

    /**
     * Takes the next datagram in either direction.
     *
     * @param fromInitiator whether the flow's initiator sent it
     * @param data holds the UDP payload, which is read now and never later
     * @param offset where the payload starts
     * @param captured bytes of it that were captured
     * @param length bytes of it on the wire
     */
    public void datagram(boolean fromInitiator, byte[] data, int offset, int captured, int length) {
        if (captured == 0) {
            return;
        }
        int firstByte = Bytes.u8(data, offset);
        if ((firstByte & InvariantHeader.LONG_FORM) == 0) {
            shortHeader(fromInitiator, firstByte);
        } else if (captured >= InvariantHeader.MIN_LENGTH) {
            longHeaders(fromInitiator, data, offset, captured, length);
        }
    }

    private void shortHeader(boolean fromInitiator, int firstByte) {
        if ((firstByte & InvariantHeader.FIXED_BIT) != 0) {
            facts.shortHeader(side(fromInitiator), firstByte >> SPIN_BIT_SHIFT & 1);
        }
    }

    private void longHeaders(boolean fromInitiator, byte[] data, int offset, int captured, int length) {
        int version = (int) Bytes.u32be(data, offset + VERSION_AT);
        QuicVersion format = QuicVersion.of(version);
        if (format == null && !mayMatter(fromInitiator, version, length)) {
            return;
        }
        ByteCursor in = ByteCursor.of(data, offset, captured);
        try {
            if (version == 0) {
                versionNegotiation(fromInitiator, in);
            } else if (format == null) {
                lastSent[side(fromInitiator)] = InvariantHeader.read(in);
            } else {
                coalesced(fromInitiator, data, offset, in, length);
            }
        } catch (MalformedException e) {
            return;
        }
    }

    /** Whether a header of no version known may be a Version Negotiation, or what one may answer later. */
    private boolean mayMatter(boolean fromInitiator, int version, int length) {
        return version == 0
                ? lastSent[side(!fromInitiator)] != null
                : lastSent[side(fromInitiator)] == null && length >= MIN_CLIENT_DATAGRAM;
    }

    /** Version Negotiation (RFC 9000 section 17.2.1): after the ids there are versions, at least one, to the datagram's end. */
    private void versionNegotiation(boolean fromInitiator, ByteCursor in) throws MalformedException {
        InvariantHeader answered = lastSent[side(!fromInitiator)];
        InvariantHeader answer = InvariantHeader.read(in);
        boolean hasVersions = in.hasRemaining() && in.remaining() % VERSION_LENGTH == 0;
        if (answered != null && answer.mirrors(answered) && hasVersions) {
            facts.versionNegotiation(answered);
        }
    }

    /** The packets of a datagram (RFC 9000 section 12.2), up to its end, a short header, or what is no packet. */
    private void coalesced(boolean fromInitiator, byte[] data, int offset, ByteCursor in, int length)
            throws MalformedException {
        while (in.hasRemaining()) {
            int start = in.position();
            if ((in.peekU8() & InvariantHeader.LONG_FORM) == 0) {
                lastPacket(fromInitiator, data, offset + start, offset + start + in.remaining());
                return;
            }
            InvariantHeader header = InvariantHeader.read(in);
            QuicVersion format = QuicVersion.of(header.version());
            if (format == null) {
                return;
            }
            LongPacket packet = LongPacket.read(in, header, format, start, length);
            longPacket(fromInitiator, packet, length);
            in.seek(packet.end());
            if (packet.type() == PacketType.INITIAL) {
                handshake.packet(fromInitiator, data, offset, packet);
            }
        }
    }

    /** A short header behind long ones counts when it goes to the same connection. */
    private void lastPacket(boolean fromInitiator, byte[] data, int at, int end) {
        InvariantHeader before = lastSent[side(fromInitiator)];
        if (before != null && before.destination().isAt(data, at + 1, end)) {
            shortHeader(fromInitiator, Bytes.u8(data, at));
        }
    }

    private void longPacket(boolean fromInitiator, LongPacket packet, int length) {
        InvariantHeader header = packet.header();
        lastSent[side(fromInitiator)] = header;
        facts.longPacket(packet);
        if (header.hasFixedBit() && (packet.format() != QuicVersion.RESERVED || length >= MIN_CLIENT_DATAGRAM)) {
            facts.detect();
        }
    }

    private static int side(boolean fromInitiator) {
        return fromInitiator ? 0 : 1;
    }
}
