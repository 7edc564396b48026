package io.flowjay.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Floods, extracted with the default settings in a JVM with a heap of 256 MB. */
class FloodTest {
    private static final int MAX_OPEN_FLOWS = 250_000;
    private static final int MAX_ENDED_CONNECTIONS = 500_000;

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0} of {1} packets")
    @CsvSource({"SYN, 300000", "GIANT, 1000001", "FRAGMENT, 100000"})
    void finishesJustAboveTheBounds(FloodStream.Kind kind, long packets) throws Exception {
        check(kind, packets);
    }

    @Tag("sweep")
    @ParameterizedTest(name = "{0} of {1} packets")
    @CsvSource({"SYN, 1000000", "GIANT, 1500000", "HALF_OPEN, 800000", "MANY, 2400000", "FRAGMENT, 300000"})
    void finishes(FloodStream.Kind kind, long packets) throws Exception {
        check(kind, packets);
    }

    @Tag("full")
    @ParameterizedTest(name = "{0} of {1} packets")
    @CsvSource({"SYN, 10000000", "GIANT, 50000000", "HALF_OPEN, 2000000", "MANY, 10000000", "FRAGMENT, 3000000"})
    void finishesAtFullSize(FloodStream.Kind kind, long packets) throws Exception {
        check(kind, packets);
    }

    private void check(FloodStream.Kind kind, long packets) throws Exception {
        Map<String, Long> counts = run(kind, packets);
        long ignored = sum(counts, "ignored.");
        assertThat(counts).containsEntry("packets_read", packets);
        assertThat(counts.get("packets_in_flows") + ignored).isEqualTo(packets);
        assertThat(sum(counts, "end.")).isEqualTo(counts.get("records"));
        switch (kind) {
            case SYN ->
                assertThat(counts)
                        .containsEntry("records", packets)
                        .containsEntry("end.evicted", packets - MAX_OPEN_FLOWS)
                        .containsEntry(
                                "connections_forgotten", Math.max(0, packets - MAX_OPEN_FLOWS - MAX_ENDED_CONNECTIONS));
            case GIANT -> assertThat(counts).containsEntry("records", 1L).doesNotContainKey("end.active");
            case HALF_OPEN ->
                assertThat(counts)
                        .containsEntry("records", packets / 2)
                        .containsEntry("end.evicted", packets / 2 - MAX_OPEN_FLOWS);
            // 200,000 connections go on in turn: their packets are more than fit into memory.
            case MANY -> assertThat(counts.getOrDefault("end.evicted", 0L)).isZero();
            // Fragments without a first one have no ports: one flow for each source address, which sends 65,536 of
            // them.
            case FRAGMENT ->
                assertThat(counts)
                        .containsEntry("records", (packets + 0xffff) >>> 16)
                        .containsEntry("packets_in_flows", packets);
        }
    }

    private Map<String, Long> run(FloodStream.Kind kind, long packets) throws IOException, InterruptedException {
        Path result = directory.resolve("counts");
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Flood.class.getName(),
                        kind.name(),
                        String.valueOf(packets),
                        result.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(result)) {
            properties.load(in);
        }
        Map<String, Long> counts = new TreeMap<>();
        properties.forEach((name, value) -> counts.put(String.valueOf(name), Long.valueOf(String.valueOf(value))));
        return counts;
    }

    private static long sum(Map<String, Long> counts, String prefix) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
