package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.cli.broker.EmbeddedBroker;
import io.flowjay.testing.Sample;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outages as {@code flowjay run} meets them, in a process of its own: what it logs, and how it ends. */
@Tag("kill")
@ExtendWith(TestBroker.class)
class OutageProcessTest {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int GRACE_SECONDS = 45;
    private static final Pattern LINE = Pattern.compile("(?m)^[\\d:.T+Z -]*(WARN|ERROR|INFO) .*$");

    private final String topic = "outage-" + UUID.randomUUID();

    @TempDir
    Path directory;

    private Path captures;

    @BeforeEach
    void makeInbox() throws IOException {
        captures = Files.createDirectories(directory.resolve("captures"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void nameThatStopsResolving(String delivery) throws Exception {
        Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 kafka.test\n");
        String brokers = TestBroker.brokers().replace("127.0.0.1", "kafka.test");
        Map<String, String> environment = Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Djdk.net.hosts.file=" + hosts + " -Dsun.net.inetaddr.ttl=0 -Dsun.net.inetaddr.negative.ttl=0");
        try (FlowjayProcess flowjay = start(environment, brokers, "--delivery", delivery)) {
            drop("a.pcapng", Sample.bytes());
            awaitFile(flowjay, ".done/a.pcapng");
            Files.writeString(hosts, "127.0.0.1 other.test\n");
            drop("b.pcap", Traffic.flows(50, 1));
            if (delivery.equals("at-least-once")) {
                // Its connections are open.
                awaitFile(flowjay, ".done/b.pcap");
            } else {
                awaitText(flowjay, brokers + ": the name does not resolve");
                assertThat(captures.resolve("b.pcap")).exists();
            }
            assertThat(captures.resolve(".failed")).doesNotExist();
            Files.writeString(hosts, "127.0.0.1 kafka.test\n");
            awaitFile(flowjay, ".done/b.pcap");
            drop("c.pcap", Traffic.flows(50, 2));
            awaitFile(flowjay, ".done/c.pcap");
            assertThat(Topics.recordIds(TestBroker.brokers(), topic).stream().distinct())
                    .hasSize(Sample.FLOWS + 100);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere.invalid:9092", "127.0.0.1:1"})
    void anOutageHasOneLineWhateverAsksForHealth(String brokers) throws Exception {
        try (FlowjayProcess flowjay =
                start(Map.of(), brokers, "--http-port", "0", "-p", "camel.component.kafka.max-block-ms=2000")) {
            drop("a.pcapng", Sample.bytes());
            awaitText(flowjay, "Records cannot be delivered", "Page:");
            Matcher page = Pattern.compile("Page: +(http://\\S+/)").matcher(flowjay.text());
            assertThat(page.find()).isTrue();
            HttpClient client = HttpClient.newHttpClient();
            URI ready = URI.create(page.group(1)).resolve("/observe/health/ready");
            for (int i = 0; i < 300; i++) {
                String body = client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString())
                        .body();
                assertThat(body).contains(brokers + ": ");
            }
            List<String> lines = LINE.matcher(flowjay.text())
                    .results()
                    .map(java.util.regex.MatchResult::group)
                    .toList();
            assertThat(lines).as(flowjay.text()).hasSizeLessThanOrEqualTo(2);
            assertThat(captures.resolve("a.pcapng")).exists();
            flowjay.terminate();
            flowjay.await(GRACE_SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void sigtermDuringAnOutageEndsInTime(String delivery) throws Exception {
        try (FlowjayProcess flowjay = start(Map.of(), "127.0.0.1:1", "--delivery", delivery)) {
            drop("a.pcapng", Sample.bytes());
            // The first attempt waits for max.block.ms, a minute.
            awaitText(flowjay, "Watching:");
            await().atMost(LIMIT)
                    .until(() -> flowjay.text().contains("Records cannot be delivered")
                            || Files.exists(captures.resolve(".flowjay.lock")));
            flowjay.terminate();
            assertThat(flowjay.await(GRACE_SECONDS)).as(flowjay.text()).isIn(75, 143);
            assertThat(captures.resolve("a.pcapng")).exists();
            assertThat(captures.resolve(".failed")).doesNotExist();
        }
    }

    @Test
    void sigtermWhileDeadLettersCannotBeSentEndsInTime() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(Files.createDirectory(directory.resolve("broker")), 0);
        // The client refuses one record of the second capture by itself; its dead letter then waits for the brokers.
        try (FlowjayProcess flowjay = start(
                Map.of(),
                broker.bootstrapServers(),
                "--compression",
                "none",
                "--max-request-size",
                "10000",
                "--include-raw-sequences",
                "--max-sequence-length",
                "3000",
                "--features",
                "flow_meta,timing",
                "-p",
                "camel.component.kafka.max-block-ms=10000")) {
            drop("a.pcap", Traffic.flows(20, 1));
            awaitFile(flowjay, ".done/a.pcap");
            broker.close();
            drop("b.pcap", Traffic.udpWithOneLong(50, 0, 3000));
            awaitText(flowjay, "Records cannot be delivered");
            flowjay.terminate();
            assertThat(flowjay.await(GRACE_SECONDS)).as(flowjay.text()).isEqualTo(75);
            assertThat(captures.resolve("b.pcap")).exists();
            assertThat(captures.resolve(".dead")).doesNotExist();
        } finally {
            broker.close();
        }
    }

    @Test
    void theTopicIsNotMadeByWhoeverShowsTheRecords() throws Exception {
        try (FlowjayProcess flowjay = startShowing(TestBroker.brokers(), "--no-create-topics")) {
            drop("a.pcapng", Sample.bytes());
            awaitText(flowjay, "topic " + topic + " (records): does not exist; make it");
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.brokers()))) {
                assertThat(admin.listTopics().names().get()).doesNotContain(topic);
            }
            Topics.create(TestBroker.brokers(), topic, 1);
            awaitFile(flowjay, ".done/a.pcapng");
        }
    }

    private FlowjayProcess start(Map<String, String> environment, String brokers, String... options)
            throws IOException {
        return run(
                environment,
                brokers,
                Stream.concat(Stream.of("--no-show"), Stream.of(options)).toList());
    }

    private FlowjayProcess startShowing(String brokers, String... options) throws IOException {
        return run(Map.of(), brokers, List.of(options));
    }

    private FlowjayProcess run(Map<String, String> environment, String brokers, List<String> options)
            throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("run", "--routes", Path.of("routes").toAbsolutePath().toString()));
        arguments.addAll(List.of("--captures", captures.toString(), "--brokers", brokers, "--topic", topic));
        arguments.addAll(List.of("--quiet-time", "1ms", "--longest-wait", "2s", "--groups", "flow_meta"));
        arguments.addAll(List.of("-p", "flowjay.ledger-topic=" + topic + "-ledger"));
        if (!options.contains("--http-port")) {
            arguments.addAll(List.of("--http-port", "-1"));
        }
        arguments.addAll(options);
        return FlowjayProcess.onTerminal(directory, environment, arguments);
    }

    private void drop(String name, byte[] content) throws IOException {
        Path partial = Files.write(captures.resolve(".partial-" + name), content);
        Files.move(partial, captures.resolve(name));
    }

    private void awaitFile(FlowjayProcess flowjay, String name) {
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(captures.resolve(name)).as(flowjay.text()).exists());
    }

    private static void awaitText(FlowjayProcess flowjay, String... parts) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(flowjay.text()).contains(parts));
    }
}
