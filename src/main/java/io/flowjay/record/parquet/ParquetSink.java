package io.flowjay.record.parquet;

import io.flowjay.record.BuildVersion;
import io.flowjay.record.RecordShape;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.SchemaVersion;
import io.flowjay.record.sink.BatchEncoder;
import io.flowjay.record.sink.OutputFile;
import io.flowjay.record.sink.RecordOutput;
import io.flowjay.record.sink.RecordSink;
import io.flowjay.record.sink.SinkTarget;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/** Records in a Parquet file, or as one on standard output. */
@API(status = API.Status.INTERNAL)
public final class ParquetSink implements RecordSink {
    private static final String NAME = "parquet";

    /** For the {@link java.util.ServiceLoader}. */
    public ParquetSink() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean hasOwnForm() {
        return true;
    }

    @Override
    public List<String> extensions() {
        return List.of(NAME);
    }

    @Override
    public RecordOutput<?> open(SinkTarget target, RecordColumns columns, Settings settings) throws IOException {
        OutputFile file = OutputFile.open(target.file());
        try {
            return new Output(file, columns, settings);
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /** An open file. */
    private static final class Output implements RecordOutput<ColumnBatch> {
        private final OutputFile target;
        private final RecordColumns columns;
        private final Settings settings;
        private final ParquetFile file;
        private boolean broken;

        Output(OutputFile target, RecordColumns columns, Settings settings) throws IOException {
            this.target = target;
            this.columns = columns;
            this.settings = settings;
            file = new ParquetFile(target.stream(), FileColumn.of(columns), ParquetFile.ROW_GROUP_BYTES);
        }

        @Override
        public BatchEncoder<ColumnBatch> encoder() {
            return new ColumnEncoder(columns);
        }

        @Override
        public void write(ColumnBatch batch) throws IOException {
            begin();
            for (ColumnBlock block : batch.blocks()) {
                file.write(block);
            }
            broken = false;
        }

        /** Records reach the file in row groups, and are readable only with the footer. */
        @Override
        public void flush() {}

        @Override
        public long memory() {
            return file.memory();
        }

        @Override
        public void freeMemory() throws IOException {
            begin();
            file.endRowGroup();
            broken = false;
        }

        @Override
        public void commit() throws IOException {
            begin();
            file.end("FlowJay version " + BuildVersion.text(), properties());
            target.complete();
            broken = false;
        }

        private Map<String, String> properties() {
            RecordShape shape = RecordShape.of(settings);
            return new TreeMap<>(Map.of(
                    "flowjay.settings", shape.text(),
                    "flowjay.fingerprint", shape.fingerprint(),
                    "flowjay.schema_version", SchemaVersion.TEXT));
        }

        /** After a failure the file has a gap, which a footer would hide. */
        private void begin() throws IOException {
            if (broken) {
                throw new IOException("earlier records were not written whole");
            }
            broken = true;
        }

        @Override
        public void close() throws IOException {
            try (target) {
                file.close();
            }
        }
    }
}
