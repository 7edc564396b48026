package io.flowjay.capture.compression;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;

/** The stored bytes of a gzip file, buffered, for its header fields and for an inflater in turns. */
final class GzipInput implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;

    GzipInput(InputStream in) {
        this.in = in;
    }

    /** Passes over zero bytes, which some tools pad files with, and answers whether the file ends there. */
    boolean skipZeros() throws IOException {
        while (fill()) {
            if (buffer[position] != 0) {
                return false;
            }
            position++;
        }
        return true;
    }

    int u8() throws IOException {
        if (!fill()) {
            throw cut();
        }
        return buffer[position++] & 0xff;
    }

    /** Unsigned 32 bits, little-endian. */
    long u32() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            value |= (long) u8() << shift;
        }
        return value;
    }

    /** Gives an inflater all that is buffered. */
    void inflateFrom(Inflater inflater) throws IOException {
        if (!fill()) {
            throw cut();
        }
        inflater.setInput(buffer, position, limit - position);
        position = limit;
    }

    /** Takes back the last bytes that an inflater did not need. */
    void unread(int count) {
        position = limit - count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, in.read(buffer, 0, buffer.length));
        }
        return limit > position;
    }

    private static EOFException cut() {
        return new EOFException("the gzip data is cut");
    }
}
