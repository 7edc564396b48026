package io.flowjay.protocol.quic;

import io.flowjay.protocol.stream.Presence;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The handshake bytes that one side sends in CRYPTO frames, in any order (RFC 9000 section 19.6), and the messages in them. The
 * first byte to come for an offset stays. What lies beyond {@link #LIMIT} is not kept, nor what comes too early.
 */
final class CryptoStream {
    /** Bytes of handshake kept. */
    static final int LIMIT = 1 << 16;

    /**
     * How far data may be ahead of the first byte missing, so that a small packet cannot take much memory. RFC 9000 section 7.5
     * asks for 4096 bytes at least.
     */
    static final int MAX_AHEAD = 1 << 14;

    private static final int MESSAGE_HEADER = 4;
    private static final int FIXED_BYTES = 88;
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private BitSet received = new BitSet();
    private int contiguous;
    private int taken;
    private boolean closed;

    /** Adds a frame's data; false when part of it lies beyond the limit. What comes too early, or after the close, is not kept. */
    boolean add(long offset, byte[] data, int from, int length) {
        if (closed) {
            return true;
        }
        if (offset > LIMIT - length) {
            return false;
        }
        if (offset + length > contiguous + MAX_AHEAD) {
            return true;
        }
        int end = (int) offset + length;
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, Math.min(LIMIT, 2 * bytes.length)));
        }
        int at = Math.max(contiguous, (int) offset);
        while (at < end) {
            int hole = Presence.skip(received, true, at, end);
            at = Presence.skip(received, false, hole, end);
            System.arraycopy(data, from + hole - (int) offset, bytes, hole, at - hole);
            received.set(hole, at);
        }
        contiguous = received.nextClearBit(contiguous);
        return true;
    }

    /**
     * The next message: type (8), length (24) and body (RFC 8446 section 4), or null when it is not there as a whole. A message
     * of another type than expected, or beyond the limit, closes the stream.
     */
    byte @Nullable [] next(int expectedType) {
        if (contiguous == taken) {
            return null;
        }
        if (bytes[taken] != expectedType) {
            close();
            return null;
        }
        if (contiguous - taken < MESSAGE_HEADER) {
            return null;
        }
        int length = MESSAGE_HEADER
                + ((bytes[taken + 1] & 0xff) << 16 | (bytes[taken + 2] & 0xff) << 8 | (bytes[taken + 3] & 0xff));
        if (length > LIMIT - taken) {
            close();
            return null;
        }
        if (length > contiguous - taken) {
            return null;
        }
        taken += length;
        return Arrays.copyOfRange(bytes, taken - length, taken);
    }

    /** Ends the stream, and gives its memory back. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        bytes = NOTHING;
        received = new BitSet();
        contiguous = 0;
        taken = 0;
    }

    /** Memory that this takes, about, in bytes. */
    int heldBytes() {
        return FIXED_BYTES + bytes.length + received.size() / Byte.SIZE;
    }

    boolean isClosed() {
        return closed;
    }
}
