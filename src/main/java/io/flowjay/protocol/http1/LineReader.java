package io.flowjay.protocol.http1;

import io.flowjay.protocol.payload.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects lines, which end with CR LF or a bare LF (RFC 9112 section 2.2). It holds memory only for a line that is not whole. */
final class LineReader {
    /** Bytes of a line that are kept; the rest is left out. */
    static final int MAX_LINE = 16 << 10;

    private static final int FIRST_CAPACITY = 128;
    private static final byte[] NOTHING = {};

    private byte[] line = NOTHING;
    private int kept;
    private long length;

    /** Takes bytes up to the end of the line, and gives the line without its end, one character a byte; null before its end. */
    @Nullable
    String accept(Payload run) {
        byte[] data = run.data();
        int from = run.offset();
        int to = from + run.remaining();
        int at = from;
        while (at < to && data[at] != '\n') {
            at++;
        }
        boolean ended = at < to;
        int count = at - from;
        if (ended && length == 0) {
            // The line is whole in the segment.
            run.skip(count + 1);
            return text(data, from, Math.min(count, MAX_LINE));
        }
        keep(data, from, count);
        if (!ended) {
            run.skip(count);
            return null;
        }
        run.skip(count + 1);
        String text = text(line, 0, kept);
        line = NOTHING;
        kept = 0;
        length = 0;
        return text;
    }

    /** Bytes of the line that is not whole. */
    long length() {
        return length;
    }

    int heldBytes() {
        return line.length;
    }

    private void keep(byte[] data, int from, int count) {
        length += count;
        int added = Math.min(count, MAX_LINE - kept);
        if (kept + added > line.length) {
            line = Arrays.copyOf(
                    line, Math.min(MAX_LINE, Math.max(2 * line.length, Math.max(FIRST_CAPACITY, kept + added))));
        }
        System.arraycopy(data, from, line, kept, added);
        kept += added;
    }

    private static String text(byte[] data, int from, int length) {
        int end = length > 0 && data[from + length - 1] == '\r' ? length - 1 : length;
        return new String(data, from, end, StandardCharsets.ISO_8859_1);
    }
}
