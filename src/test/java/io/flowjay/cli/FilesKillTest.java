package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.sink.RecordDestination;
import io.flowjay.record.sink.RecordOutput;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Traffic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code flowjay run --files}, without brokers, is killed by SIGKILL at random moments, until every capture is done: every file that can be
 * seen is whole at any time, and in the end the files of each capture are together, byte for byte, what {@code extract} writes.
 */
@Tag("kill")
class FilesKillTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int FLOWS = 300;

    @TempDir
    Path directory;

    private final Map<String, byte[]> expected = new HashMap<>();
    private Path inbox = Path.of("");
    private Path out = Path.of("");

    @Test
    void twoKills() throws Exception {
        kill(2, 4);
    }

    @Test
    void twentyKills() throws Exception {
        kill(20, 40);
    }

    private void kill(int rounds, int captures) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        inbox = Files.createDirectory(directory.resolve("captures"));
        out = directory.resolve("files");
        for (int i = 0; i < captures; i++) {
            drop(i);
        }
        for (int round = 0; round < rounds; round++) {
            long before = changes();
            try (FlowjayProcess worker = start()) {
                // Its work has begun; each capture changes the directory some dozen times.
                long more = 1L + random.nextInt(12);
                await().atMost(LIMIT)
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> changes() >= before + more || isDone());
                worker.kill();
            }
            assertWholeFiles();
        }
        try (FlowjayProcess worker = start()) {
            await().atMost(LIMIT).until(this::isDone);
            assertThat(worker.text()).doesNotContain("Kafka");
        }
        Map<String, byte[]> together = assertWholeFiles();
        assertThat(together.keySet()).isEqualTo(expected.keySet());
        together.forEach((capture, bytes) -> assertThat(bytes).as(capture).isEqualTo(expected.get(capture)));
        try (Stream<Path> done = Files.list(inbox.resolve(".done"))) {
            assertThat(done).hasSize(captures);
        }
    }

    private void drop(int number) throws IOException {
        String name = "c" + number + ".pcap";
        Path file = Files.write(directory.resolve(name), Traffic.flows(FLOWS, number));
        Path extracted = directory.resolve("expected.ndjson");
        Extraction extraction = Extraction.of(Settings.DEFAULT);
        try (RecordOutput<?> output =
                RecordDestination.of(extracted, Settings.DEFAULT).open(extraction.columns())) {
            extraction.write(CaptureFile.open(file), output);
            output.commit();
        }
        expected.put("c" + number, Files.readAllBytes(extracted));
        Files.move(file, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private FlowjayProcess start() throws IOException {
        return FlowjayProcess.onTerminal(
                directory,
                Map.of(),
                List.of(
                        "run",
                        "--routes",
                        Path.of("routes").toAbsolutePath().toString(),
                        "--captures",
                        inbox.toString(),
                        "--files",
                        out.toString(),
                        "--files-max-size",
                        "1MB",
                        "--max-deaths",
                        "0",
                        "--quiet-time",
                        "1ms",
                        "--poll-delay",
                        "50ms",
                        "--http-port",
                        "-1"));
    }

    private boolean isDone() throws IOException {
        try (Stream<Path> files = Files.list(inbox)) {
            return files.noneMatch(file -> file.toString().endsWith(".pcap"));
        }
    }

    /** How many files there are, of whatever kind: it grows while a capture is written and when its files have appeared. */
    private long changes() {
        if (!Files.exists(out)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(out)) {
            return files.count();
        } catch (IOException | UncheckedIOException e) {
            // Something moved meanwhile.
            return 0;
        }
    }

    /** The records of each capture that can be seen, in the order of the parts; each part has whole lines of its capture only. */
    private Map<String, byte[]> assertWholeFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.exists(out)) {
            try (Stream<Path> paths = Files.list(out)) {
                paths.filter(path -> path.toString().endsWith(".ndjson"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        Map<String, ByteArrayOutputStream> together = new TreeMap<>();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            String capture = name.substring(0, name.indexOf('-'));
            byte[] part = Files.readAllBytes(file);
            assertThat(part[part.length - 1]).as(name).isEqualTo((byte) '\n');
            assertThat(new String(expected.get(capture), StandardCharsets.UTF_8))
                    .as(name)
                    .contains(new String(part, StandardCharsets.UTF_8));
            together.computeIfAbsent(capture, any -> new ByteArrayOutputStream())
                    .write(part);
        }
        Map<String, byte[]> bytes = new HashMap<>();
        together.forEach((capture, parts) -> bytes.put(capture, parts.toByteArray()));
        return bytes;
    }
}
