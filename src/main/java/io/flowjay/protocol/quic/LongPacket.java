package io.flowjay.protocol.quic;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;

/**
 * A packet with a long header of a version known (RFC 9000 section 17.2).
 *
 * @param start position of its first byte in the datagram
 * @param packetNumberAt position of its protected packet number; of the token for a Retry
 * @param end position of the byte after it; beyond the captured bytes when the capture cut it
 */
record LongPacket(InvariantHeader header, QuicVersion format, PacketType type, int start, int packetNumberAt, int end) {
    private static final int RETRY_INTEGRITY_TAG = 16;
    /** What header protection samples (RFC 9001 section 5.4.2), counted from the packet number on. */
    static final int MIN_PROTECTED = 20;

    /**
     * Reads what follows the invariant part.
     *
     * @param in behind the Source Connection ID; ends where the captured bytes end
     * @param start position of the packet's first byte
     * @param length bytes that the datagram had on the wire
     */
    static LongPacket read(ByteCursor in, InvariantHeader header, QuicVersion format, int start, int length)
            throws MalformedException {
        PacketType type = format.type(header.firstByte());
        if (type == PacketType.RETRY) {
            return retry(in, header, format, start, length);
        }
        // Initial:            Token Length (i) | Token (..) | Length (i) | Packet Number (8..32) | Payload
        // 0-RTT, Handshake:                                   Length (i) | Packet Number (8..32) | Payload
        if (type == PacketType.INITIAL) {
            in.slice(in.varint());
        }
        long payload = in.varint();
        if (payload < MIN_PROTECTED) {
            throw in.malformed("packet too short for its protection");
        }
        if (payload > length - in.position()) {
            throw in.malformed("packet longer than the datagram");
        }
        return new LongPacket(header, format, type, start, in.position(), in.position() + (int) payload);
    }

    // Retry:              Retry Token (..) | Retry Integrity Tag (128)
    private static LongPacket retry(ByteCursor in, InvariantHeader header, QuicVersion format, int start, int length)
            throws MalformedException {
        if (length - in.position() < RETRY_INTEGRITY_TAG) {
            throw in.malformed("Retry without its integrity tag");
        }
        return new LongPacket(header, format, PacketType.RETRY, start, in.position(), length);
    }
}
