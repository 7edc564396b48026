package io.flowjay.camel.files;

import io.flowjay.camel.inbox.CaptureNames;
import java.util.Locale;

/**
 * Names of files of records: {@code STEM-ID.EXTENSION}, with the number of the part before the extension where there are several. The stem
 * is the capture's name without its extension; everybody who may drop a capture chooses it, so all but letters, digits, dots, hyphens and
 * underscores become underscores. The id keeps captures apart and is the same whenever the capture is read.
 */
final class FileNames {
    private static final int ID_DIGITS = 16;
    /** What Linux, macOS and Windows take. */
    private static final int MOST_BYTES = 255;

    private final String stem;
    private final String ending;
    private final boolean numbered;

    /**
     * @param capture name of the capture
     * @param id identifies its content, hex digits
     * @param extension without a dot in front
     * @param numbered whether a first part has a number, too
     */
    FileNames(String capture, String id, String extension, boolean numbered) {
        stem = stem(capture) + "-" + id.substring(0, ID_DIGITS);
        ending = "." + extension;
        this.numbered = numbered;
    }

    /** The name of a part, from 1 on. */
    String part(int number) {
        String part = number == 1 && !numbered ? "" : String.format(Locale.ROOT, "-%04d", number);
        return CaptureNames.fitting(stem, part + ending, MOST_BYTES);
    }

    /** Readers of directories leave out names that begin with a dot or an underscore. */
    private static String stem(String capture) {
        String name = capture.substring(
                0, capture.length() - CaptureNames.extension(capture).length());
        StringBuilder plain = new StringBuilder();
        name.codePoints().forEach(character -> {
            if (Character.isLetterOrDigit(character)) {
                plain.appendCodePoint(character);
            } else if (plain.length() > 0) {
                plain.append(character == '.' || character == '-' ? (char) character : '_');
            }
        });
        return plain.length() == 0 ? "capture" : plain.toString();
    }
}
