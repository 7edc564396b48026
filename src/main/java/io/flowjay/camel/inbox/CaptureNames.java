package io.flowjay.camel.inbox;

import java.util.Locale;

/** Names of files, which whoever may drop a file chooses. */
public final class CaptureNames {
    private static final String BIDIRECTIONAL = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

    private CaptureNames() {}

    /**
     * Whether a name has characters that make it look like another name, or a log like another log: control characters, line and
     * paragraph separators, and those that turn the direction of writing.
     */
    public static boolean isDeceptive(String name) {
        return name.chars().anyMatch(CaptureNames::isDeceptive);
    }

    private static boolean isDeceptive(int character) {
        int type = Character.getType(character);
        return Character.isISOControl(character)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || BIDIRECTIONAL.indexOf(character) >= 0;
    }

    /** A text with those characters as escapes of four hex digits, as JSON has them. */
    public static String printable(String text) {
        if (!isDeceptive(text)) {
            return text;
        }
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (isDeceptive(character)) {
                printable.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
            } else {
                printable.append(character);
            }
        }
        return printable.toString();
    }
}
