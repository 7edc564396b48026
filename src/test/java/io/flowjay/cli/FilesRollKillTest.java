package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.sink.RecordDestination;
import io.flowjay.record.sink.RecordOutput;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code flowjay run --files --files-roll-interval}, whose captures share files, is killed by SIGKILL at random moments. At any time every
 * visible file has whole records, no record is there twice, and a capture in {@code .done/} has all of its records in visible files. In the
 * end every record is there.
 */
@Tag("kill")
class FilesRollKillTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int FLOWS = 20;
    private static final String DAMAGED = "damaged.pcap";

    @TempDir
    Path directory;

    /** The lines of each capture. */
    private final Map<String, List<String>> expected = new TreeMap<>();

    private Path inbox = Path.of("");
    private Path out = Path.of("");

    @Test
    void twoKillsOfOneWorker() throws Exception {
        kill(1, 2, 24);
    }

    @Test
    void twentyKillsOfOneWorker() throws Exception {
        kill(1, 20, 240);
    }

    @Test
    void twentyKillsOfTwoWorkersOnOneInbox() throws Exception {
        kill(2, 20, 240);
    }

    @Test
    void aWorkerThatIsToldToEndMakesTheOpenFileAppear() throws Exception {
        prepare(3);
        try (FlowjayProcess worker = start("1h")) {
            await().atMost(LIMIT).until(() -> Files.exists(out.resolve(".flowjay/partial")));
            // The damaged one comes last, and does not wait for the others.
            await().atMost(LIMIT)
                    .until(() -> Files.exists(inbox.resolve(".failed").resolve(DAMAGED)));
            assertThat(names(inbox)).hasSize(3);
            worker.terminate();
            assertThat(worker.await()).isEqualTo(143);
            assertThat(worker.text()).contains("60 records of 3 captures written");
        }
        assertComplete();
    }

    private void kill(int workers, int rounds, int captures) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        prepare(captures);
        for (int round = 0; round < rounds; round++) {
            List<FlowjayProcess> running = new ArrayList<>();
            try {
                for (int i = 0; i < workers; i++) {
                    running.add(start("700ms"));
                }
                // Its work has begun.
                long before = files();
                long more = 1L + random.nextInt(6);
                await().atMost(LIMIT)
                        .pollInterval(Duration.ofMillis(1L + random.nextInt(20)))
                        .until(() -> files() >= before + more || isDone());
                running.get(0).kill();
                assertVisible();
            } finally {
                running.forEach(FlowjayProcess::close);
            }
            assertVisible();
        }
        try (FlowjayProcess worker = start("700ms")) {
            await().atMost(LIMIT).until(this::isDone);
            assertThat(worker.text()).doesNotContain("Kafka");
        }
        assertComplete();
    }

    private void assertComplete() throws IOException {
        Set<String> all = new HashSet<>();
        expected.values().forEach(all::addAll);
        assertThat(assertVisible()).isEqualTo(all);
        assertThat(names(inbox.resolve(".done"))).hasSize(expected.size() - 1);
        assertThat(names(inbox.resolve(".failed"))).contains(DAMAGED).hasSize(2);
        try (Stream<Path> left = Files.list(out.resolve(".flowjay/partial"))) {
            assertThat(left).isEmpty();
        }
    }

    /** Captures, and one that is cut. */
    private void prepare(int captures) throws IOException {
        inbox = Files.createDirectory(directory.resolve("captures"));
        out = directory.resolve("files");
        for (int i = 0; i < captures; i++) {
            drop("c" + i + ".pcap", Traffic.flows(FLOWS, i), FLOWS);
        }
        byte[] whole = Traffic.flows(FLOWS, captures);
        drop(DAMAGED, Arrays.copyOf(whole, whole.length - 3), FLOWS - 1);
    }

    private void drop(String name, byte[] content, int records) throws IOException {
        Path file = Files.write(directory.resolve(name), content);
        Path extracted = directory.resolve("expected.ndjson");
        Extraction extraction = Extraction.of(Settings.DEFAULT);
        try (RecordOutput<?> output =
                RecordDestination.of(extracted, Settings.DEFAULT).open(extraction.columns())) {
            try {
                extraction.write(CaptureFile.open(file), output);
            } catch (CaptureException e) {
                assertThat(name).isEqualTo(DAMAGED);
            }
            output.commit();
        }
        expected.put(name, Files.readAllLines(extracted));
        assertThat(expected.get(name)).hasSize(records);
        Files.move(file, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private FlowjayProcess start(String interval) throws IOException {
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
                        "--files-roll-interval",
                        interval,
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
        return names(inbox).isEmpty();
    }

    private static List<String> names(Path directory) throws IOException {
        return WorkersOnOneInbox.names(directory);
    }

    /** How many files there are, of whatever kind. */
    private long files() {
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

    /** Checks what is visible, and returns its lines. */
    private Set<String> assertVisible() throws IOException {
        // Captures that arrive there meanwhile may have files that arrive meanwhile.
        Path done = inbox.resolve(".done");
        List<String> delivered = Files.exists(done) ? names(done) : List.of();
        Set<String> lines = new HashSet<>();
        if (Files.exists(out)) {
            for (String name : names(out)) {
                byte[] content = Files.readAllBytes(out.resolve(name));
                assertThat(content[content.length - 1]).as(name).isEqualTo((byte) '\n');
                for (String line : Files.readAllLines(out.resolve(name))) {
                    assertThat(lines.add(line)).as("%s: twice: %s", name, line).isTrue();
                }
            }
        }
        for (String capture : delivered) {
            assertThat(lines).as(capture).containsAll(expected.get(capture));
        }
        return lines;
    }
}
