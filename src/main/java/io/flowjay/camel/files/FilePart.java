package io.flowjay.camel.files;

import io.flowjay.record.format.RecordValues;
import io.flowjay.record.sink.BatchEncoder;
import io.flowjay.record.sink.RecordBatch;
import io.flowjay.record.sink.RecordOutput;
import java.io.Closeable;
import java.io.IOException;

/**
 * A file of records while it is written.
 *
 * @param <B> what its sink takes
 */
final class FilePart<B extends RecordBatch> implements Closeable {
    private static final int BATCH_RECORDS = 64;

    private final RecordOutput<B> output;
    private final BatchEncoder<B> encoder;
    private final B batch;
    private long bytes;
    private boolean empty = true;

    private FilePart(RecordOutput<B> output) {
        this.output = output;
        encoder = output.encoder();
        batch = encoder.newBatch();
    }

    static <B extends RecordBatch> FilePart<B> of(RecordOutput<B> output) {
        return new FilePart<>(output);
    }

    /**
     * Adds a record.
     *
     * @param most bytes that the records of the file may have together, if it has more than one; 0 for any number
     * @return false if they would have more; the record is not in the file then
     */
    boolean add(RecordValues record, long most) throws IOException {
        encoder.add(record, batch);
        int last = batch.records() - 1;
        long with = bytes + batch.bytes(last);
        if (most > 0 && with > most && !empty) {
            batch.keep(last);
            return false;
        }
        bytes = with;
        empty = false;
        if (batch.records() == BATCH_RECORDS) {
            write();
        }
        return true;
    }

    /** Bytes of its records, before compression. */
    long bytes() {
        return bytes;
    }

    /** Bytes of memory that its records take. */
    long memory() {
        return output.memory();
    }

    /** Puts into the file what it holds in memory. */
    void freeMemory() throws IOException {
        output.freeMemory();
    }

    private void write() throws IOException {
        output.write(batch);
        batch.clear();
    }

    /** Writes what is left, and closes the file, which is on the disk then. */
    void complete() throws IOException {
        try (output) {
            write();
            output.commit();
        }
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
