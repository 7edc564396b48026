package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flowjay.record.FlowRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Field application against column {@code application_name} of NFStream, whose names are those of nDPI: the part before the dot, flow by
 * flow. Flows that nDPI does not know are left out.
 */
class ApplicationCorpusTest {
    private static final double LEAST_AGREEMENT = 0.85;

    private final Map<String, Integer> different = new TreeMap<>();
    private int compared;
    private int equal;

    @Test
    void applicationsAreThoseOfNfstream() throws IOException {
        Corpus.assumePresent();
        Path expected = Corpus.beside("dialects/nfstream");
        assumeTrue(Files.isDirectory(expected), "no rows of NFStream at " + expected);
        for (Path capture : Corpus.captures("conformance")) {
            Path rows = expected.resolve(capture.getFileName() + ".csv");
            if (Files.exists(rows)) {
                compare(capture, rows);
            }
        }
        System.out.printf(
                "application: %d of %d flows as NFStream has them (%.1f %%)%n",
                equal, compared, 100.0 * equal / compared);
        different.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> System.out.println(entry.getValue() + " " + entry.getKey()));
        assertThat(compared).isGreaterThan(1_800);
        assertThat((double) equal / compared).isGreaterThan(LEAST_AGREEMENT);
    }

    private void compare(Path capture, Path rows) throws IOException {
        CaptureRecords records = CaptureRecords.ofWholeConversations(capture, "classification");
        List<String> names = List.of();
        try (Stream<String> lines = Files.lines(rows, StandardCharsets.ISO_8859_1)) {
            for (String line : (Iterable<String>) lines::iterator) {
                List<String> cells = cells(line);
                if (names.isEmpty()) {
                    names = cells;
                    continue;
                }
                Map<String, String> row = new TreeMap<>();
                for (int i = 0; i < names.size(); i++) {
                    row.put(names.get(i), cells.get(i));
                }
                compare(row, records);
            }
        }
    }

    private void compare(Map<String, String> row, CaptureRecords records) {
        String expected = protocol(row.get("application_name"));
        if (expected.equals("Unknown")) {
            return;
        }
        String key = CaptureRecords.key(
                row.get("protocol"),
                row.get("src_ip") + ' ' + row.get("src_port"),
                row.get("dst_ip") + ' ' + row.get("dst_port"));
        double start = Double.parseDouble(row.get("bidirectional_first_seen_ms")) / 1000;
        String own = records.between(key).stream()
                .min(Comparator.comparingDouble(record -> Math.abs(start(record) - start)))
                .map(record -> protocol(String.valueOf(record.get("application"))))
                .orElse("no record");
        compared++;
        if (own.equals(expected)) {
            equal++;
        } else {
            different.merge(expected + ", but " + own, 1, Integer::sum);
        }
    }

    private static double start(FlowRecord record) {
        return record.get("start_time") instanceof Number time ? time.doubleValue() : 0;
    }

    private static String protocol(String application) {
        return application.split("\\.", -1)[0];
    }

    /** The cells of a line, where a backslash stands before a quotation mark in a text. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && isQuoted && i + 1 < line.length()) {
                cell.append(line.charAt(++i));
            } else if (c == '"') {
                isQuoted = !isQuoted;
            } else if (c == ',' && !isQuoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
