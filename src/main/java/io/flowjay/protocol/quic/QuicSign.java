package io.flowjay.protocol.quic;

import io.flowjay.wire.Bytes;

/** What the header of a QUIC packet alone shows about its sender. */
public enum QuicSign {
    /** Only clients send such a packet. */
    CLIENT,
    /** Only servers send such a packet. */
    SERVER,
    /** Both do, or it is not QUIC. */
    NONE;

    private static final int DESTINATION_LENGTH = 5;

    /**
     * The sign of a datagram.
     *
     * @param data holds it
     * @param at where it starts
     * @param length bytes of it that were captured
     */
    public static QuicSign of(byte[] data, int at, int length) {
        if (length < InvariantHeader.MIN_LENGTH || (data[at] & InvariantHeader.LONG_FORM) == 0) {
            return NONE;
        }
        int end = at + length;
        int destination = data[at + DESTINATION_LENGTH] & 0xff;
        int sourceAt = at + DESTINATION_LENGTH + 1 + destination;
        if (destination > ConnectionId.MAX_LENGTH || sourceAt >= end) {
            return NONE;
        }
        int tokenAt = sourceAt + 1 + (data[sourceAt] & 0xff);
        int version = (int) Bytes.u32be(data, at + 1);
        if ((data[sourceAt] & 0xff) > ConnectionId.MAX_LENGTH || tokenAt >= end) {
            return NONE;
        }
        if (version == 0) {
            // Version Negotiation is an answer (RFC 9000 section 6); its list of versions is not empty.
            return tokenAt + 4 <= end && (end - tokenAt) % 4 == 0 ? SERVER : NONE;
        }
        QuicVersion known = QuicVersion.of(version);
        if (known == null || (data[at] & InvariantHeader.FIXED_BIT) == 0) {
            return NONE;
        }
        return of(known.type(data[at] & 0xff), destination, data[tokenAt]);
    }

    /** A client chooses a destination of 8 bytes or more for its first Initial, and only clients send tokens (section 17.2.2). */
    private static QuicSign of(PacketType type, int destination, byte tokenLength) {
        return switch (type) {
            case ZERO_RTT -> CLIENT;
            case RETRY -> SERVER;
            case INITIAL -> tokenLength != 0 ? CLIENT : destination == 0 ? SERVER : NONE;
            case HANDSHAKE -> NONE;
        };
    }
}
