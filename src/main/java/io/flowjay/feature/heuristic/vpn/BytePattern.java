package io.flowjay.feature.heuristic.vpn;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.flowjay.feature.heuristic.rule.FirstPayload;
import io.flowjay.feature.heuristic.rule.Rules;

/** The bytes at the start of a message: two hexadecimal digits each, a dot for any digit; spaces do not count. */
final class BytePattern {
    private static final int HEX = 16;
    private static final int DIGIT = 0xf;
    private static final int DIGIT_BITS = 4;

    private final byte[] masks;
    private final byte[] values;

    private BytePattern(String digits) {
        masks = new byte[digits.length() / 2];
        values = new byte[digits.length() / 2];
        for (int i = 0; i < digits.length(); i++) {
            int shift = i % 2 == 0 ? DIGIT_BITS : 0;
            char digit = digits.charAt(i);
            if (digit != '.') {
                masks[i / 2] |= (byte) (DIGIT << shift);
                values[i / 2] |= (byte) (Character.digit(digit, HEX) << shift);
            }
        }
    }

    /**
     * @throws IllegalArgumentException when the text is no pattern
     */
    @JsonCreator
    static BytePattern of(String text) {
        String digits = text.replace(" ", "");
        Rules.check(
                digits.length() % 2 == 0 && digits.matches("[0-9a-fA-F.]+"),
                "\"" + text + "\" must be pairs of hexadecimal digits or dots");
        Rules.check(
                digits.length() <= 2 * FirstPayload.BYTES,
                "\"" + text + "\" is longer than " + FirstPayload.BYTES + " bytes");
        return new BytePattern(digits);
    }

    /** Whether the first payload starts so; what was not captured does not. */
    boolean matches(FirstPayload payload) {
        if (payload.size() < masks.length) {
            return false;
        }
        byte[] bytes = payload.bytes();
        for (int i = 0; i < masks.length; i++) {
            if ((bytes[i] & masks[i]) != values[i]) {
                return false;
            }
        }
        return true;
    }
}
