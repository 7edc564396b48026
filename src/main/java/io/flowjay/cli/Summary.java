package io.flowjay.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.flowjay.capture.LiveDrops;
import io.flowjay.flow.CaptureCounts;
import io.flowjay.record.CaptureNotices;
import io.flowjay.record.sink.OutputFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of the captures of one extraction.
 *
 * @param counts their packets and flows
 * @param captures captures that were opened or tried
 * @param failed those that could not be read whole
 * @param seconds wall time
 * @param drops packets that a live capture lost; null for files
 */
record Summary(
        CaptureCounts counts,
        int captures,
        int failed,
        double seconds,
        @Nullable LiveDrops drops) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Writes the numbers as one JSON object, and completes the file. */
    void writeTo(OutputFile file) throws IOException {
        Map<String, Object> stats = new LinkedHashMap<>(counts.asMap());
        if (drops != null) {
            stats.put("packets_dropped", drops.asMap());
        }
        stats.put("flows", counts.flows());
        stats.put("captures", captures);
        stats.put("captures_failed", failed);
        stats.put("seconds", seconds);
        file.stream().write(JSON.writeValueAsBytes(stats));
        file.stream().write('\n');
        file.complete();
    }

    /** The numbers as a few lines for a reader. */
    String text() {
        Map<String, Long> reasons = counts.ignored().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().text(), Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
        Map<String, Long> portless = counts.withoutPorts().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().text(), Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
        Map<String, Long> ends = counts.flowsByEnd().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().text(), Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
        long ignored = reasons.values().stream().mapToLong(Long::longValue).sum();
        String malformed = counts.malformedByProtocol().entrySet().stream()
                .map(protocol -> protocol.getKey() + list(protocol.getValue()))
                .collect(Collectors.joining(", "));
        String dropped = drops == null ? "" : String.format(Locale.ROOT, "%ndropped   %s", drops.text());
        return String.format(
                Locale.ROOT,
                "captures  %,d%s%npackets   %,d read, %,d in flows%s, %,d ignored%s%nflows     %,d%s%s%s%s%nbytes     %,d in %.3f s%s",
                captures,
                failed == 0 ? "" : String.format(Locale.ROOT, ", %,d not read whole", failed),
                counts.packetsRead(),
                counts.packetsInFlows(),
                list(portless),
                ignored,
                list(reasons),
                counts.flows(),
                list(ends),
                malformed.isEmpty() ? "" : String.format(Locale.ROOT, "%nmalformed %s", malformed),
                CaptureNotices.of(counts, Summary::option).stream()
                        .map(notice -> String.format(Locale.ROOT, "%nnote      %s", notice))
                        .collect(Collectors.joining()),
                counts.hostGraphsGivenUp() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "%nhosts     too many for group connection in %,d captures",
                                counts.hostGraphsGivenUp()),
                counts.bytes(),
                seconds,
                dropped);
    }

    private static String option(String name, String value) {
        return value.isEmpty() ? "--" + name : "--" + name + ' ' + value;
    }

    private static String list(Map<String, Long> parts) {
        return parts.isEmpty()
                ? ""
                : parts.entrySet().stream()
                        .map(part -> String.format(Locale.ROOT, "%s %,d", part.getKey(), part.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
