package io.flowjay.cli;

import io.flowjay.record.FlowRecord;
import io.flowjay.record.sink.BatchEncoder;
import io.flowjay.record.sink.RecordBatch;
import io.flowjay.record.sink.RecordOutput;
import java.io.IOException;

/**
 * A sink that takes records one by one.
 *
 * @param <B> what the sink takes
 */
final class LiveOutput<B extends RecordBatch> implements AutoCloseable {
    /** Records that are written at once while more are ready. */
    private static final int BATCH_RECORDS = 64;

    private final RecordOutput<B> out;
    private final BatchEncoder<B> encoder;
    private final B batch;
    private long records;

    private LiveOutput(RecordOutput<B> out) {
        this.out = out;
        encoder = out.encoder();
        batch = encoder.newBatch();
    }

    /** Writes to an open sink, and closes it. */
    static <B extends RecordBatch> LiveOutput<B> of(RecordOutput<B> out) {
        return new LiveOutput<>(out);
    }

    /** Writes a record; it may arrive with the next {@link #flush}. */
    void write(FlowRecord record) throws IOException {
        encoder.add(record.columnValues(), batch);
        records++;
        if (batch.records() == BATCH_RECORDS) {
            send();
        }
    }

    /** Returns how many records were written. */
    long records() {
        return records;
    }

    /** Flushes: everything written so far arrives. */
    void flush() throws IOException {
        send();
        out.flush();
    }

    /** Call after the last record. */
    void complete() throws IOException {
        send();
        out.commit();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void send() throws IOException {
        out.write(batch);
        batch.clear();
    }
}
