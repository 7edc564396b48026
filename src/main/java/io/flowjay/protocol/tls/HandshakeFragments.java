package io.flowjay.protocol.tls;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A DTLS handshake message that comes in fragments, in any order, twice or overlapping; the first of two bytes counts. */
final class HandshakeFragments {
    /** A hello longer than this is not put together. */
    private static final int MAX_LENGTH = 32 << 10;

    private static final int FIXED_BYTES = 96;

    private int type;
    private int number;
    private int length;
    private byte[] body = new byte[0];
    private final BitSet present = new BitSet();

    /** Begins another message, unless this is the one; its memory serves again, so that small fragments cost little each. */
    void begin(int newType, int newNumber, int newLength) {
        if (type != newType || number != newNumber || length != newLength) {
            type = newType;
            number = newNumber;
            length = newLength;
            present.clear();
        }
    }

    /** The bytes, and a bit for each. */
    int heldBytes() {
        return FIXED_BYTES + body.length + body.length / Byte.SIZE;
    }

    /** Adds a fragment, which lies within the message, and answers the message when it is whole. */
    @Nullable
    ByteCursor add(int start, ByteCursor fragment) throws MalformedException {
        if (length > MAX_LENGTH) {
            return null;
        }
        int end = start + fragment.remaining();
        if (end > body.length) {
            body = Arrays.copyOf(body, Math.min(length, 2 * end));
        }
        for (int at = start; at < end; at++) {
            int value = fragment.u8();
            if (!present.get(at)) {
                body[at] = (byte) value;
            }
        }
        present.set(start, end);
        return present.cardinality() == length ? ByteCursor.of(body, 0, length) : null;
    }
}
