package io.flowjay.capture.compression;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose first bytes can be seen before they are read. A read answers what one read of the stream below gives: unlike
 * BufferedInputStream, which loses what it has gathered when a later read of its own fails.
 */
final class PeekStream extends InputStream {
    private final InputStream in;
    private byte[] peeked = new byte[0];
    private int position;
    private @Nullable IOException failure;

    PeekStream(InputStream in) {
        this.in = in;
    }

    /** The first {@code count} bytes, fewer where the stream ends or fails; a failure shows when it is read. Not while some of those are unread. */
    byte[] peek(int count) {
        if (failure != null) {
            return new byte[0];
        }
        position = 0;
        byte[] first = new byte[count];
        int length = 0;
        try {
            for (int value = in.read(); value >= 0; value = in.read()) {
                first[length++] = (byte) value;
                if (length == count) {
                    break;
                }
            }
        } catch (IOException e) {
            failure = e;
        }
        peeked = Arrays.copyOf(first, length);
        return peeked;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int left = Math.min(peeked.length - position, length);
        if (left > 0) {
            System.arraycopy(peeked, position, into, offset, left);
            position += left;
            return left;
        }
        if (failure != null) {
            throw failure;
        }
        return in.read(into, offset, length);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
