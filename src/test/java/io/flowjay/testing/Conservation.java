package io.flowjay.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.flow.CaptureCounts;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecordWriter;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** What must hold for any bytes at all. */
public final class Conservation {
    private Conservation() {}

    /**
     * Extracts and writes the records of a capture: nothing but an IOException may come out, and every packet is counted once.
     *
     * @return the counts, empty when the bytes are no capture
     */
    public static CaptureCounts check(byte[] capture) {
        Settings.Builder settings = Settings.builder();
        settings.set(SettingCatalog.THREADS, 1);
        settings.set(SettingCatalog.INCLUDE_RAW_SEQUENCES, true);
        settings.set(SettingCatalog.INCLUDE_SPLT, true);
        return check(capture, settings);
    }

    /** The same with other settings. */
    public static CaptureCounts check(byte[] capture, Settings.Builder settings) {
        CaptureReader reader;
        try {
            reader = CaptureFile.open(capture, "hostile");
        } catch (IOException e) {
            return new CaptureCounts();
        }
        try (FlowRecords records = Extraction.of(settings.build()).records(reader);
                FlowRecordWriter writer = new FlowRecordWriter(OutputStream.nullOutputStream())) {
            long written = 0;
            try {
                while (records.hasNext()) {
                    writer.write(records.next());
                    written++;
                }
            } catch (UncheckedIOException e) {
                assertThat(e.getCause()).hasMessageStartingWith("hostile: offset ");
            }
            CaptureCounts counts = records.counts();
            long ignored = counts.ignored().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            assertThat(counts.packetsInFlows() + ignored).isEqualTo(counts.packetsRead());
            assertThat(counts.flows()).isEqualTo(written);
            return counts;
        } catch (IOException e) {
            throw new AssertionError("only reading may fail", e);
        }
    }
}
