package io.flowjay.bounds;

import io.flowjay.capture.CaptureFile;
import io.flowjay.flow.CaptureCounts;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** A program that extracts the records of a flood and writes down what became of its packets; run with a small heap. */
final class Flood {
    private Flood() {}

    /**
     * Extracts one flood.
     *
     * @param args kind of flood, number of packets, file for the counts
     */
    public static void main(String[] args) throws IOException {
        FloodStream.Kind kind = FloodStream.Kind.valueOf(args[0]);
        long packets = Long.parseLong(args[1]);
        long records = 0;
        CaptureCounts counts;
        try (FlowRecords flows = Extraction.of(Settings.DEFAULT)
                .records(CaptureFile.open(new FloodStream(kind, packets), "flood.pcap"))) {
            while (flows.hasNext()) {
                flows.next();
                records++;
            }
            counts = flows.counts();
        }
        Properties result = new Properties();
        result.setProperty("records", String.valueOf(records));
        result.setProperty("packets_read", String.valueOf(counts.packetsRead()));
        result.setProperty("packets_in_flows", String.valueOf(counts.packetsInFlows()));
        result.setProperty("connections_forgotten", String.valueOf(counts.connectionsForgotten()));
        counts.ignored().forEach((reason, count) -> result.setProperty("ignored." + reason.text(), count.toString()));
        counts.flowsByEnd().forEach((end, count) -> result.setProperty("end." + end.text(), count.toString()));
        StringBuilder text = new StringBuilder();
        result.stringPropertyNames().stream().sorted().forEach(name -> text.append(name)
                .append('=')
                .append(result.getProperty(name))
                .append('\n'));
        Files.writeString(Path.of(args[2]), text, StandardCharsets.UTF_8);
    }
}
