package io.flowjay.json;

/** Text that can be written as UTF-8. */
public final class WellFormed {
    private static final char REPLACEMENT = '\ufffd';

    private WellFormed() {}

    /** The text with each surrogate that has no partner replaced by U+FFFD. */
    public static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return replace(text);
            }
        }
        return text;
    }

    private static String replace(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(code -> code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE ? REPLACEMENT : code)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
