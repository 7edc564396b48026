package io.flowjay.capture.compression;

import java.io.IOException;
import java.io.InputStream;

/** A capture's bytes as they are stored, counted. A read waits for at least one byte, whatever the stream below does. */
final class SourceStream extends InputStream {
    private final InputStream in;
    private long count;

    SourceStream(InputStream in) {
        this.in = in;
    }

    /** Bytes read so far. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        if (value >= 0) {
            count++;
        }
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read;
        do {
            read = in.read(into, offset, length);
        } while (read == 0 && length > 0);
        if (read > 0) {
            count += read;
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
