package io.flowjay.protocol.quic;

import io.flowjay.protocol.payload.Payload;
import java.util.Arrays;
import java.util.HexFormat;

/** A connection id: 0 to 255 bytes (RFC 8999 section 5.3), at most 20 in the versions known (RFC 9000 section 17.2). */
public final class ConnectionId {
    static final int MAX_LENGTH = 20;
    static final ConnectionId EMPTY = new ConnectionId(new byte[0]);

    private final byte[] bytes;

    ConnectionId(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Bytes of the id. */
    public int length() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether the id stands at a position of a datagram. */
    boolean isAt(Payload datagram, int position) {
        int from = datagram.offset() + position;
        return bytes.length <= datagram.remaining() - position
                && Arrays.equals(bytes, 0, bytes.length, datagram.data(), from, from + bytes.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConnectionId id && Arrays.equals(bytes, id.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The id in lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
