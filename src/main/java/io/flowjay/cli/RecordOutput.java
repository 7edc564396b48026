package io.flowjay.cli;

import io.flowjay.kafka.KafkaWriter;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecordWriter;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where records go one by one: a file, standard output or a Kafka topic. */
interface RecordOutput extends AutoCloseable {
    /** Writes a record; it may arrive with the next {@link #flush}. */
    void write(FlowRecord record) throws IOException;

    /** Flushes: everything written so far arrives. */
    void flush() throws IOException;

    /** Call after the last record. */
    void complete() throws IOException;

    @Override
    void close() throws IOException;

    /** Newline-delimited JSON in a file, or on standard output if that is null or {@code -}. */
    static RecordOutput file(@Nullable Path path) throws IOException {
        OutputFile file = OutputFile.open(path);
        FlowRecordWriter writer = new FlowRecordWriter(file.stream());
        return new RecordOutput() {
            @Override
            public void write(FlowRecord record) throws IOException {
                writer.write(record);
            }

            @Override
            public void flush() throws IOException {
                writer.flush();
            }

            @Override
            public void complete() throws IOException {
                writer.flush();
                file.complete();
            }

            @Override
            public void close() throws IOException {
                try (file) {
                    writer.close();
                }
            }
        };
    }

    /** A topic. */
    static RecordOutput kafka(KafkaWriter writer) {
        return new RecordOutput() {
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
