package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flowjay.cli.broker.SecureBroker;
import io.flowjay.kafka.KafkaWriteException;
import io.flowjay.kafka.KafkaWriter;
import io.flowjay.testing.Sample;
import io.flowjay.testing.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker that wants TLS and SASL: whoever reaches it does so by properties, and no log tells the secrets in them. */
class SecureKafkaTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String PASSWORD = "correct-horse-battery";
    private static final String STORE_PASSWORD = "staple-of-the-store";
    private static final String WRONG = "tr0ub4dor-and-3";

    @TempDir
    static Path brokerDirectory;

    private static SecureBroker broker;

    private final String topic = "secure-" + UUID.randomUUID();

    @TempDir
    Path directory;

    private Path captures;

    @BeforeAll
    static void start() throws Exception {
        broker = SecureBroker.start(brokerDirectory, PASSWORD, STORE_PASSWORD);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void dropTheSample() throws IOException {
        captures = Files.createDirectories(directory.resolve("captures"));
        Files.write(captures.resolve("a.pcapng"), Sample.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void theRoutesSendAndTheRecordsAreShown(String delivery) throws Exception {
        Map<String, String> environment = new HashMap<>(camelVariables(broker.client(PASSWORD)));
        logEverything(environment);
        try (FlowjayProcess flowjay = run(environment, "-p", "flowjay.delivery=" + delivery)) {
            await().atMost(LIMIT)
                    .failFast(() ->
                            assertThat(flowjay.isAlive()).as(flowjay::text).isTrue())
                    .untilAsserted(() -> assertThat(flowjay.text())
                            .contains("a.pcapng: 38 records of 357 packets", "[2001:db8:10::20]:53318"));
            await().atMost(LIMIT).until(() -> Files.exists(captures.resolve(".done/a.pcapng")));
            assertThat(Topics.read(broker.plainServers(), topic)).hasSize(Sample.FLOWS);
            assertNoSecret(flowjay.text());
        }
    }

    @Test
    void aWrongPasswordIsSaidWithoutAnyPassword() throws Exception {
        Map<String, String> environment = new HashMap<>(camelVariables(broker.client(WRONG)));
        logEverything(environment);
        try (FlowjayProcess flowjay = run(environment)) {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(flowjay.text())
                    .contains("Records cannot be delivered", broker.bootstrapServers() + ": Authentication failed"));
            assertThat(captures.resolve("a.pcapng")).exists();
            assertThat(captures.resolve(".failed")).doesNotExist();
            assertThat(flowjay.isAlive()).isTrue();
            assertNoSecret(flowjay.text());
        }
    }

    @Test
    void aSettingThatThereIsNotIsSaidWithoutItsValue() {
        Cli cli = Cli.run(
                "run",
                "--routes",
                "routes",
                "--brokers",
                broker.bootstrapServers(),
                "--captures",
                captures,
                "-p",
                "camel.component.kafka.sasl-jaas-confg=" + PASSWORD);
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("no setting \"camel.component.kafka.sasl-jaas-confg\"");
        assertNoSecret(cli.err());
    }

    @Test
    void consumeTakesAFileOfProperties() throws Exception {
        writeTwoRows();
        Cli cli = consume(broker.client(PASSWORD));
        assertThat(cli).isEqualTo(new Cli(0, "{\"a\":1}\n{\"a\":2}\n", ""));
    }

    @Test
    void consumeSaysThatAPasswordIsWrong() throws Exception {
        Cli cli = consume(broker.client(WRONG));
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err())
                .startsWith("flowjay: ")
                .contains("Authentication failed")
                .hasLineCount(1);
        assertNoSecret(cli.err());
    }

    @Test
    void consumeSaysThatACertificateIsNotTrusted() throws Exception {
        Map<String, String> client = new HashMap<>(broker.client(PASSWORD));
        client.keySet().removeIf(name -> name.startsWith("ssl.truststore"));
        Cli cli = consume(client);
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err())
                .startsWith("flowjay: ")
                .contains("SSL handshake failed")
                .hasLineCount(1);
    }

    @Test
    void theWriterTakesPropertiesAndItsErrorsTellNoSecret() throws Exception {
        writeTwoRows();
        assertThat(Topics.read(broker.plainServers(), topic)).hasSize(2);
        assertThatThrownBy(() -> {
                    try (KafkaWriter writer = KafkaWriter.builder()
                            .brokers(broker.bootstrapServers())
                            .topic(topic)
                            .properties(broker.client(WRONG))
                            .build()) {
                        writer.write(Map.of("a", 3));
                    }
                })
                .isInstanceOf(KafkaWriteException.class)
                .hasStackTraceContaining("SaslAuthenticationException")
                .satisfies(failure -> assertNoSecret(stackTrace(failure)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void extractTakesAFileOfProperties(boolean right) throws Exception {
        Topics.create(broker.plainServers(), topic, 1);
        Cli cli = Cli.run(
                "extract",
                "--quiet",
                captures.resolve("a.pcapng"),
                "--kafka",
                broker.bootstrapServers(),
                "--topic",
                topic,
                "--config",
                config(broker.client(right ? PASSWORD : WRONG)));
        assertThat(cli.exitCode()).as(cli.err()).isEqualTo(right ? 0 : 1);
        assertThat(Topics.read(broker.plainServers(), topic)).hasSize(right ? Sample.FLOWS : 0);
        if (!right) {
            assertThat(cli.err())
                    .startsWith(
                            "flowjay: topic " + topic + " at " + broker.bootstrapServers() + ": no record is written: ")
                    .contains("Authentication failed")
                    .hasLineCount(1);
        }
        assertNoSecret(cli.err());
    }

    private void writeTwoRows() throws InterruptedException {
        Topics.create(broker.plainServers(), topic, 1);
        try (KafkaWriter writer = KafkaWriter.builder()
                .brokers(broker.bootstrapServers())
                .topic(topic)
                .properties(broker.client(PASSWORD))
                .build()) {
            writer.writeMany(List.of(Map.of("a", 1), Map.of("a", 2)));
        }
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

    private Cli consume(Map<String, String> client) throws IOException {
        return Cli.run(
                "consume",
                "--brokers",
                broker.bootstrapServers(),
                "--topic",
                topic,
                "--from-beginning",
                "--max",
                "2",
                "--values",
                "--config",
                config(client));
    }

    private FlowjayProcess run(Map<String, String> environment, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run", "--show", "--quiet-time", "1ms", "--topic", topic));
        arguments.addAll(List.of("--routes", Path.of("routes").toAbsolutePath().toString()));
        arguments.addAll(List.of("--captures", captures.toString(), "--brokers", broker.bootstrapServers()));
        arguments.addAll(List.of("-p", "flowjay.ledger-topic=" + topic + "-ledger"));
        arguments.addAll(List.of(options));
        return FlowjayProcess.onTerminal(directory, environment, arguments);
    }

    /** The settings of Kafka's client as environment variables of Camel's Kafka component. */
    private static Map<String, String> camelVariables(Map<String, String> client) {
        Map<String, String> variables = new HashMap<>();
        client.forEach((name, value) -> variables.put(
                "CAMEL_COMPONENT_KAFKA_" + name.replace('.', '_').toUpperCase(java.util.Locale.ROOT), value));
        return variables;
    }

    /** Has the process log what Kafka's clients and Camel say about their configuration. */
    private void logEverything(Map<String, String> environment) throws IOException {
        Path configuration = Files.writeString(directory.resolve("logback.xml"), """
                <configuration>
                  <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%d{HH:mm:ss} %-5level %logger %msg%n%nopex</pattern></encoder>
                  </appender>
                  <logger name="org.apache.kafka.clients" level="DEBUG"/>
                  <logger name="org.apache.camel" level="DEBUG"/>
                  <!-- It dumps every setting, as the guarantees say. -->
                  <logger name="org.apache.camel.main" level="INFO"/>
                  <root level="INFO"><appender-ref ref="OUT"/></root>
                </configuration>
                """);
        environment.put("JAVA_TOOL_OPTIONS", "-Dlogback.configurationFile=" + configuration);
    }

    private static String stackTrace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static void assertNoSecret(String text) {
        assertThat(text.lines().filter(line -> Stream.of(PASSWORD, STORE_PASSWORD, WRONG)
                        .anyMatch(line::contains)))
                .isEmpty();
    }
}
