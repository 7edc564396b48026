package io.flowjay.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecordWriter;
import io.flowjay.record.FlowRecords;
import io.flowjay.record.RecordBatches;
import io.flowjay.record.format.RecordFormat;
import io.flowjay.record.format.RecordFormats;
import io.flowjay.record.sink.ByteBatch;
import io.flowjay.record.sink.ByteOutput;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Writing the records of every flow of the capture, and all stages together, in one thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class RecordBenchmark {
    private static final ObjectMapper JACKSON = new ObjectMapper();

    private final List<FlowRecord> records = new ArrayList<>();

    /** Makes the records. */
    @Setup
    public void setUp(BenchCapture capture) throws IOException {
        try (FlowRecords all = extraction().records(capture.open())) {
            all.forEachRemaining(records::add);
        }
    }

    private static Extraction extraction() {
        return Extraction.of(Settings.builder().set(SettingCatalog.THREADS, 1).build());
    }

    /** As {@code extract} writes them. */
    @Benchmark
    public void lines() throws IOException {
        try (FlowRecordWriter writer = new FlowRecordWriter(OutputStream.nullOutputStream())) {
            for (FlowRecord record : records) {
                writer.write(record);
            }
        }
    }

    /** As a route that marshals them with Jackson does. */
    @Benchmark
    public long jackson() throws IOException {
        long bytes = 0;
        for (FlowRecord record : records) {
            bytes += JACKSON.writeValueAsBytes(record).length;
        }
        return bytes;
    }

    /** From the capture to lines. */
    @Benchmark
    public long everything(BenchCapture capture) throws IOException {
        long lines = 0;
        Extraction extraction = extraction();
        RecordFormat ndjson = RecordFormats.of(Settings.DEFAULT, RecordFormats.OF_FILES);
        try (ByteOutput out =
                        ByteOutput.of(OutputStream.nullOutputStream(), ndjson, extraction.columns(), Settings.DEFAULT);
                RecordBatches<ByteBatch> all = extraction.batches(capture.open(), out)) {
            for (ByteBatch some = all.next(); some != null; some = all.next()) {
                lines += some.records();
            }
        }
        return lines;
    }
}
