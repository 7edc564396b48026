package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Workers that end without notice in the middle of a capture. */
@Tag("kill")
@ExtendWith(TestBroker.class)
class DeadlyCaptureTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int FLOWS = 60_000;
    private static final int BATCH = 20;

    @TempDir
    Path directory;

    private Path inbox;

    private FlowjayProcess start(String brokers, String... options) throws IOException {
        return start(BATCH, brokers, options);
    }

    private FlowjayProcess start(int batchSize, String brokers, String... options) throws IOException {
        inbox = Files.createDirectories(directory.resolve("captures"));
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--routes",
                Path.of("routes").toAbsolutePath().toString(),
                "--captures",
                inbox.toString(),
                "--brokers",
                brokers,
                "--topic",
                "deadly-" + UUID.randomUUID(),
                "--quiet-time",
                "1ms",
                "--batch-size",
                String.valueOf(batchSize),
                "--http-port",
                "-1",
                "--no-show"));
        arguments.addAll(List.of(options));
        return FlowjayProcess.onTerminal(directory, Map.of(), arguments);
    }

    private void drop(String name, byte[] content) throws IOException {
        Files.move(Files.write(directory.resolve(name), content), inbox.resolve(name));
    }

    private List<Path> notes() {
        Path notes = inbox.resolve(".flowjay");
        if (!Files.isDirectory(notes)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(notes)) {
            return files.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCaptureThatEndsTwoWorkersGoesToFailedAndTheInboxGoesOn() throws Exception {
        inbox = Files.createDirectories(directory.resolve("captures"));
        drop("deadly.pcap", Traffic.flows(FLOWS, 1));
        for (int death = 1; death <= 2; death++) {
            int workers = death;
            try (FlowjayProcess worker = start(TestBroker.brokers())) {
                await().atMost(LIMIT)
                        .pollInterval(Duration.ofMillis(10))
                        .failFast(() ->
                                assertThat(worker.isAlive()).as(worker.text()).isTrue())
                        .until(() -> begun() == workers);
                worker.kill();
            }
            assertThat(inbox.resolve("deadly.pcap")).exists();
        }
        drop("good.pcap", Traffic.flows(30, 2));
        try (FlowjayProcess worker = start(TestBroker.brokers())) {
            await().atMost(LIMIT)
                    .failFast(
                            () -> assertThat(worker.isAlive()).as(worker.text()).isTrue())
                    .until(() -> Files.exists(inbox.resolve(".done/good.pcap")));
        }
        JsonNode report =
                JSON.readTree(inbox.resolve(".failed/deadly.pcap.error.json").toFile());
        assertThat(report.get("reason").textValue()).isEqualTo("it ended its worker 2 times (flowjay.max-deaths=2)");
        assertThat(inbox.resolve(".failed/deadly.pcap")).exists();
        assertThat(notes()).isEmpty();
    }

    @Test
    void aRegularStopDoesNotCount() throws Exception {
        inbox = Files.createDirectories(directory.resolve("captures"));
        drop("a.pcap", Traffic.flows(30, 1));
        try (FlowjayProcess worker = start("127.0.0.1:1", "-p", "camel.component.kafka.max-block-ms=200")) {
            await().atMost(LIMIT)
                    .failFast(
                            () -> assertThat(worker.isAlive()).as(worker.text()).isTrue())
                    .until(() -> begun() == 1);
            worker.terminate();
            assertThat(worker.await()).as(worker.text()).isEqualTo(75);
        }
        assertThat(inbox.resolve("a.pcap")).exists();
        assertThat(notes()).isEmpty();
    }

    @Test
    void anErrorThatAProcessCannotSurviveEndsItWithACodeOfItsOwn() throws Exception {
        inbox = Files.createDirectories(directory.resolve("captures"));
        // In one batch, several times what the heap of the worker holds.
        drop("a.pcap", Traffic.flows(4 * FLOWS, 1));
        try (FlowjayProcess worker = start(4 * FLOWS, TestBroker.brokers())) {
            int code = worker.await(240);
            assertThat(code).as(worker.text()).isEqualTo(70);
        }
        assertThat(inbox.resolve("a.pcap")).exists();
        assertThat(begun()).isEqualTo(1);
    }

    /** What the note beside the capture says; 0 without one. */
    private int begun() {
        try {
            List<Path> notes = notes();
            return notes.isEmpty()
                    ? 0
                    : JSON.readTree(notes.get(0).toFile()).path("begun").asInt();
        } catch (IOException e) {
            // It is being written.
            return 0;
        }
    }
}
