package io.flowjay.protocol.tls;

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
        if (bytes.chars().allMatch(PrintableText::isPlain)) {
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
                text.append("\\x%02x".formatted((int) c));
            }
        }
        return text.toString();
    }

    private static boolean isPlain(int c) {
        return c >= FIRST_PRINTABLE && c <= LAST_PRINTABLE && c != '\\';
    }
}
