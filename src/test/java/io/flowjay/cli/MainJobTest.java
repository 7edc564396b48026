package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.testing.Sample;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The main job as a user starts it: a process of its own. */
@ExtendWith(TestBroker.class)
class MainJobTest {
    private static final String ROUTES = Path.of("routes").toAbsolutePath().toString();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void showsTheSampleAndThenWhateverIsDropped() throws Exception {
        Path captures = directory.resolve("captures");
        try (Child child = Child.start(directory, "run", "--port", "0", "--routes", ROUTES)) {
            child.awaitOut(out -> out.contains("Watching:") && rows(out) == Sample.FLOWS);
            assertThat(captures.resolve(".done/sample.pcapng")).exists();
            String brokers = child.out().replaceAll("(?s).*Kafka broker:  (127.0.0.1:\\d+).*", "$1");
            assertThat(Topics.read(brokers, "flow-features"))
                    .hasSize(Sample.FLOWS)
                    .allSatisfy(record -> assertThat(Topics.text(record.key())).matches("[0-9a-f]{32}"));

            Cli consumed = Cli.run("consume", "--brokers", brokers, "--from-beginning", "--max", "3");
            assertThat(consumed.out().lines())
                    .hasSize(3)
                    .allMatch(line -> line.matches("partition=\\d offset=\\d+ key=[0-9a-f]{32} \\{\"record_id\".*}"));

            byte[] whole = Sample.bytes();
            Files.write(captures.resolve("cut.pcapng"), Arrays.copyOf(whole, whole.length - 3));
            await().atMost(LIMIT).until(() -> Files.exists(captures.resolve(".failed/cut.pcapng.error.json")));
            await().atMost(LIMIT).until(() -> child.err().contains("cut.pcapng"));
            assertThat(child.err())
                    .containsPattern("WARN +\\S*cut.pcapng.*\\.failed")
                    .doesNotContain("\tat ");

            child.process.destroy();
            assertThat(child.exitCode()).isEqualTo(143);
        }
        try (Child again = Child.start(directory, "run", "--port", "0", "--routes", ROUTES)) {
            again.awaitOut(out -> rows(out) == Sample.FLOWS);
        }
    }

    @Test
    void usesTheUsersDirectoryClusterTopicAndKey() throws Exception {
        String topic = "run-" + UUID.randomUUID();
        Topics.create(TestBroker.brokers(), topic, 6);
        Path captures = Files.createDirectory(directory.resolve("spool"));
        Files.write(captures.resolve("a.pcapng"), Sample.bytes());
        try (Child child = Child.start(
                directory,
                "run",
                "--routes",
                ROUTES,
                "--captures",
                captures.toString(),
                "--brokers",
                TestBroker.brokers(),
                "--topic",
                topic,
                "--key-field",
                "src_ip",
                "--preset",
                "high-durability",
                "--no-show")) {
            await().atMost(LIMIT).until(() -> Files.exists(captures.resolve(".done/a.pcapng")));
            assertThat(child.out()).doesNotContain("Kafka broker:", "Sample:");
        }
        assertThat(directory.resolve(".flowjay")).doesNotExist();
        assertThat(Topics.read(TestBroker.brokers(), topic))
                .hasSize(Sample.FLOWS)
                .allSatisfy(record -> assertThat(Topics.text(record.value()))
                        .contains("\"src_ip\":\"" + Topics.text(record.key()) + "\""));
    }

    @Test
    void saysWhereItLookedForRoutes() throws Exception {
        try (Child child = Child.start(directory, "run")) {
            assertThat(child.exitCode()).isOne();
            assertThat(child.err())
                    .isEqualTo("flowjay: no routes in "
                            + directory.resolve("routes").toAbsolutePath()
                            + ": there is no application.properties; see --routes\n");
        }
    }

    private static long rows(String out) {
        return out.lines()
                .filter(line -> line.matches("[0-9:.]+ +(TCP|UDP|ICMP|ICMPv6|SCTP) .*"))
                .count();
    }
}
