package io.flowjay.protocol.quic;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;

/**
 * What a long header says in every version (RFC 8999 section 5.1).
 *
 * @param firstByte header form, fixed bit, type, and bits that the version gives a meaning
 * @param version 0 in a Version Negotiation
 * @param destination Destination Connection ID
 * @param source Source Connection ID
 */
record InvariantHeader(int firstByte, int version, ConnectionId destination, ConnectionId source) {
    static final int LONG_FORM = 0x80;
    static final int FIXED_BIT = 0x40;
    /** First byte, version, and the two lengths. */
    static final int MIN_LENGTH = 7;

    /** Reads a header; a connection id longer than 20 bytes, which no version known has, is malformed. */
    // +-+-+-+-+-+-+-+-+
    // |1|F|T T|X X X X|
    // +-+-+-+-+-+-+-+-+-------------------------------+
    // |                 Version (32)                  |
    // | DCID Len (8) | Destination Connection ID (0..160)
    // | SCID Len (8) |      Source Connection ID (0..160)
    static InvariantHeader read(ByteCursor in) throws MalformedException {
        int firstByte = in.u8();
        int version = (int) in.u32();
        ConnectionId destination = connectionId(in);
        return new InvariantHeader(firstByte, version, destination, connectionId(in));
    }

    private static ConnectionId connectionId(ByteCursor in) throws MalformedException {
        int length = in.u8();
        if (length > ConnectionId.MAX_LENGTH) {
            throw in.malformed("connection id longer than 20 bytes");
        }
        return length == 0 ? ConnectionId.EMPTY : new ConnectionId(in.bytes(length));
    }

    boolean hasFixedBit() {
        return (firstByte & FIXED_BIT) != 0;
    }

    /** Whether this is the header of an answer to a packet with the other header: the ids change places (RFC 8999 section 6). */
    boolean mirrors(InvariantHeader other) {
        return destination.equals(other.source) && source.equals(other.destination);
    }
}
