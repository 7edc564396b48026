package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.cli.broker.SecureBroker;
import io.flowjay.kafka.BrokerDiagnosis;
import io.flowjay.kafka.TopicUse;
import io.flowjay.testing.Topics;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong between a client and a real broker, each by address and reason, for {@code doctor} and {@code consume} alike. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DoctorCommandTest {
    private static final String PASSWORD = "correct-horse-battery";

    @TempDir
    static Path brokerDirectory;

    @TempDir
    Path directory;

    private static SecureBroker broker;
    private static ServerSocket silent;

    private final String topic = "doctor-" + UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        broker = SecureBroker.start(brokerDirectory, PASSWORD, "staple-of-the-store");
        Topics.create(broker.plainServers(), "there", 1);
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
        silent.close();
    }

    /** Brokers, settings of the client, the check that fails, and what it says. */
    static List<Arguments> faults() {
        Map<String, String> right = broker.client(PASSWORD);
        String secure = broker.bootstrapServers();
        String plain = broker.plainServers();
        return List.of(
                argumentSet(
                        "a name that does not resolve",
                        "nowhere.invalid:9092",
                        Map.of(),
                        "name",
                        "nowhere.invalid:9092: the name does not resolve; check the name"),
                argumentSet("no broker", "127.0.0.1:1", Map.of(), "TCP", "127.0.0.1:1: connection refused; check that"),
                argumentSet(
                        "something else listens there",
                        "127.0.0.1:" + silent.getLocalPort(),
                        Map.of(),
                        "TCP",
                        "127.0.0.1:" + silent.getLocalPort() + ": connected, but no Kafka broker answers; "),
                argumentSet(
                        "TLS and SASL are missing",
                        secure,
                        Map.of(),
                        "TLS",
                        secure + ": the listener speaks TLS, but security.protocol has none; set security.protocol to"
                                + " SASL_SSL"),
                argumentSet(
                        "TLS is too much",
                        plain,
                        Map.of("security.protocol", "SSL"),
                        "TLS",
                        plain + ": the listener does not speak TLS, but security.protocol wants it; set"
                                + " security.protocol to PLAINTEXT"),
                argumentSet(
                        "the certificate is not trusted",
                        secure,
                        without(right, "ssl.truststore"),
                        "TLS",
                        secure + ": SSL handshake failed: "),
                argumentSet(
                        "SASL is missing",
                        secure,
                        with(right, "security.protocol", "SSL"),
                        "SASL",
                        secure + ": the listener needs SASL (SCRAM-SHA-512), but security.protocol has none; set"
                                + " security.protocol to SASL_SSL"),
                argumentSet(
                        "SASL is too much",
                        plain,
                        with(with(right, "security.protocol", "SASL_PLAINTEXT"), "sasl.mechanism", "SCRAM-SHA-512"),
                        "SASL",
                        plain + ": the listener has no SASL, but security.protocol wants it; set security.protocol to"
                                + " PLAINTEXT"),
                argumentSet(
                        "another mechanism",
                        secure,
                        with(right, "sasl.mechanism", "SCRAM-SHA-256"),
                        "SASL",
                        secure + ": the listener does not take SASL mechanism SCRAM-SHA-256; set sasl.mechanism to one"
                                + " of SCRAM-SHA-512"),
                argumentSet(
                        "a wrong password",
                        secure,
                        broker.client("tr0ub4dor"),
                        "SASL",
                        secure + ": Authentication failed during authentication due to invalid credentials"),
                argumentSet(
                        "a wrong setting",
                        plain,
                        Map.of("reconnect.backoff.ms", "soon"),
                        "settings",
                        plain + ": Invalid value soon for configuration reconnect.backoff.ms"),
                argumentSet(
                        "a wrong advertised listener",
                        broker.lostServers(),
                        Map.of(),
                        "advertised listener",
                        SecureBroker.LOST_NAME + broker.lostServers().replaceFirst(".*:", ":")
                                + ", which a broker advertises: the name does not resolve; correct advertised.listeners"
                                + " of the broker"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theDoctorNamesWhatIsWrongAndWhere(String brokers, Map<String, String> client, String check, String text)
            throws IOException {
        Cli cli = doctor(brokers, client);
        assertThat(cli).returns(1, Cli::exitCode).returns("", Cli::err);
        assertThat(cli.out().lines().filter(line -> line.startsWith("FAIL")))
                .singleElement()
                .asString()
                .matches("FAIL  " + check + " +\\S.*")
                .contains(text)
                .doesNotContain(PASSWORD);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void consumeEndsWithTheSameText(String brokers, Map<String, String> client, String check, String text)
            throws IOException {
        long start = System.nanoTime();
        Cli cli = Cli.run("consume", "--brokers", brokers, "--topic", "there", "--config", config(client));
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err()).startsWith("flowjay: " + text).hasLineCount(1);
        assertThat(System.nanoTime() - start).as("not in silence").isLessThan(40_000_000_000L);
    }

    @Test
    void aClusterThatIsWell() throws Exception {
        Cli cli = doctor(
                broker.bootstrapServers(),
                broker.client(PASSWORD),
                "--topic",
                topic,
                "--delivery",
                "exactly-once",
                "--ledger-topic",
                topic + "-ledger");
        assertThat(cli.out().lines()).as(cli.out()).noneMatch(line -> line.startsWith("FAIL"));
        assertThat(cli).returns(0, Cli::exitCode).returns("", Cli::err);
        assertThat(cli.out())
                .containsSubsequence(
                        "ok    name",
                        "ok    TCP",
                        "ok    TLS",
                        "ok    SASL",
                        "ok    cluster              1 broker",
                        "topic " + topic + " (records), which is made when it is needed",
                        "topic " + topic + ".dlq (dead letters)",
                        "topic " + topic + "-ledger (ledger)",
                        "ok    transactions");
        assertThat(Cli.run("doctor", "--routes", "routes", "--brokers", broker.plainServers() + ",127.0.0.1:1")
                        .out())
                .as("a cluster with a dead bootstrap server")
                .contains("FAIL  TCP                  127.0.0.1:1: connection refused", "ok    cluster");
    }

    @Test
    void rightsAndMissingTopics() throws Exception {
        Topics.create(broker.plainServers(), topic, 1);
        Topics.create(broker.plainServers(), topic + ".dlq", 1);
        Topics.create(broker.plainServers(), topic + "-ledger", 1);
        broker.deny(topic, AclOperation.WRITE);
        broker.deny(topic + ".dlq", AclOperation.DESCRIBE);
        broker.deny(topic + "-ledger", AclOperation.READ);
        Cli cli = doctor(
                broker.bootstrapServers(),
                broker.client(PASSWORD),
                "--topic",
                topic,
                "--delivery",
                "exactly-once",
                "--ledger-topic",
                topic + "-ledger");
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.out().lines().filter(line -> line.startsWith("FAIL")))
                .containsExactly(
                        "FAIL  topic                topic " + topic
                                + " (records): no right to write it; allow WRITE for the user on the topic",
                        "FAIL  topic                topic " + topic
                                + ".dlq (dead letters): no right to describe it; allow WRITE for the user on the topic",
                        "FAIL  topic                topic " + topic
                                + "-ledger (ledger): no right to read it; allow READ for the user on the topic");
        assertThat(doctor(
                                broker.plainServers(),
                                Map.of(),
                                "--topic",
                                "missing-" + topic,
                                "--no-create-topics",
                                "--dead-letter-topic",
                                topic)
                        .out()
                        .lines()
                        .filter(line -> line.startsWith("FAIL")))
                .containsExactly("FAIL  topic                topic missing-" + topic
                        + " (records): does not exist; make it, or set flowjay.create-topics to true");
    }

    /** Options beside {@code --files}. */
    static final List<Arguments> FILE_OPTIONS = List.of(
            argumentSet("none", List.of()),
            argumentSet("a format that only files have", List.of("--format", "parquet")),
            argumentSet(
                    "Avro with a registry, which files do not ask",
                    List.of("--format", "avro", "-p", "flowjay.schema-registry=http://127.0.0.1:1")));

    @ParameterizedTest
    @FieldSource("FILE_OPTIONS")
    void withFilesTheirDirectoryIsCheckedAndNoBroker(List<String> options) {
        Path files = directory.resolve("made/files");
        Cli cli = doctorOfFiles(files, options);
        assertThat(cli).returns(0, Cli::exitCode).returns("", Cli::err);
        assertThat(cli.out().lines())
                .containsExactly(
                        "ok    files                " + files + ", where files can be made, locked and deleted");
        assertThat(files).as("nothing is left").isEmptyDirectory();
    }

    @Test
    void aDirectoryOfFilesThatCannotBeUsed() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        for (Path files : List.of(file, file.resolve("below"))) {
            Cli cli = doctorOfFiles(files, List.of());
            assertThat(cli).returns(1, Cli::exitCode).returns("", Cli::err);
            assertThat(cli.out().lines())
                    .singleElement()
                    .asString()
                    .startsWith("FAIL  files                " + files + ": it cannot be made: ")
                    .endsWith("; let this user make it, or name another one");
        }
        assertThat(file).isEmptyFile();
    }

    @Test
    void workersThatTakeOffersAndMakeFilesNeedBoth() {
        Cli cli = doctorOfFiles(directory.resolve("files"), List.of("--take", "--brokers", "127.0.0.1:1"));
        assertThat(cli.out()).contains("FAIL  TCP                  127.0.0.1:1: connection refused", "ok    files");
        assertThat(cli.exitCode()).isEqualTo(1);
    }

    private static Cli doctorOfFiles(Path files, List<String> options) {
        List<Object> all = new ArrayList<>(List.of("doctor", "--routes", "routes", "--files", files));
        all.addAll(options);
        return Cli.run(all.toArray());
    }

    @Test
    void withoutRightsOrFaultsADiagnosisFindsNothing() {
        assertThat(new BrokerDiagnosis(
                                Map.of("bootstrap.servers", broker.plainServers()),
                                List.of(TopicUse.written("there", "records", false)),
                                List.of())
                        .problem())
                .isEmpty();
    }

    /** Where the brokers are named, and which address is checked. */
    static final List<Arguments> ADDRESSES = List.of(
            argumentSet("the file", "127.0.0.1:1", List.of(), "127.0.0.1:1"),
            argumentSet("the file and --brokers", "127.0.0.1:1", List.of("--brokers", "127.0.0.1:2"), "127.0.0.1:2"),
            argumentSet(
                    "the file and flowjay.brokers",
                    "127.0.0.1:1",
                    List.of("-p", "flowjay.brokers=127.0.0.1:2"),
                    "127.0.0.1:2"),
            argumentSet("--brokers", "", List.of("--brokers", "127.0.0.1:2"), "127.0.0.1:2"));

    @ParameterizedTest
    @FieldSource("ADDRESSES")
    void theBrokersOfTheFileAreCheckedUnlessASettingNamesOthers(String inFile, List<String> options, String checked)
            throws IOException {
        Path file = config(inFile.isEmpty() ? Map.of() : Map.of("bootstrap.servers", inFile));
        List<Object> arguments = new ArrayList<>(List.of("doctor", "--routes", "routes", "--config", file));
        arguments.addAll(options);
        assertThat(Cli.run(arguments.toArray()).out().lines().filter(line -> line.startsWith("FAIL")))
                .singleElement()
                .asString()
                .contains(" " + checked + ": connection refused");
    }

    @Test
    void theHelpSaysWhichBrokersAreChecked() {
        // A line may end after any point.
        assertThat(Cli.run("doctor", "--help").out().replaceAll("\\s+", ""))
                .contains("Itsbootstrap.serversareusedunless--brokersorflowjay.brokersnamesothers");
    }

    private Cli doctor(String brokers, Map<String, String> client, Object... options) throws IOException {
        List<Object> all = new ArrayList<>(
                List.of("doctor", "--routes", "routes", "--brokers", brokers, "--config", config(client)));
        all.addAll(List.of(options));
        return Cli.run(all.toArray());
    }

    private Path config(Map<String, String> client) throws IOException {
        Path config = directory.resolve("client.properties");
        Properties properties = new Properties();
        properties.putAll(client);
        try (Writer out = Files.newBufferedWriter(config)) {
            properties.store(out, null);
        }
        return config;
    }

    private static Map<String, String> with(Map<String, String> client, String name, String value) {
        Map<String, String> changed = new HashMap<>(client);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, String> without(Map<String, String> client, String prefix) {
        Map<String, String> changed = new HashMap<>(client);
        changed.keySet().removeIf(name -> name.startsWith(prefix));
        return changed;
    }
}
