package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.testing.Sample;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code flowjay extract --kafka} with a real broker: it ends with 0 when every record is acknowledged, otherwise it says what to do. */
@ExtendWith(TestBroker.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExtractKafkaTest {
    private static final int FLOWS = 50;
    /** Records of one packet have some 1,000 bytes with these features, the long one more than 30,000. */
    private static final List<String> SEQUENCES = List.of(
            "--features",
            "flow_meta,timing",
            "--include-raw-sequences",
            "--max-sequence-length",
            "3000",
            "--compression=none");

    private static final int RECORD_LIMIT = 10_000;

    @TempDir
    Path directory;

    private final String topic = "extract-" + UUID.randomUUID();
    private Path sample;

    @BeforeEach
    void copySample() throws IOException {
        sample = Files.write(directory.resolve("sample.pcapng"), Sample.bytes());
    }

    private Cli extract(List<?> captures, String brokers, String... options) {
        List<Object> arguments = new ArrayList<>(List.of("extract"));
        arguments.addAll(captures);
        arguments.addAll(List.of("--kafka", brokers, "--topic", topic));
        arguments.addAll(List.of(options));
        return Cli.run(arguments.toArray());
    }

    @Test
    @DisplayName("a missing topic is made, and several captures go there in order")
    void severalCaptures() {
        Cli cli = extract(List.of(sample, sample), TestBroker.brokers(), "--batch-size=10");
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.err()).contains("flows     " + 2 * Sample.FLOWS);
        List<ConsumerRecord<byte[], byte[]>> records = Topics.read(TestBroker.brokers(), topic);
        assertThat(records).hasSize(2 * Sample.FLOWS);
        assertThat(cli.out()).isEmpty();
    }

    @Test
    @DisplayName("the records of a damaged capture before the damage arrive, and the exit code is 1")
    void aDamagedCapture() throws IOException {
        byte[] bytes = Traffic.flows(FLOWS, 1);
        Path damaged = Files.write(directory.resolve("damaged.pcap"), Arrays.copyOf(bytes, bytes.length - 3));
        Cli cli = extract(List.of(damaged, sample), TestBroker.brokers());
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err()).contains("damaged.pcap");
        assertThat(Topics.read(TestBroker.brokers(), topic)).hasSize(FLOWS - 1 + Sample.FLOWS);
    }

    static Stream<Arguments> failures() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String away = "127.0.0.1:" + free;
        return Stream.of(
                argumentSet(
                        "broker away",
                        away,
                        List.of(),
                        "topic TOPIC at " + away + ": no record is written: " + away
                                + ": connection refused; check that the broker runs"),
                argumentSet(
                        "a broker whose name does not resolve",
                        "broker.invalid:9092",
                        List.of(),
                        "topic TOPIC at broker.invalid:9092: no record is written: broker.invalid:9092: the name does not"
                                + " resolve; check the name"),
                argumentSet(
                        "topic missing, not to be made",
                        "BROKER",
                        List.of("--no-create-topics"),
                        "topic TOPIC at BROKER: no record is written: topic TOPIC (records): does not exist; make it, or"
                                + " set flowjay.create-topics to true"),
                argumentSet(
                        "settings that Kafka's client refuses",
                        "BROKER",
                        List.of("--delivery-timeout-ms=4000"),
                        "topic TOPIC at BROKER: no record is written: Kafka's client refuses its settings, which are"
                                + " FlowJay's and those of --config: delivery.timeout.ms should be equal to or larger than"
                                + " linger.ms + request.timeout.ms"),
                argumentSet(
                        "schema registry away",
                        "BROKER",
                        List.of("--format=avro", "--schema-registry=http://" + away),
                        "topic TOPIC at BROKER: no record is written: schema registry http://" + away
                                + ", subject TOPIC-value: connection refused; check that it runs, and its URL"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatKeepsEveryRecordFromItsTopic(String brokers, List<String> options, String message) {
        Cli cli = extract(
                List.of(sample), brokers.replace("BROKER", TestBroker.brokers()), options.toArray(String[]::new));
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err())
                .startsWith("flowjay: " + message.replace("TOPIC", topic).replace("BROKER", TestBroker.brokers()));
        assertThat(cli.err().lines()).hasSize(1);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                argumentSet("JSON, by the broker", List.of(), true),
                argumentSet("exactly once, by the broker", List.of("--delivery=exactly-once"), true),
                argumentSet("JSON, by the client", List.of("--max-request-size=10000"), false),
                argumentSet("Avro, by the broker", List.of("--format=avro"), true));
    }

    @ParameterizedTest
    @MethodSource("refused")
    @DisplayName("a refused record is a dead letter, the others arrive, and the exit code is 1")
    void aRefusedRecord(List<String> options, boolean inTopic) throws Exception {
        Path captures = directory.resolve("captures");
        Topics.create(TestBroker.brokers(), topic, 1, Map.of("max.message.bytes", String.valueOf(RECORD_LIMIT)));
        List<String> all = new ArrayList<>(SEQUENCES);
        all.addAll(options);
        Path capture = Files.write(directory.resolve("a.pcap"), Traffic.udpWithOneLong(FLOWS, 20, 3000));
        Map<String, String> environment = Map.of("FLOWJAY_CAPTURES", captures.toString());
        List<String> arguments = new ArrayList<>(List.of("extract", "--quiet", capture.toString()));
        arguments.addAll(List.of("--kafka", TestBroker.brokers(), "--topic", topic));
        arguments.addAll(all);
        try (FlowjayProcess extract = FlowjayProcess.onTerminal(directory, environment, arguments)) {
            assertThat(extract.await()).as(extract.text()).isEqualTo(1);
            String place = inTopic
                    ? "topic " + topic + ".dlq"
                    : captures.resolve(".dead").toString();
            assertThat(extract.text())
                    .contains("flowjay: topic " + topic + " at " + TestBroker.brokers()
                            + " refuses 1 record, and has 49 records; dead letters are in " + place
                            + "; let the topic take them, then send them again with 'flowjay replay'");
        }
        assertThat(Topics.read(TestBroker.brokers(), topic)).hasSize(FLOWS - 1);
        Topics.limit(TestBroker.brokers(), topic, 1_048_576);
        Cli replay = Cli.run("replay", "--brokers", TestBroker.brokers(), "--topic", topic, "--captures", captures);
        assertThat(replay).isEqualTo(new Cli(0, "Sent again: 1, refused again: 0\n", ""));
        assertThat(Topics.read(TestBroker.brokers(), topic)).hasSize(FLOWS);
    }

    private Cli exactlyOnce(Path capture, String... options) {
        List<String> all = new ArrayList<>(List.of("--delivery=exactly-once", "--ledger-topic=" + topic + "-ledger"));
        all.addAll(List.of(options));
        return extract(List.of(capture), TestBroker.brokers(), all.toArray(String[]::new));
    }

    @Test
    void aCaptureThatIsPublishedIsNotSentAgainUnderWhateverName() throws IOException {
        assertThat(exactlyOnce(sample).exitCode()).isZero();
        Path copy = Files.copy(sample, directory.resolve("copy.pcapng"));
        Cli again = exactlyOnce(copy);
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.err())
                .contains("flowjay: " + copy + ": its records are there already, so they are not sent again");
        assertThat(Topics.read(TestBroker.brokers(), topic)).hasSize(Sample.FLOWS);
        assertThat(exactlyOnce(copy, "--duplicates=process").exitCode()).isZero();
        List<ConsumerRecord<byte[], byte[]>> twice = Topics.read(TestBroker.brokers(), topic);
        assertThat(twice).hasSize(2 * Sample.FLOWS);
        assertThat(twice.stream()
                        .map(record -> Topics.text(
                                record.headers().lastHeader("flowjay-delivery").value()))
                        .distinct())
                .hasSize(2);
    }

    @Test
    void aDamagedCaptureIsNotPublishedForGood() throws IOException {
        byte[] bytes = Traffic.flows(FLOWS, 1);
        Path growing = Files.write(directory.resolve("damaged.pcap"), Arrays.copyOf(bytes, bytes.length - 3));
        for (int attempt = 0; attempt < 2; attempt++) {
            Cli cli = exactlyOnce(growing);
            assertThat(cli.exitCode()).isEqualTo(1);
            assertThat(cli.err()).contains("damaged.pcap").doesNotContain("there already");
            assertThat(Topics.read(TestBroker.brokers(), topic)).hasSize(FLOWS - 1);
        }
    }

    @Test
    void aStreamCannotBeDeliveredExactlyOnce() throws Exception {
        try (FlowjayProcess extract = FlowjayProcess.piped(
                directory,
                List.of(
                        "extract",
                        "/dev/stdin",
                        "--kafka",
                        TestBroker.brokers(),
                        "--topic",
                        topic,
                        "--delivery=exactly-once"))) {
            extract.in().write(Traffic.flows(3, 1));
            extract.in().close();
            assertThat(extract.await()).isEqualTo(1);
            assertThat(extract.text()).contains("delivery exactly once needs a capture that is a file");
        }
    }

    @Tag("kill")
    @ParameterizedTest
    @ValueSource(strings = {"goes on with the same settings", "begins again with others", "fails with others"})
    void aCommandThatIsKilledAndRunAgain(String then) throws Exception {
        int flows = 200;
        Path capture = Files.write(directory.resolve("a.pcap"), Traffic.flows(flows, 1));
        Topics.create(TestBroker.brokers(), topic, 2);
        try (FlowjayProcess killed = FlowjayProcess.piped(
                        directory,
                        List.of(
                                "extract",
                                capture.toString(),
                                "--batch-size=1",
                                // So long may the next run wait for the transaction that was open.
                                "--transaction-timeout=5s",
                                "--kafka=" + TestBroker.brokers(),
                                "--topic=" + topic,
                                "--delivery=exactly-once",
                                "--ledger-topic=" + topic + "-ledger"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.brokers()))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> Topics.sent(admin, topic) > 30);
            killed.kill();
        }
        int before = Topics.read(TestBroker.brokers(), topic).size();
        assertThat(before).isBetween(5, flows - 1);
        Cli again =
                switch (then) {
                    case "goes on with the same settings" -> exactlyOnce(capture);
                    case "begins again with others" -> exactlyOnce(capture, "--idle-timeout=59s");
                    default -> exactlyOnce(capture, "--idle-timeout=59s", "--on-changed-settings=fail");
                };
        List<String> ids = Topics.recordIds(TestBroker.brokers(), topic);
        if (then.startsWith("fails")) {
            assertThat(again.exitCode()).isEqualTo(1);
            assertThat(again.err()).contains("records that are published were made with settings");
            assertThat(ids).hasSize(before);
        } else {
            assertThat(again.exitCode()).as(again.err()).isZero();
            assertThat(ids).hasSize(then.startsWith("goes") ? flows : before + flows);
            assertThat(Set.copyOf(ids)).hasSize(flows);
        }
    }

    static Stream<Arguments> wrongUsage() {
        return Stream.of(
                argumentSet("Parquet", "--format=parquet", "cannot be used with the sink kafka; valid: "),
                argumentSet("an unknown format", "--format=afro", "is unknown; did you mean avro?"),
                argumentSet("a key that records lack", "--key-field=nothing", "is not a record field"),
                argumentSet("a file too", "--output=flows.csv", "mutually exclusive"),
                argumentSet(
                        "a stream, exactly once",
                        "--delivery=exactly-once -",
                        "--delivery exactly-once needs captures that are files"),
                argumentSet("sparse CSV", "--format=csv --sparse", "cannot be used with csv"));
    }

    @ParameterizedTest
    @MethodSource("wrongUsage")
    void wrongUsageIsSaidBeforeAnythingIsConnected(String options, String message) {
        Cli cli = extract(List.of(sample), "127.0.0.1:1", options.split(" "));
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--topic=flows", "--delivery=exactly-once", "--schema-registry=http://localhost:8081"})
    void optionsForKafkaNeedIt(String option) {
        Cli cli = Cli.run("extract", sample, option);
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains(option.substring(0, option.indexOf('=')) + " is for --kafka, which is missing");
    }

    @Test
    void aConfigurationOfTheClientIsForKafkaOnly() {
        Cli cli = Cli.run("extract", sample, "--config", sample);
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("--config is for --kafka, which is missing");
    }
}
