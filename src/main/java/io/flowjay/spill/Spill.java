package io.flowjay.spill;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The temporary file of one capture, and how much memory is to be used before it. The file is made when it is needed first, and
 * removed at the end.
 *
 * <p>It is divided into places whose sizes are powers of two; a place that is free again is used again, so that the file is no
 * longer than what was in it at one time. Thread-safe. Every method may throw a {@link SpillException}.
 */
public final class Spill implements Closeable {
    private static final int LEAST_BITS = 8;
    private static final int CLASSES = 24;
    /** At 64 MiB: 131,072 values of each series, and 65,536 packets of a page. */
    private static final int BYTES_PER_VALUE = 512;

    private static final int BYTES_PER_PACKET = 1024;
    private static final int LEAST_VALUES = 16;
    private static final int MOST_VALUES = 1 << 20;
    private static final int MOST_PACKETS = 1 << 16;

    private final long maxMemory;
    private final long[][] free = new long[CLASSES][];
    private final int[] freeCounts = new int[CLASSES];
    private @Nullable Path path;
    private @Nullable RandomAccessFile file;
    /** What is written or read. */
    private byte[] scratch = {};

    private ByteBuffer buffer = ByteBuffer.wrap(scratch);
    private long end;
    private boolean closed;

    /** @param maxMemory how many bytes the packets of open flows may take in memory */
    public Spill(long maxMemory) {
        this.maxMemory = maxMemory;
    }

    /** How many bytes the packets of open flows may take in memory. */
    public long maxMemory() {
        return maxMemory;
    }

    /** How many values of a series are kept in memory. */
    public int maxValues() {
        return (int) Math.max(LEAST_VALUES, Math.min(MOST_VALUES, maxMemory / BYTES_PER_VALUE));
    }

    /** How many packets of a flow are looked at together. */
    public int maxPagePackets() {
        return (int) Math.max(LEAST_VALUES, Math.min(MOST_PACKETS, maxMemory / BYTES_PER_PACKET));
    }

    /**
     * Writes something.
     *
     * @param bytes how much it is
     * @param writer fills a buffer, which is in the order of this machine
     * @return its place
     */
    public synchronized long write(int bytes, Consumer<ByteBuffer> writer) {
        writer.accept(buffer(bytes));
        long place = take(bytes);
        try {
            RandomAccessFile opened = opened();
            opened.seek(place);
            opened.write(scratch, 0, bytes);
        } catch (IOException e) {
            free(place, bytes);
            throw new SpillException("cannot write temporary data", where(), e);
        }
        return place;
    }

    /** Reads what was written to a place. */
    public synchronized void read(long place, int bytes, Consumer<ByteBuffer> reader) {
        ByteBuffer read = buffer(bytes);
        try {
            RandomAccessFile opened = opened();
            opened.seek(place);
            opened.readFully(scratch, 0, bytes);
        } catch (IOException e) {
            throw new SpillException("cannot read temporary data", where(), e);
        }
        reader.accept(read);
    }

    /** Gives a place back. */
    public synchronized void free(long place, int bytes) {
        int size = sizeClass(bytes);
        long[] places = free[size];
        if (places == null) {
            places = new long[LEAST_VALUES];
        } else if (freeCounts[size] == places.length) {
            places = Arrays.copyOf(places, places.length * 2);
        }
        places[freeCounts[size]++] = place;
        free[size] = places;
    }

    /** Whether the capture's flows are all done with, and the file is gone. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** How long the file is. */
    synchronized long length() {
        return end;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        scratch = new byte[0];
        buffer = ByteBuffer.wrap(scratch);
        RandomAccessFile opened = file;
        Path used = path;
        file = null;
        try {
            if (opened != null) {
                opened.close();
            }
        } finally {
            if (used != null) {
                Files.deleteIfExists(used);
            }
        }
    }

    private ByteBuffer buffer(int bytes) {
        if (scratch.length < bytes) {
            scratch = new byte[1 << (sizeClass(bytes) + LEAST_BITS)];
            buffer = ByteBuffer.wrap(scratch).order(ByteOrder.nativeOrder());
        }
        return buffer.clear();
    }

    private long take(int bytes) {
        int size = sizeClass(bytes);
        long[] places = free[size];
        if (places != null && freeCounts[size] > 0) {
            return places[--freeCounts[size]];
        }
        long place = end;
        end += 1L << (size + LEAST_BITS);
        return place;
    }

    private static int sizeClass(int bytes) {
        return Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(bytes - 1) - LEAST_BITS);
    }

    private RandomAccessFile opened() throws IOException {
        RandomAccessFile known = file;
        if (known == null) {
            if (closed) {
                throw new IOException("it is closed");
            }
            Path made = SpillDirectory.ofProcess().next();
            // Not a channel: an interrupt would close it.
            known = new RandomAccessFile(made.toFile(), "rw");
            path = made;
            file = known;
        }
        return known;
    }

    private Path where() {
        Path known = path;
        Path directory = known == null ? null : known.getParent();
        return directory == null ? SpillDirectory.parent() : directory;
    }
}
