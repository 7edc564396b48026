package io.flowjay.cli.observe;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The body of an upload, which must arrive within a time limit and at a minimum rate. */
final class PacedStream extends FilterInputStream {
    /** The client sent too slowly, or went away. */
    static final class Ended extends IOException {
        private static final long serialVersionUID = 1L;

        Ended(String reason, @Nullable IOException cause) {
            super(reason, cause);
        }
    }

    /** A slower client is ended. */
    static final int LEAST_BYTES_PER_SECOND = 8 * 1024;
    /** The rate is checked over this time. */
    static final Duration WINDOW = Duration.ofSeconds(10);

    private final Duration limit;
    private final LongSupplier nanoTime;
    private final long start;
    private long windowStart;
    private long windowBytes;
    private long bytes;

    /**
     * @param limit how long the whole body may take
     * @param nanoTime time that only goes forward, in nanoseconds
     */
    PacedStream(InputStream in, Duration limit, LongSupplier nanoTime) {
        super(in);
        this.limit = limit;
        this.nanoTime = nanoTime;
        start = nanoTime.getAsLong();
        windowStart = start;
    }

    /** Bytes read so far. */
    long bytes() {
        return bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Reads some bytes.
     *
     * @throws Ended if the client is too slow or has gone
     */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = receive(into, offset, length);
        bytes += Math.max(0, count);
        windowBytes += Math.max(0, count);
        long now = nanoTime.getAsLong();
        if (count >= 0 && now - start > limit.toNanos()) {
            throw new Ended("it took longer than " + limit.toSeconds() + " s", null);
        }
        if (count >= 0 && now - windowStart > WINDOW.toNanos()) {
            if (windowBytes < LEAST_BYTES_PER_SECOND * WINDOW.toSeconds()) {
                throw new Ended("it was slower than " + LEAST_BYTES_PER_SECOND + " bytes a second", null);
            }
            windowStart = now;
            windowBytes = 0;
        }
        return count;
    }

    private int receive(byte[] into, int offset, int length) throws Ended {
        try {
            return in.read(into, offset, length);
        } catch (IOException e) {
            boolean silent = e.getCause() instanceof TimeoutException;
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new Ended(silent ? "it sent nothing for too long" : reason, e);
        }
    }
}
