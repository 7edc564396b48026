package io.flowjay.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flowjay.cli.broker.EmbeddedBroker;
import io.flowjay.kafka.TopicReadiness;
import io.flowjay.testing.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that goes on while somebody deletes topics, wipes its broker, or restores an old state of it. */
class LedgerDamageTest {
    private static final String TOPIC = "records";
    private static final String LEDGER = "ledger";

    @TempDir
    Path directory;

    private EmbeddedBroker broker;
    private int port;
    private Map<String, Object> clients;
    private TransactionalProducers producers;
    private DeliverySettings settings;
    private LedgerTopic ledger;

    @BeforeEach
    void start() throws IOException {
        broker = EmbeddedBroker.start(data(), 0);
        port = Integer.parseInt(broker.bootstrapServers().replaceAll(".*:", ""));
        clients = Map.of("bootstrap.servers", broker.bootstrapServers());
        settings = new DeliverySettings(
                clients,
                "damage-",
                Duration.ofSeconds(5),
                new DeadLetters("", directory.resolve("dead")),
                new TopicReadiness(clients, true),
                8,
                Duration.ofMillis(200));
        producers = new TransactionalProducers(settings);
        ledger = ledger();
    }

    @AfterEach
    void stop() throws IOException {
        producers.close();
        ledger.close();
        broker.close();
    }

    @Test
    void aLedgerThatIsDeletedIsMadeAgainAndACaptureInProgressGoesOn() throws Exception {
        CaptureDelivery delivery = open("one");
        deliver(delivery, 0, 5);
        delete(LEDGER);
        deliver(delivery, 5, 9);
        assertThat(values()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8");
        assertThat(open("one").progress().records()).isEqualTo(9);
        assertThat(open("two").progress().records()).isZero();
    }

    @Test
    void whatADeletedLedgerSaidIsForgotten() throws Exception {
        deliver(open("one"), 0, 5);
        String first = open("one").progress().deliveryId();
        delete(LEDGER);
        CaptureDelivery again = open("one");
        assertThat(again.progress().records()).isZero();
        assertThat(again.progress().deliveryId())
                .as("consumers can separate the deliveries")
                .isNotEqualTo(first);
        deliver(again, 0, 5);
        assertThat(values()).hasSize(10);
    }

    @Test
    void recordsWhoseTopicIsDeletedArePublishedAgainFromTheFirstOne() throws Exception {
        CaptureDelivery delivery = open("one");
        deliver(delivery, 0, 5);
        delete(TOPIC);
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> deliver(delivery, 5, 9))
                .withMessageContaining("published again from the first one");
        CaptureDelivery again = open("one");
        assertThat(again.progress().records()).isZero();
        assertThat(again.progress().delivery()).isEqualTo(2);
        deliver(again, 0, 9);
        assertThat(values()).hasSize(9);
    }

    @Test
    void aBrokerThatComesBackEmptyUnderTheSameAddressIsNoticed() throws Exception {
        CaptureDelivery delivery = open("one");
        deliver(delivery, 0, 5);
        deliver(open("two"), 0, 3);
        broker.close();
        wipe(data());
        broker = EmbeddedBroker.start(data(), port);
        assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> deliver(delivery, 5, 9));
        CaptureDelivery again = open("one");
        assertThat(again.progress().records()).isZero();
        deliver(again, 0, 9);
        assertThat(open("two").progress().records()).isZero();
        assertThat(values()).hasSize(9);
    }

    @Test
    void aLedgerThatWentBackInTimeStopsDeliveriesUntilARestart() throws Exception {
        deliver(open("one"), 0, 5);
        broker.close();
        copy(data(), directory.resolve("backup"));
        broker = EmbeddedBroker.start(data(), port);
        CaptureDelivery delivery = open("one");
        deliver(delivery, 5, 7);
        broker.close();
        wipe(data());
        copy(directory.resolve("backup"), data());
        broker = EmbeddedBroker.start(data(), port);
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> deliver(delivery, 7, 9))
                .withMessageContaining("topic ledger ends at offset")
                .withMessageContaining("it has lost notes, so nothing is published")
                .withMessageContaining("flowjay.ledger-topic");
        assertThatExceptionOfType(LedgerException.class).isThrownBy(() -> open("two"));
        assertThat(values()).hasSize(5);
        try (LedgerTopic restarted = ledger()) {
            assertThat(CaptureDelivery.open(settings, producers, restarted, capture("one"))
                            .progress()
                            .records())
                    .isEqualTo(5);
        }
    }

    private Path data() {
        return directory.resolve("broker");
    }

    private LedgerTopic ledger() {
        return new LedgerTopic(LEDGER, TOPIC, clients, Duration.ofSeconds(40), true, settings.topics());
    }

    private CaptureDelivery open(String content) {
        return CaptureDelivery.open(settings, producers, ledger, capture(content));
    }

    private static DeliveredCapture capture(String content) {
        return new DeliveredCapture(content, content + ".pcap", "cafecafecafecafe", "{}");
    }

    private static void deliver(CaptureDelivery delivery, int from, int to) {
        List<ProducerRecord<byte[], byte[]>> records = IntStream.range(from, to)
                .mapToObj(i -> new ProducerRecord<byte[], byte[]>(
                        TOPIC, 0, null, String.valueOf(i).getBytes(UTF_8)))
                .toList();
        delivery.deliver(records, to, "", false);
    }

    private List<String> values() {
        return Topics.read(broker.bootstrapServers(), TOPIC).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    private void delete(String topic) throws Exception {
        try (Admin admin = Admin.create(clients)) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    private static void wipe(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
