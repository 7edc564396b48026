package io.flowjay.record.sink;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.nio.file.Path;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * An open sink. Worker threads make batches with its encoders; one thread writes them in the order of the records, then calls
 * {@link #commit} and {@link #close}.
 *
 * @param <B> what it takes
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface RecordOutput<B extends RecordBatch> extends Closeable, Flushable {
    /** Makes an encoder for one worker thread. Threads may call this at the same time. */
    BatchEncoder<B> encoder();

    /**
     * Call before the records of a capture, if they are to be delivered exactly once. A sink that knows captures may have some of its
     * records already, or all.
     *
     * @param file the capture; null for a stream, which cannot be read again
     * @return false if the sink has all its records: then read none
     * @throws IOException if the sink cannot tell
     */
    default boolean begin(@Nullable Path file) throws IOException {
        return true;
    }

    /**
     * Call after the records of a capture that {@link #begin} wanted.
     *
     * @param whole whether the capture was read to its end
     */
    default void end(boolean whole) throws IOException {}

    /**
     * Writes records; they may arrive with the next {@link #flush}, and some forms of files hold them until {@link #commit}.
     *
     * @param batch the records; may be cleared and filled again after this returns
     */
    void write(B batch) throws IOException;

    /** Makes everything written so far arrive, where records can arrive one by one. */
    @Override
    void flush() throws IOException;

    /** Bytes of memory that written records take because they are not in the file yet; 0 where they are few or unknown. */
    default long memory() {
        return 0;
    }

    /** Puts records into the file that it holds in memory, where its form allows that before the last record; frees {@link #memory}. */
    default void freeMemory() throws IOException {}

    /** Call after the last record: writes what ends a file, and lets the whole appear under its name when the output is closed. */
    void commit() throws IOException;

    /** Closes the output. Without {@link #commit} before, nothing appears under the name of a file. */
    @Override
    void close() throws IOException;
}
