package io.flowjay.bounds;

import io.flowjay.capture.CaptureFile;
import io.flowjay.flow.CaptureCounts;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A program that extracts what grows and writes down what it counted; run with a small heap. */
final class GrowthRun {
    private GrowthRun() {}

    /**
     * Extracts each {@link Growth}.
     *
     * @param args file for the results
     */
    public static void main(String[] args) throws IOException {
        Path results = Path.of(args[0]);
        Extraction extraction = Extraction.of(Settings.DEFAULT);
        for (Growth growth : Growth.values()) {
            Files.writeString(
                    results,
                    growth + "\t" + extract(extraction, growth) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    private static String extract(Extraction extraction, Growth growth) throws IOException {
        GrowthStream stream = new GrowthStream(growth);
        String failure = "";
        CaptureCounts counts;
        try (FlowRecords records = extraction.records(CaptureFile.open(stream, growth.name()))) {
            try {
                while (records.hasNext()) {
                    records.next();
                }
            } catch (UncheckedIOException e) {
                failure = String.valueOf(e.getCause().getMessage());
            }
            counts = records.counts();
        }
        return stream.pieces() + "\t" + counts.packetsRead() + "\t" + counts.packetsDropped() + "\t" + failure;
    }
}
