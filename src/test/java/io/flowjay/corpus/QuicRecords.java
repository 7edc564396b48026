package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.record.ExtractionSettings;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** FlowJay's records of UDP flows with the features of QUIC, one for each pair of endpoints. */
final class QuicRecords {
    private static final long UDP = 17;

    private QuicRecords() {}

    /** The records of a capture, up to its end or to where it is damaged. */
    static Map<String, FlowRecord> of(Path capture) throws IOException {
        ExtractionSettings settings = new ExtractionSettings();
        settings.setGroups("flow_meta,quic");
        settings.setIdleTimeout(Duration.ZERO);
        settings.setThreads(1);
        Map<String, FlowRecord> records = new HashMap<>();
        try (FlowRecords all = settings.build().records(CaptureFile.open(capture))) {
            all.forEachRemaining(record -> {
                if (record.get("protocol").equals(UDP)) {
                    records.put(key(end(record, "src"), end(record, "dst")), record);
                }
            });
        } catch (CaptureException e) {
            assertThat(e.reason()).isNotBlank();
        } catch (UncheckedIOException e) {
            assertThat(e).hasCauseInstanceOf(CaptureException.class);
        }
        return records;
    }

    static boolean isQuic(FlowRecord record) {
        return record.get("quic_detected").equals(true);
    }

    private static String end(FlowRecord record, String side) {
        return record.get(side + "_ip") + " " + record.get(side + "_port");
    }

    /** What names a flow, from either end. */
    static String key(String a, String b) {
        return a.compareTo(b) < 0 ? a + " - " + b : b + " - " + a;
    }
}
