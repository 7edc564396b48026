package io.flowjay.feature.heuristic.vpn;

import io.flowjay.feature.heuristic.rule.FirstPayload;
import io.flowjay.feature.heuristic.rule.Ports;
import io.flowjay.feature.heuristic.rule.Rules;
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

    LengthField {
        Rules.range("offset", offset, 0, FirstPayload.BYTES - INT);
        Rules.check(bytes == SHORT || bytes == INT, "bytes must be 2 or 4, but is " + bytes);
        Rules.range("plus", plus, 0, Ports.MOST);
    }

    /** Whether the field was captured and tells the length of the first payload. */
    boolean matches(FirstPayload payload) {
        if (offset + bytes > payload.size()) {
            return false;
        }
        long told = bytes == SHORT ? Bytes.u16be(payload.bytes(), offset) : Bytes.u32be(payload.bytes(), offset);
        return told + plus == payload.length();
    }
}
