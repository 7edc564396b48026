package io.flowjay.spill;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The memory that the packets of a capture may take, and a temporary file for the rest, which is made when something is written first.
 * Thread-safe.
 */
public final class SpillSpace implements Closeable {
    /** Most bytes of a block. */
    public static final int MAX_BLOCK = 1 << 20;

    /** Opens the temporary file. */
    interface Opening {
        FileChannel open() throws IOException;
    }

    private final long limit;
    private final Opening opening;
    private final AtomicLong used = new AtomicLong();
    private final ArrayDeque<ByteBuffer> buffers = new ArrayDeque<>();
    private @Nullable SpillFile file;
    private boolean closed;

    /** @param limit bytes of memory */
    public SpillSpace(long limit) {
        this(limit, () -> SpillDirectory.ofProcess().newFile());
    }

    SpillSpace(long limit, Opening opening) {
        this.limit = limit;
        this.opening = opening;
    }

    /** Bytes of memory that may be taken. */
    public long limit() {
        return limit;
    }

    /** Bytes of memory that are taken. */
    public long used() {
        return used.get();
    }

    /** Takes memory if there is enough of it, and answers whether there is. */
    public boolean tryReserve(long bytes) {
        if (used.addAndGet(bytes) <= limit) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    /** Takes memory even where there is not enough of it. */
    public void reserve(long bytes) {
        used.addAndGet(bytes);
    }

    /** Gives memory back. */
    public void release(long bytes) {
        used.addAndGet(-bytes);
    }

    /** A buffer of {@link #MAX_BLOCK} bytes in the byte order of this machine, to be given back. */
    public ByteBuffer borrow() {
        ByteBuffer buffer;
        synchronized (buffers) {
            buffer = buffers.poll();
        }
        return buffer == null ? ByteBuffer.allocateDirect(MAX_BLOCK).order(ByteOrder.nativeOrder()) : buffer.clear();
    }

    /** Takes a buffer back. */
    public void giveBack(ByteBuffer buffer) {
        synchronized (buffers) {
            buffers.push(buffer);
        }
    }

    /**
     * Writes what a buffer has left, at most {@link #MAX_BLOCK} bytes, into a block of the file.
     *
     * @return the block's position
     * @throws SpillException when the file cannot be written
     */
    public long write(ByteBuffer bytes) {
        try {
            return file().write(bytes);
        } catch (IOException e) {
            throw failed("write", e);
        }
    }

    /**
     * Fills a buffer from a position of the file on.
     *
     * @throws SpillException when the file cannot be read
     */
    public void read(long position, ByteBuffer into) {
        try {
            file().read(position, into);
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /** Frees a block that {@link #write} made for {@code length} bytes; does nothing once this is closed. */
    public void free(long position, int length) {
        SpillFile open = openFile();
        if (open == null) {
            return;
        }
        try {
            open.free(position, length);
        } catch (IOException e) {
            throw failed("shorten", e);
        }
    }

    /** Bytes of the file's blocks that are in use. */
    public long spilled() {
        SpillFile open = openFile();
        return open == null ? 0 : open.held();
    }

    private static SpillException failed(String what, IOException e) {
        return new SpillException(
                "cannot " + what + " the temporary file for packets beyond max-memory in "
                        + System.getProperty("java.io.tmpdir") + ": " + e.getMessage(),
                e);
    }

    private synchronized @Nullable SpillFile openFile() {
        return file;
    }

    private synchronized SpillFile file() throws IOException {
        if (closed) {
            throw new IOException("the capture is closed");
        }
        SpillFile open = file;
        if (open == null) {
            open = new SpillFile(opening.open());
            file = open;
        }
        return open;
    }

    /** Deletes the file. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
