package io.flowjay.record.format;

import io.flowjay.json.OutputBytes;
import org.apiguardian.api.API;

/**
 * What one file of a format holds besides its records: for example a header line, or the blocks of a container. It belongs to the thread
 * that writes the file, and may keep state from one batch to the next.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface RecordFile {
    /** The bytes between two records of a batch; empty for none. It always returns the same array. */
    byte[] separator();

    /** Appends what comes before the first record. */
    default void begin(OutputBytes out) {}

    /**
     * How many bytes of records a block has at least, unless the output is flushed or ends before: batches are joined until there are so
     * many. 0: each batch is written as it is. Blocks need an empty {@link #separator}.
     */
    default int blockBytes() {
        return 0;
    }

    /** Replaces the bytes of some records, with the separators between them, by what the file holds instead: a compressed block. */
    default void compress(OutputBytes batch) {}

    /**
     * Appends what comes before the records of a batch or block.
     *
     * @param records how many, at least 1
     * @param bytes how many bytes {@link #compress} has left of them
     */
    default void beforeBatch(int records, int bytes, OutputBytes out) {}

    /** Appends what comes after the records that {@link #beforeBatch} announced. */
    default void afterBatch(OutputBytes out) {}

    /** Appends what comes after the last record. */
    default void end(OutputBytes out) {}
}
