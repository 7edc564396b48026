package io.flowjay.record;

import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.flow.FlowEnd;
import io.flowjay.flow.FlowIds;
import io.flowjay.flow.TestFlows;
import io.flowjay.record.format.RecordFormat;
import io.flowjay.record.format.RecordFormats;
import io.flowjay.record.sink.ByteOutput;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Records of captures for tests. */
public final class Extracts {
    private Extracts() {}

    /** The bytes of the sample capture. */
    public static byte[] sample() throws IOException {
        try (InputStream in = Extracts.class.getResourceAsStream("/io/flowjay/sample/sample.pcapng")) {
            return Objects.requireNonNull(in, "sample.pcapng").readAllBytes();
        }
    }

    /** Settings with every feature that there is. */
    public static Settings.Builder everything() {
        Settings.Builder settings = Settings.builder();
        settings.set(SettingCatalog.INCLUDE_RAW_SEQUENCES, true);
        settings.set(SettingCatalog.INCLUDE_SPLT, true);
        return settings;
    }

    /** The record of a flow of {@link TestFlows}. */
    public static FlowRecord record(
            Settings.Builder settings, String capture, int protocol, FlowEnd end, String packets) {
        Extraction extraction = Extraction.of(settings.build());
        FlowIds ids = new FlowIds("0".repeat(64), extraction.ids);
        return new FlowRecordFactory(extraction.selection, extraction.features, ids, capture, null)
                .record(new RecordLayout(extraction.columns()), TestFlows.flow(protocol, end, packets));
    }

    /** Every record of a capture. */
    public static List<FlowRecord> records(byte[] capture, Settings.Builder settings) throws IOException {
        List<FlowRecord> records = new ArrayList<>();
        try (FlowRecords all = Extraction.of(settings.build()).records(CaptureFile.open(capture, "sample.pcapng"))) {
            all.forEachRemaining(records::add);
        }
        return records;
    }

    /**
     * Writes a file of a capture's records in a format.
     *
     * @throws IOException when the capture cannot be read whole, after the file ended with the records before
     */
    public static void write(CaptureReader capture, Settings settings, String format, OutputStream out)
            throws IOException {
        Extraction extraction = Extraction.of(settings);
        RecordFormat found = RecordFormats.find(format).orElseThrow();
        try (ByteOutput output = ByteOutput.of(out, found, extraction.columns(), settings)) {
            try {
                extraction.write(capture, output);
            } finally {
                output.commit();
            }
        }
    }

    /** The lines that a writer makes of records. */
    public static byte[] lines(List<FlowRecord> records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FlowRecordWriter writer = new FlowRecordWriter(out)) {
            for (FlowRecord record : records) {
                writer.write(record);
            }
        }
        return out.toByteArray();
    }
}
