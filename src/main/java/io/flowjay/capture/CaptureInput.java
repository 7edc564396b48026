package io.flowjay.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A window over a capture's uncompressed bytes. Packets point into the window, so it moves only when more bytes are asked for.
 * When the stream fails, what came before is still given out; the failure shows where more is needed.
 */
final class CaptureInput implements Closeable {
    private static final int WINDOW_BYTES = 1 << 20;

    private final String capture;
    private final InputStream in;
    private byte[] window = new byte[WINDOW_BYTES];
    private int position;
    private int limit;
    /** Offset of the window's first byte in the content. */
    private long start;

    private boolean ended;
    private @Nullable IOException failure;
    /** The content's first bytes, kept when the window moves on. */
    private final byte[] head = new byte[CaptureId.EDGE_BYTES];

    /**
     * @param capture path or name for errors
     * @param in the uncompressed bytes, which this input closes
     */
    CaptureInput(String capture, InputStream in) {
        this.capture = capture;
        this.in = in;
    }

    byte[] window() {
        return window;
    }

    /** Where in the window the next byte lies. */
    int position() {
        return position;
    }

    /** Offset of the next byte in the content. */
    long offset() {
        return start + position;
    }

    /** Bytes that can be read from here on: {@code wanted}, or fewer where the content ends. */
    int available(int wanted) {
        if (limit - position < wanted) {
            fill(wanted);
        }
        return Math.min(wanted, limit - position);
    }

    /** Moves on by bytes that are known to be available. */
    void advance(int bytes) {
        position += bytes;
    }

    /** Moves on by any number of bytes, and answers how many there were. */
    long skip(long bytes) {
        long left = bytes;
        while (left > 0) {
            int step = available((int) Math.min(left, WINDOW_BYTES));
            if (step == 0) {
                break;
            }
            position += step;
            left -= step;
        }
        return bytes - left;
    }

    /** Whether the content ends here; a stream that failed here throws instead. */
    boolean atEnd() throws CaptureException {
        if (available(1) > 0) {
            return false;
        }
        throwFailure();
        return true;
    }

    /** The error of content that ends within something that starts at an offset. */
    CaptureException cut(long offset, String what, long present, long needed) throws CaptureException {
        throwFailure();
        return error(offset, what + " is cut: " + present + " of " + needed + " bytes");
    }

    CaptureException error(long offset, String reason) {
        return new CaptureException(capture, offset, reason, null);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void throwFailure() throws CaptureException {
        if (failure != null) {
            String said = failure.getMessage();
            throw new CaptureException(
                    capture,
                    start + limit,
                    "cannot be read: " + (said == null ? failure.getClass().getSimpleName() : said),
                    failure);
        }
    }

    private void fill(int wanted) {
        if (wanted > window.length - position) {
            byte[] target = wanted > window.length ? new byte[Math.max(wanted, window.length * 2)] : window;
            System.arraycopy(window, position, target, 0, limit - position);
            window = target;
            start += position;
            limit -= position;
            position = 0;
        }
        while (!ended && limit - position < wanted) {
            try {
                int count = in.read(window, limit, window.length - limit);
                if (count < 0) {
                    ended = true;
                } else {
                    keepHead(count);
                    limit += count;
                }
            } catch (IOException e) {
                failure = e;
                ended = true;
            }
        }
    }

    private void keepHead(int count) {
        long offset = start + limit;
        if (offset < head.length) {
            System.arraycopy(window, limit, head, (int) offset, (int) Math.min(count, head.length - offset));
        }
    }

    /** A copy of the content's first 64 KiB, or of all of it where there is less; at any time. */
    byte[] head() {
        // The window holds more than the head, so what is asked for here does not move it under a packet.
        available((int) Math.max(0, head.length - offset()));
        return Arrays.copyOf(head, (int) Math.min(head.length, start + limit));
    }
}
