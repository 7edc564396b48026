package io.flowjay.record.sink;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import org.apiguardian.api.API;

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
     * Writes records; they may arrive with the next {@link #flush}, and some forms of files hold them until {@link #commit}.
     *
     * @param batch the records; may be cleared and filled again after this returns
     */
    void write(B batch) throws IOException;

    /** Makes everything written so far arrive, where records can arrive one by one. */
    @Override
    void flush() throws IOException;

    /** Call after the last record: writes what ends a file, and lets the whole appear under its name when the output is closed. */
    void commit() throws IOException;

    /** Closes the output. Without {@link #commit} before, nothing appears under the name of a file. */
    @Override
    void close() throws IOException;
}
