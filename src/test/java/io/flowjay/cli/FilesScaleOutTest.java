package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Captures that one process offers on a topic become files in others, each capture once, although one of them is killed. */
@Tag("sweep")
@ExtendWith(TestBroker.class)
class FilesScaleOutTest {
    private static final int CAPTURES = 40;
    private static final int FLOWS = 200;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    Path directory;

    private final List<FlowjayProcess> processes = new ArrayList<>();
    private final String offers = "offers-" + UUID.randomUUID();
    private Path inbox = Path.of("");
    private Path out = Path.of("");

    @Test
    void offeredCapturesAreWrittenOnceByWhicheverWorkerAndAlsoAfterAKill() throws Exception {
        inbox = Files.createDirectory(directory.resolve("captures"));
        out = directory.resolve("files");
        Topics.create(TestBroker.brokers(), offers, 6);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.brokers()))) {
            start("flowjay.offer=true");
            Deque<FlowjayProcess> workers =
                    new ArrayDeque<>(List.of(start("flowjay.take=true"), start("flowjay.take=true")));
            for (int i = 0; i < CAPTURES; i++) {
                Path file = Files.write(directory.resolve(i + ".pcap"), Traffic.flows(FLOWS, i));
                Files.move(file, inbox.resolve(i + ".pcap"), StandardCopyOption.ATOMIC_MOVE);
            }
            awaitDone(CAPTURES / 4);
            FlowjayProcess first = workers.remove();
            first.kill();
            start("flowjay.take=true");
            awaitDone(CAPTURES);
            assertThat(workers.remove().text()).as("the other worker took some").contains("records of");
            assertThat(first.text()).as("and so did the one that was killed").contains("records of");
            await().atMost(LIMIT).until(() -> Topics.committed(admin, offers) == Topics.sent(admin, offers));
        } finally {
            processes.forEach(FlowjayProcess::close);
        }
        assertThat(WorkersOnOneInbox.names(inbox.resolve(".done"))).hasSize(CAPTURES);
        assertThat(inbox.resolve(".failed")).doesNotExist();
        Set<String> captures = new TreeSet<>();
        Set<String> lines = new TreeSet<>();
        for (String name : WorkersOnOneInbox.names(out)) {
            assertThat(captures.add(name.substring(0, name.indexOf('-'))))
                    .as(name)
                    .isTrue();
            assertThat(Files.readAllLines(out.resolve(name))).hasSize(FLOWS).allMatch(lines::add);
        }
        assertThat(captures).hasSize(CAPTURES);
        assertThat(lines).hasSize(CAPTURES * FLOWS);
    }

    private void awaitDone(int count) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(
                        CAPTURES - WorkersOnOneInbox.names(inbox).size())
                .as(() -> processes.stream().map(FlowjayProcess::text).reduce("", String::concat))
                .isGreaterThanOrEqualTo(count));
    }

    private FlowjayProcess start(String role) throws IOException {
        FlowjayProcess process = FlowjayProcess.onTerminal(
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
                        "--brokers",
                        TestBroker.brokers(),
                        "--quiet-time",
                        "1ms",
                        "--poll-delay",
                        "50ms",
                        "--max-deaths",
                        "0",
                        "--http-port",
                        "-1",
                        "-p",
                        "flowjay.watch=false",
                        "-p",
                        role,
                        "-p",
                        "flowjay.offers-topic=" + offers,
                        "-p",
                        "flowjay.workers-group=" + offers,
                        "-p",
                        "flowjay.worker-timeout=6s"));
        processes.add(process);
        return process;
    }
}
