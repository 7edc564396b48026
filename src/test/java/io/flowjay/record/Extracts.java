package io.flowjay.record;

import io.flowjay.capture.CaptureFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Records of captures for tests. */
final class Extracts {
    private Extracts() {}

    /** The bytes of the sample capture. */
    static byte[] sample() throws IOException {
        try (InputStream in = Extracts.class.getResourceAsStream("/io/flowjay/sample/sample.pcapng")) {
            return Objects.requireNonNull(in, "sample.pcapng").readAllBytes();
        }
    }

    /** Every record of a capture. */
    static List<FlowRecord> records(byte[] capture, ExtractionSettings settings) throws IOException {
        List<FlowRecord> records = new ArrayList<>();
        try (FlowRecords all = settings.build().records(CaptureFile.open(capture, "sample.pcapng"))) {
            all.forEachRemaining(records::add);
        }
        return records;
    }

    /** The lines that a writer makes of records. */
    static byte[] lines(List<FlowRecord> records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FlowRecordWriter writer = new FlowRecordWriter(out)) {
            for (FlowRecord record : records) {
                writer.write(record);
            }
        }
        return out.toByteArray();
    }
}
