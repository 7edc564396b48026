package io.flowjay.cli;

import io.flowjay.kafka.KafkaWriter;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.sink.BatchEncoder;
import io.flowjay.record.sink.RecordBatch;
import io.flowjay.record.sink.RecordOutput;
import java.io.IOException;

/** Where records go one by one: a file, standard output or a Kafka topic. */
interface LiveOutput extends AutoCloseable {
    /** Records that are written at once while more are ready. */
    int BATCH_RECORDS = 64;

    /** Writes a record; it may arrive with the next {@link #flush}. */
    void write(FlowRecord record) throws IOException;

    /** Flushes: everything written so far arrives. */
    void flush() throws IOException;

    /** Call after the last record. */
    void complete() throws IOException;

    @Override
    void close() throws IOException;

    /** Where records go in a format. */
    static <B extends RecordBatch> LiveOutput records(RecordOutput<B> out) {
        BatchEncoder<B> encoder = out.encoder();
        B batch = encoder.newBatch();
        return new LiveOutput() {
            @Override
            public void write(FlowRecord record) throws IOException {
                encoder.add(record.columnValues(), batch);
                if (batch.records() == BATCH_RECORDS) {
                    send();
                }
            }

            @Override
            public void flush() throws IOException {
                send();
                out.flush();
            }

            @Override
            public void complete() throws IOException {
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
        };
    }

    /** A topic. */
    static LiveOutput kafka(KafkaWriter writer) {
        return new LiveOutput() {
            @Override
            public void write(FlowRecord record) {
                writer.write(record);
            }

            @Override
            public void flush() {
                writer.flush();
            }

            @Override
            public void complete() {
                writer.flush();
            }

            @Override
            public void close() {
                writer.close();
            }
        };
    }
}
