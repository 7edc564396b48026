package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.capture.CaptureFile;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Records against those of the reference implementation, where that is known to be right. */
class OracleTest {

    /** Missing values and meanings that the specification settles otherwise (M-1 to M-4, S-5, S-6, decision 3). */
    private static final Set<String> DEFINED_OTHERWISE = Set.of(
            "flow_stat",
            "num_hdrs",
            "hdr_desc",
            "packets_ratio",
            "bytes_ratio",
            "packets_per_second",
            "bytes_per_second",
            "dst_port_class",
            "dst_port_class_num");

    /** MPLS in one direction only. */
    private static final Set<String> WITH_UNDECODED_LAYERS = Set.of("wssamples-mpls-basic.cap");

    @Test
    void recordsAreThoseOfTheReference() throws IOException {
        Path oracle = Corpus.beside("oracle");
        assumeTrue(Files.isDirectory(oracle), "no records of the reference at " + oracle);
        int flows = 0;
        int absent = 0;
        long equal = 0;
        Map<String, Integer> different = new TreeMap<>();
        for (Path file : files(oracle)) {
            String name = file.getFileName().toString().replaceFirst("\\.ndjson$", "");
            List<JsonNode> expected = Corpus.tshark(Path.of(name));
            if (!FlowCorpusTest.comparable(expected) || WITH_UNDECODED_LAYERS.contains(name)) {
                continue;
            }
            boolean cut = expected.stream()
                    .anyMatch(record -> record.path("captured_bytes").asLong()
                            < record.path("wire_bytes").asLong());
            Map<String, FlowRecord> ours = records(Corpus.beside("corpus").resolve("conformance/" + name));
            for (JsonNode theirs : Corpus.lines(file)) {
                flows++;
                FlowRecord own = ours.get(key(theirs));
                if (own == null) {
                    absent++;
                    continue;
                }
                ReferenceDefects defects = new ReferenceDefects(cut, theirs, own);
                for (String feature : own.keySet()) {
                    boolean comparable = FeatureCatalog.find(feature).isPresent() && theirs.has(feature);
                    if (!comparable || DEFINED_OTHERWISE.contains(feature) || defects.concern(feature)) {
                        continue;
                    }
                    if (same(feature, theirs.get(feature), own.get(feature), defects.tolerance(feature))) {
                        equal++;
                    } else {
                        different.merge(name + " " + feature, 1, Integer::sum);
                        System.out.printf(
                                "%s %s %s: reference %s, FlowJay %s%n",
                                name, key(theirs), feature, theirs.get(feature), own.get(feature));
                    }
                }
            }
        }
        System.out.printf(
                "reference flows %d, absent %d, values equal %d, different %s%n", flows, absent, equal, different);
        assertThat(flows).isPositive();
        assertThat(different).isEmpty();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".ndjson"))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, FlowRecord> records(Path capture) throws IOException {
        Settings.Builder settings = Settings.builder();
        settings.set(SettingCatalog.IDLE_TIMEOUT, Duration.ZERO);
        settings.text(SettingCatalog.FIN_RST_MODE, "never", "test");
        settings.set(SettingCatalog.THREADS, 1);
        settings.set(SettingCatalog.INCLUDE_RAW_SEQUENCES, true);
        settings.set(SettingCatalog.MAX_SEQUENCE_LENGTH, 5000);
        Map<String, FlowRecord> records = new HashMap<>();
        try (FlowRecords all = Extraction.of(settings.build()).records(CaptureFile.open(capture))) {
            all.forEachRemaining(record -> records.put(key(record), record));
        }
        return records;
    }

    private static String key(JsonNode record) {
        return record.get("protocol").asInt() + " " + record.get("src_ip").asText() + " "
                + record.get("src_port").asInt() + " " + record.get("dst_ip").asText() + " "
                + record.get("dst_port").asInt();
    }

    private static String key(FlowRecord record) {
        return record.get("protocol") + " " + record.get("src_ip") + " " + record.get("src_port") + " "
                + record.get("dst_ip") + " " + record.get("dst_port");
    }

    private static boolean same(String feature, JsonNode theirs, Object own, double tolerance) {
        if (own instanceof String) {
            return own.equals(theirs.asText());
        }
        double value = theirs.isBoolean() ? (theirs.asBoolean() ? 1 : 0) : theirs.asDouble();
        double expected = ContentDefects.corrected(feature, value);
        double actual = own == null ? 0 : own instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) own).doubleValue();
        double scale = Math.max(1, Math.max(Math.abs(expected), Math.abs(actual)));
        return Math.abs(expected - actual) <= tolerance * scale;
    }
}
