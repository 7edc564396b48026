package io.flowjay.protocol.tls;

import java.util.HexFormat;

/** Names from the wire as text that is safe to print. */
final class PrintableText {
    private static final int FIRST_PRINTABLE = 0x21;
    private static final int LAST_PRINTABLE = 0x7e;

    private PrintableText() {}

    /**
     * Writes bytes outside 0x21 to 0x7E as {@code \xNN} and a backslash as two.
     *
     * @param bytes one character a byte
     */
    public static String of(String bytes) {
        if (isPlain(bytes)) {
            return bytes;
        }
        StringBuilder text = new StringBuilder(bytes.length() + 16);
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (isPlain(c)) {
                text.append(c);
            } else if (c == '\\') {
                text.append("\\\\");
            } else {
                text.append("\\x").append(HexFormat.of().toHexDigits((byte) c));
            }
        }
        return text.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char c) {
        return c >= FIRST_PRINTABLE && c <= LAST_PRINTABLE && c != '\\';
    }
}
