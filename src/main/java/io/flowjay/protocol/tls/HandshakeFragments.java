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
    /** This object, the set, the headers of two arrays, and a place in a list. */
    private static final int FIXED_BYTES = 128;

    private final int type;
    private final int number;
    private final int length;
    private byte[] body = new byte[0];
    private final BitSet present = new BitSet();
    /** Bytes that are present. */
    private int count;

    HandshakeFragments(int type, int number, int length) {
        this.type = type;
        this.number = number;
        this.length = length;
    }

    int type() {
        return type;
    }

    boolean isOf(int otherType, int otherNumber, int otherLength) {
        return type == otherType && number == otherNumber && length == otherLength;
    }

    int heldBytes() {
        return FIXED_BYTES + body.length + present.size() / Byte.SIZE;
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
                count++;
            }
        }
        present.set(start, end);
        return count == length ? ByteCursor.of(body, 0, length) : null;
    }
}
