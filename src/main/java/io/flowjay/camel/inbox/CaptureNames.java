package io.flowjay.camel.inbox;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Names of files, which everybody who may drop a file chooses. */
public final class CaptureNames {
    private static final String BIDIRECTIONAL = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

    private static final int MAX_EXTENSION_BYTES = 32;
    private static final Pattern NAME =
            Pattern.compile("(.*?)((?:\\.(?:pcap|pcapng|cap)\\d*)?(?:\\.(?:gz|zst|lz4|xz|bz2))?)", Pattern.DOTALL);

    private CaptureNames() {}

    /** What the name of a capture ends in, with its first dot: {@code .pcapng.gz}. Empty if it says nothing about format or compression. */
    public static String extension(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches() && parts.group(2).length() <= MAX_EXTENSION_BYTES ? parts.group(2) : "";
    }

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

    /**
     * A name of at most some bytes in UTF-8: the name itself if it is short enough, otherwise its beginning, {@code ~}, eight hex digits of
     * a hash of the whole name, and its ending.
     *
     * @param stem the part that may be cut
     * @param ending what must remain; shorter than {@code most} by at least ten bytes
     */
    public static String fitting(String stem, String ending, int most) {
        String name = stem + ending;
        if (bytes(name) <= most) {
            return name;
        }
        String mark = '~' + Integer.toHexString(hash(name));
        int room = most - bytes(mark) - bytes(ending);
        int end = 0;
        while (end < stem.length()) {
            int next = stem.offsetByCodePoints(end, 1);
            int taken = bytes(stem.substring(end, next));
            if (taken > room) {
                break;
            }
            room -= taken;
            end = next;
        }
        return stem.substring(0, end) + mark + ending;
    }

    static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Of the name's bytes, with eight digits. */
    private static int hash(String name) {
        CRC32 hash = new CRC32();
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        return (int) hash.getValue() | Integer.MIN_VALUE;
    }
}
