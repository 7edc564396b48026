package io.flowjay.protocol.payload;

import java.util.HexFormat;

/** Names and values from the wire as text that is safe to print. */
public final class PrintableText {
    private static final char FIRST_WITHOUT_SPACE = '!';
    private static final char LAST = '~';

    private PrintableText() {}

    /**
     * Writes a name: bytes outside 0x21 to 0x7E as {@code \xNN} and a backslash as two.
     *
     * @param bytes one character a byte
     */
    public static String ofName(String bytes) {
        return of(bytes, FIRST_WITHOUT_SPACE, Integer.MAX_VALUE);
    }

    /**
     * Writes a value that may hold spaces: bytes outside 0x20 to 0x7E as {@code \xNN} and a backslash as two.
     *
     * @param bytes one character a byte
     * @param length characters of the text from which on no further byte is written
     */
    public static String ofValue(String bytes, int length) {
        return of(bytes, ' ', length);
    }

    private static String of(String bytes, char first, int length) {
        if (isPlain(bytes, first)) {
            return bytes;
        }
        StringBuilder text = new StringBuilder(bytes.length() + 16);
        for (int i = 0; i < bytes.length() && text.length() < length; i++) {
            char c = bytes.charAt(i);
            if (isPlain(c, first)) {
                text.append(c);
            } else if (c == '\\') {
                text.append("\\\\");
            } else {
                text.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
            }
        }
        return text.toString();
    }

    private static boolean isPlain(String text, char first) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i), first)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char c, char first) {
        return c >= first && c <= LAST && c != '\\';
    }
}
