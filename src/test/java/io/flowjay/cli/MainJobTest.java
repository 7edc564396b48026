package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.cli.broker.EmbeddedBroker;
import io.flowjay.testing.Sample;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** {@code flowjay run}, in a process of its own. */
class MainJobTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int END_SECONDS = 30;
    private static final Pattern RECORD =
            Pattern.compile("(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  (TCP|UDP|ICMP|ICMPv6|SCTP) .*$");

    private static final byte[] FIVE_FLOWS = Traffic.udp(5, Duration.ofMinutes(2));

    @TempDir
    Path directory;

    private Path work;
    private Path captures;

    @BeforeEach
    void makeDirectories() throws IOException {
        work = Files.createDirectory(directory.resolve("work"));
        captures = work.resolve("captures");
    }

    @Test
    void aBrokerTheSampleAndWhatIsDroppedLater() throws Exception {
        try (FlowjayProcess flowjay = start("--port", "0")) {
            awaitText(flowjay, "Watching:      captures/");
            awaitRecords(flowjay, Sample.FLOWS);
            await().atMost(LIMIT).until(() -> Files.exists(captures.resolve(".done/sample.pcapng")));
            assertThat(flowjay.text())
                    .contains("TIME (UTC)", "[2001:db8:10::20]:53318", "sample.pcapng: 38 records of 357 packets");

            drop("later.pcap", FIVE_FLOWS);
            awaitRecords(flowjay, Sample.FLOWS + 5);
            await().atMost(LIMIT).until(() -> Files.exists(captures.resolve(".done/later.pcap")));

            List<ConsumerRecord<byte[], byte[]>> records = Topics.read(broker(flowjay), "flow-features");
            assertThat(records).hasSize(Sample.FLOWS + 5).allSatisfy(record -> {
                JsonNode json = JSON.readTree(record.value());
                assertThat(Topics.text(record.key()))
                        .isEqualTo(json.get("flow_id").asText());
            });
            assertEnds(flowjay);
        }
        try (FlowjayProcess flowjay = start("--port", "0")) {
            awaitRecords(flowjay, Sample.FLOWS);
            assertThat(Topics.read(broker(flowjay), "flow-features")).hasSize(2 * Sample.FLOWS + 5);
            assertThat(captures.resolve(".done").toFile().list()).hasSize(3);
            assertEnds(flowjay);
        }
    }

    @Test
    void ofOnesOwnDirectoryToOnesOwnBroker() throws Exception {
        captures = work.resolve("my caps, 100%+x&y=z");
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"), 0);
                FlowjayProcess flowjay = start(
                        Map.of("FLOWJAY_TOPIC", "not-this-one", "FLOWJAY_ANONYMIZATION_KEY", "secret"),
                        "--captures",
                        captures.getFileName().toString(),
                        "--brokers",
                        broker.bootstrapServers(),
                        "--topic",
                        "mine",
                        "--key-field",
                        "dst_port",
                        "--preset",
                        "high-durability",
                        "--acks",
                        "1",
                        "--anonymize-ips",
                        "--idle-timeout",
                        "3m")) {
            awaitText(flowjay, "Watching:      my caps, 100%+x&y=z/", "topic mine on " + broker.bootstrapServers());
            byte[] four = Traffic.udp(4, Duration.ofMinutes(2));
            drop("bad.pcap", Arrays.copyOf(four, four.length - 1));
            drop("good.pcap", FIVE_FLOWS);
            awaitRecords(flowjay, 2);
            await().atMost(LIMIT).until(() -> Files.exists(captures.resolve(".done/good.pcap")));
            await().atMost(LIMIT).until(() -> Files.exists(captures.resolve(".failed/bad.pcap")));

            JsonNode report = JSON.readTree(
                    captures.resolve(".failed/bad.pcap.error.json").toFile());
            assertThat(report.get("reason").asText()).contains("is cut: 41 of 42 bytes");
            assertThat(flowjay.text().lines().filter(line -> line.contains("bad.pcap")))
                    .singleElement()
                    .asString()
                    .contains("WARN", "is cut: 41 of 42 bytes", ".failed/bad.pcap");
            assertThat(flowjay.text()).doesNotContain("Starting a Kafka broker", "Sample:", "\tat ", "secret");

            List<ConsumerRecord<byte[], byte[]>> records = Topics.read(broker.bootstrapServers(), "mine");
            assertThat(records).hasSize(2).allSatisfy(record -> {
                assertThat(Topics.text(record.key())).isEqualTo("53");
                assertThat(JSON.readTree(record.value()).get("src_ip").asText()).doesNotContain("192.0.2.");
            });
            assertEnds(flowjay);
        }
        assertThat(work.resolve(".flowjay")).doesNotExist();
    }

    @Test
    void brokersThatDoNotAnswerKeepNothingFromStartingAndEnding() throws Exception {
        try (FlowjayProcess flowjay = start("--brokers", "127.0.0.1:1")) {
            awaitText(flowjay, "WARN  Topic flow-features on 127.0.0.1:1 cannot be read yet", "Watching:");
            assertEnds(flowjay);
            assertThat(flowjay.text()).doesNotContain("\tat ", "Exception");
        }
    }

    @Test
    void withoutRoutesItSaysWhereTheyShouldBe() throws Exception {
        try (FlowjayProcess flowjay = FlowjayProcess.onTerminal(work, Map.of(), List.of("run"))) {
            assertThat(flowjay.await()).isEqualTo(1);
            assertThat(flowjay.text())
                    .isEqualTo("flowjay: no routes in " + work.toRealPath().resolve("routes")
                            + ": there is no application.properties; see --routes\n");
        }
    }

    @Test
    void aFileInTheDirectorysPlaceIsAnError() throws IOException {
        Files.createFile(captures);
        assertThat(Cli.run("run", "--routes", "routes", "--brokers", "127.0.0.1:1", "--captures", captures))
                .isEqualTo(new Cli(1, "", "flowjay: " + captures + ": is not a directory\n"));
    }

    static final List<Arguments> SHOWN =
            List.of(argumentSet("by default", List.of(), true), argumentSet("--no-show", List.of("--no-show"), false));

    /** {@code StartScriptTest} has how the start script sees a terminal. */
    @ParameterizedTest
    @FieldSource("SHOWN")
    void onATerminalRecordsAreShown(List<String> options, boolean shown) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--port", "0"));
        arguments.addAll(options);
        try (FlowjayProcess flowjay = run(Map.of("JAVA_TOOL_OPTIONS", "-Dflowjay.stdout.terminal=true"), arguments)) {
            awaitText(flowjay, "sample.pcapng: 38 records of 357 packets");
            await().atMost(LIMIT).until(() -> Files.exists(captures.resolve(".done/sample.pcapng")));
            if (shown) {
                awaitRecords(flowjay, Sample.FLOWS);
            }
            assertEnds(flowjay);
            assertThat(RECORD.matcher(flowjay.text()).results()).hasSize(shown ? Sample.FLOWS : 0);
            assertThat(flowjay.text().contains("TIME (UTC)")).isEqualTo(shown);
        }
    }

    @Test
    void withoutATerminalACaptureIsOneLineOfTheLogWithItsDate() throws Exception {
        try (FlowjayProcess flowjay = run(Map.of(), List.of("--port", "0"))) {
            awaitText(flowjay, "sample.pcapng: 38 records of 357 packets");
            await().atMost(LIMIT).until(() -> Files.exists(captures.resolve(".done/sample.pcapng")));
            assertThat(flowjay.text().lines().filter(line -> line.contains("sample.pcapng: ")))
                    .singleElement()
                    .asString()
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) INFO  sample.*");
            assertThat(flowjay.text()).doesNotContain("TIME (UTC)").doesNotContainPattern(RECORD);
            assertEnds(flowjay);
        }
    }

    @Test
    void whatDoesNotWatchItsDirectorySaysSo() throws Exception {
        try (FlowjayProcess flowjay = run(Map.of(), List.of("--watch=false", "--files", "flows"))) {
            awaitText(
                    flowjay,
                    "Not watching:  captures/ (flowjay.watch=false); records go to files in flows/. Ctrl-C ends it.");
            assertThat(flowjay.text()).doesNotContain("Watching:", "Kafka");
            assertEnds(flowjay);
        }
    }

    @Test
    void whatWatchesADirectoryForFilesSaysSo() throws Exception {
        try (FlowjayProcess flowjay = run(Map.of(), List.of("--files", "flows"))) {
            awaitText(
                    flowjay,
                    "Watching:      captures/ for captures; their records go to files in flows/. Ctrl-C ends it.");
            assertThat(flowjay.text()).doesNotContain("Not watching:", "Kafka");
            assertEnds(flowjay);
        }
    }

    @Test
    void whenItsBrokerEndsTheCaptureInProgressIsNotAtFault() throws Exception {
        Path data = work.resolve("kafka");
        try (FlowjayProcess flowjay =
                run(Map.of(), List.of("--captures", "captures", "--broker-dir", "kafka", "--port", "0"))) {
            awaitText(flowjay, "Watching:      captures/");
            // The broker cannot make the topic's directory, and ends the process.
            Files.move(data, work.resolve("elsewhere"));
            Files.createFile(data);
            drop("a.pcap", FIVE_FLOWS);
            assertThat(flowjay.await()).as(flowjay.text()).isEqualTo(74);
            assertThat(flowjay.text()).contains("its directory " + data.toRealPath() + " cannot be used: ");
        }
        assertThat(captures.resolve("a.pcap")).hasBinaryContent(FIVE_FLOWS);
        assertThat(captures.resolve(".flowjay"))
                .as("where the deaths are counted")
                .isEmptyDirectory();
    }

    private FlowjayProcess start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    private FlowjayProcess start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("--show"));
        all.addAll(List.of(arguments));
        return run(environment, all);
    }

    private FlowjayProcess run(Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(
                List.of("run", "--routes", Path.of("routes").toAbsolutePath().toString()));
        all.addAll(List.of("--quiet-time", "200ms"));
        all.addAll(arguments);
        return FlowjayProcess.onTerminal(work, environment, all);
    }

    /** A capture that is complete when it appears. */
    private void drop(String name, byte[] content) throws IOException {
        Path partial = Files.write(directory.resolve(name), content);
        Files.move(partial, captures.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void awaitText(FlowjayProcess flowjay, String... parts) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(flowjay.text()).contains(parts));
    }

    private static void awaitRecords(FlowjayProcess flowjay, int count) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(RECORD.matcher(flowjay.text()).results())
                        .as(flowjay.text())
                        .hasSize(count));
    }

    private static String broker(FlowjayProcess flowjay) {
        Matcher address =
                Pattern.compile("Kafka broker:  (127\\.0\\.0\\.1:\\d+)").matcher(flowjay.text());
        assertThat(address.find()).as(flowjay.text()).isTrue();
        return address.group(1);
    }

    private static void assertEnds(FlowjayProcess flowjay) throws InterruptedException {
        assertThat(flowjay.isAlive()).isTrue();
        flowjay.terminate();
        // 128 and the number of SIGTERM.
        assertThat(flowjay.await(END_SECONDS)).isEqualTo(143);
    }
}
