package io.flowjay.spill;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A temporary file of blocks whose lengths are powers of two. A freed block is used again for the next one of its length, so the file
 * grows with what it holds at the same time, not with all that was ever written. Thread-safe.
 */
final class SpillFile implements Closeable {
    private static final int MIN_SHIFT = 10;

    private final FileChannel channel;
    /** Positions of free blocks, by the logarithm of their length. */
    private final List<ArrayDeque<Long>> free = new ArrayList<>();

    private long end;
    private long held;

    /** @param channel an empty file, which this closes */
    SpillFile(FileChannel channel) {
        this.channel = channel;
        for (int i = 0; i < Integer.SIZE; i++) {
            free.add(new ArrayDeque<>());
        }
    }

    /** Writes what a buffer has left into a new block; answers its position. */
    long write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        long position = allocate(length);
        long at = position;
        boolean written = false;
        try {
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
            written = true;
        } finally {
            if (!written) {
                release(position, shift(length));
            }
        }
        return position;
    }

    /** Fills a buffer from a position on. */
    void read(long position, ByteBuffer into) throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            int count = channel.read(into, at);
            if (count < 0) {
                throw new IOException("the file ends before byte " + (at + into.remaining()));
            }
            at += count;
        }
    }

    /** Frees a block that {@link #write} made for {@code length} bytes. An empty file gives its disk space back. */
    synchronized void free(long position, int length) throws IOException {
        release(position, shift(length));
        if (held == 0) {
            free.forEach(ArrayDeque::clear);
            end = 0;
            channel.truncate(0);
        }
    }

    /** Bytes of the blocks that are in use. */
    synchronized long held() {
        return held;
    }

    /** Bytes from the start of the file to the end of its last block. */
    synchronized long length() {
        return end;
    }

    private synchronized void release(long position, int shift) {
        held -= 1L << shift;
        free.get(shift).push(position);
    }

    private synchronized long allocate(int length) {
        int shift = shift(length);
        held += 1L << shift;
        Long known = free.get(shift).poll();
        if (known != null) {
            return known;
        }
        long position = end;
        end += 1L << shift;
        return position;
    }

    private static int shift(int length) {
        return Math.max(MIN_SHIFT, Integer.SIZE - Integer.numberOfLeadingZeros(length - 1));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
