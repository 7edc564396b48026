package io.flowjay.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecords;
import io.flowjay.record.RecordBatches;
import io.flowjay.record.sink.RecordBatch;
import io.flowjay.record.sink.RecordDestination;
import io.flowjay.record.sink.RecordOutput;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The records of a capture in a file, as {@code extract} writes them, and as lines of JSON. */
public final class RecordFiles {
    private static final String NAME = "a.pcap";

    private RecordFiles() {}

    /** Writes the records to a file, whose name chooses the form, and answers the file. */
    public static Path write(byte[] capture, Settings settings, Path file) throws IOException {
        return write(CaptureFile.open(capture, NAME), settings, file);
    }

    /** The same of an open capture. */
    public static Path write(CaptureReader capture, Settings settings, Path file) throws IOException {
        Extraction extraction = Extraction.of(settings);
        try (RecordOutput<?> output = RecordDestination.of(file, settings).open(extraction.columns())) {
            copy(capture, extraction, output);
            output.commit();
        }
        return file;
    }

    private static <B extends RecordBatch> void copy(
            CaptureReader capture, Extraction extraction, RecordOutput<B> output) throws IOException {
        try (RecordBatches<B> batches = extraction.batches(capture, output)) {
            for (B batch = batches.next(); batch != null; batch = batches.next()) {
                output.write(batch);
            }
        }
    }

    /** The records as JSON with every digit. */
    public static List<JsonNode> lines(byte[] capture, Settings settings) throws IOException {
        return Arrays.stream(text(capture, settings)).map(AvroJudge::json).toList();
    }

    /** The records as JSON text. */
    public static byte[][] text(byte[] capture, Settings settings) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        try (FlowRecords records = Extraction.of(settings).records(CaptureFile.open(capture, NAME))) {
            while (records.hasNext()) {
                lines.add(records.next().json());
            }
        }
        return lines.toArray(byte[][]::new);
    }
}
