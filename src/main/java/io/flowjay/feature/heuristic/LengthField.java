package io.flowjay.feature.heuristic;

import io.flowjay.wire.Bytes;

/**
 * A field that tells the length of the message that it is in.
 *
 * @param offset first byte of the field
 * @param bytes 2 or 4, in network order
 * @param plus bytes of the message that the field does not count
 */
record LengthField(int offset, int bytes, int plus) {
    private static final int SHORT = 2;
    private static final int INT = 4;
    private static final int LAST_OFFSET = 64;

    LengthField {
        Rules.range("offset", offset, 0, LAST_OFFSET);
        Rules.check(bytes == SHORT || bytes == INT, "bytes must be 2 or 4, but is " + bytes);
        Rules.range("plus", plus, 0, Ports.MOST);
    }

    /** Whether the field is known and tells the message's length. */
    boolean matches(FirstMessage message) {
        if (offset + bytes > message.size()) {
            return false;
        }
        long told = bytes == SHORT ? Bytes.u16be(message.bytes(), offset) : Bytes.u32be(message.bytes(), offset);
        return told + plus == message.length();
    }
}
