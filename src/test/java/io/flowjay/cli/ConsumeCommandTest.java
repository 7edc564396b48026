package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.cli.broker.EmbeddedBroker;
import io.flowjay.testing.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConsumeCommandTest {
    private static final String TOPIC = "records";

    @TempDir
    static Path directory;

    private static EmbeddedBroker broker;
    private static String brokers;

    @BeforeAll
    static void fillATopic() throws Exception {
        broker = EmbeddedBroker.start(directory, 0);
        brokers = broker.bootstrapServers();
        Topics.create(brokers, TOPIC, 2);
        send(TOPIC, 0, "k0", "{\"a\":0}");
        send(TOPIC, 1, "k1", "{\"name\":\"Größe 大\"}");
        send(TOPIC, 1, null, "{\"a\":2}");
        send(TOPIC, 1, "k3", null);
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    @Test
    void recordsArePrintedWithPartitionOffsetAndKey() {
        Cli cli = consume("--topic", TOPIC, "--from-beginning", "--max", "4");
        assertThat(cli).returns(0, Cli::exitCode).returns("", Cli::err);
        assertThat(cli.out().lines())
                .containsExactlyInAnyOrder(
                        "partition=0 offset=0 key=k0 {\"a\":0}",
                        "partition=1 offset=0 key=k1 {\"name\":\"Größe 大\"}",
                        "partition=1 offset=1 key=null {\"a\":2}",
                        "partition=1 offset=2 key=k3 null");
    }

    @Test
    void valuesAlone() {
        Cli cli = consume("--topic", TOPIC, "--from-beginning", "--max", "4", "--values");
        assertThat(cli.out().lines())
                .containsExactlyInAnyOrder("{\"a\":0}", "{\"name\":\"Größe 大\"}", "{\"a\":2}", "null");
    }

    @Test
    void whateverTheLocaleRecordsAreUtf8() throws Exception {
        List<String> arguments = List.of(
                "consume", "--brokers", brokers, "--topic", TOPIC, "--from-beginning", "--max", "4", "--values");
        try (FlowjayProcess flowjay = FlowjayProcess.piped(directory, arguments)) {
            assertThat(new String(flowjay.out().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("{\"name\":\"Größe 大\"}\n");
            assertThat(flowjay.await()).isZero();
            assertThat(flowjay.text()).isEmpty();
        }
    }

    @Test
    void itEndsAfterTheMaximum() {
        assertThat(consume("--topic", TOPIC, "--from-beginning", "--max", "2")
                        .out()
                        .lines())
                .hasSize(2);
    }

    @Test
    void withoutFromBeginningOnlyNewRecordsArePrinted() throws Exception {
        Topics.create(brokers, "growing", 1);
        send("growing", 0, "old", "old");
        StringWriter out = new StringWriter();
        CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(() -> Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .execute("consume", "--brokers", brokers, "--topic", "growing", "--max", "1"));
        // Until it has joined nothing is new to it.
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            send("growing", 0, "new", "new");
            return exitCode.isDone();
        });
        assertThat(exitCode.get(1, TimeUnit.SECONDS)).isZero();
        assertThat(out.toString()).matches("partition=0 offset=[1-9]\\d* key=new new\n");
    }

    @Test
    void aTopicThatIsNotThereIsAnErrorAndIsNotMade() throws Exception {
        Cli cli = consume("--topic", "no-such-topic", "--from-beginning");
        assertThat(cli)
                .isEqualTo(new Cli(1, "", "flowjay: topic no-such-topic (to read): does not exist; check its name\n"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            assertThat(admin.listTopics().names().get()).contains(TOPIC).doesNotContain("no-such-topic");
        }
    }

    @Test
    void brokersThatDoNotAnswerAreAnError() {
        Cli cli = Cli.run("consume", "--brokers", "127.0.0.1:1", "--topic", TOPIC);
        assertThat(cli)
                .isEqualTo(new Cli(
                        1,
                        "",
                        "flowjay: 127.0.0.1:1: connection refused; check that the broker runs and that port and firewall"
                                + " let this host in\n"));
    }

    @Test
    void brokersThatAreNoAddressesAreAnError() {
        Cli cli = Cli.run("consume", "--brokers", "nowhere", "--topic", TOPIC);
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err())
                .startsWith("flowjay: ")
                .contains("bootstrap.servers: nowhere")
                .hasLineCount(1);
    }

    private static Cli consume(String... arguments) {
        Object[] all = Stream.concat(Stream.of("consume", "--brokers", brokers), Stream.of(arguments))
                .toArray();
        return Cli.run(all);
    }

    private static void send(String topic, int partition, String key, String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, partition, bytes(key), bytes(value)))
                    .get();
        }
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
