package io.flowjay.protocol.http1;

import io.flowjay.protocol.payload.PrintableText;

/** Values of a head as text that is safe to print. */
final class FieldText {
    /** Characters that are kept of a value. */
    static final int MAX_LENGTH = 1024;

    private FieldText() {}

    /**
     * Writes bytes outside 0x20 to 0x7E as {@code \xNN} and a backslash as two, without white space at the ends, up to {@value #MAX_LENGTH} characters.
     *
     * @param bytes one character a byte
     */
    static String of(String bytes) {
        String value = trim(bytes);
        if (value.length() > MAX_LENGTH) {
            value = value.substring(0, MAX_LENGTH);
        }
        return PrintableText.ofValue(value, MAX_LENGTH);
    }

    /** The value without spaces and tabs around it (RFC 9110 section 5.6.3). */
    static String trim(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && isBlank(value.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(value.charAt(to - 1))) {
            to--;
        }
        return value.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
