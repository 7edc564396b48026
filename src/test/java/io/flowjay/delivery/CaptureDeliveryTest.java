package io.flowjay.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.kafka.TopicReadiness;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches and the ledger in one transaction, against a real broker. */
@ExtendWith(TestBroker.class)
class CaptureDeliveryTest {
    private static final String CAPTURE = "cafe".repeat(16);
    private static final String SOURCE = "capture.pcap";
    private static final int MAX_REQUEST = 50_000;

    @TempDir
    Path directory;

    private final String topic = "delivery-" + UUID.randomUUID();
    private final Map<String, Object> clients = Map.of("bootstrap.servers", TestBroker.brokers());
    private DeliverySettings settings;
    private TransactionalProducers producers;
    private LedgerTopic ledger;
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void openLedger() {
        settings = settings(Map.of(
                "bootstrap.servers",
                TestBroker.brokers(),
                "max.request.size",
                MAX_REQUEST,
                "metric.reporters",
                ClientCount.class.getName()));
        producers = new TransactionalProducers(settings);
        ledger = newLedger();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        producers.close();
    }

    @Test
    void theLedgerSaysHowFarACaptureIs() {
        CaptureDelivery delivery = open();
        assertThat(delivery.progress().records()).isZero();
        deliver(delivery, 0, 3);
        deliver(delivery, 3, 5);
        assertThat(noted(CAPTURE)).isEqualTo("5 records, delivery 1, revision 2");
        delivery.complete();
        assertThat(noted(CAPTURE)).isEqualTo("5 records, complete, delivery 1, revision 3");
        assertThat(open().progress().complete()).isTrue();
        assertThat(noted("another")).isEqualTo("nothing");
        assertThat(values(topic)).containsExactlyInAnyOrder("0", "1", "2", "3", "4");
    }

    @Test
    void theLastBatchAndTheEndOfACaptureAreOneTransaction() {
        CaptureDelivery delivery = open();
        delivery.deliver(records(0, 3), 3, "ids", true);
        delivery.complete();
        assertThat(noted(CAPTURE)).isEqualTo("3 records, complete, delivery 1, revision 1");
    }

    @Test
    void aNewLedgerReaderSeesWhatWasCommittedBeforeIt() {
        CaptureDelivery delivery = open();
        deliver(delivery, 0, 7);
        LedgerTopic other = newLedger();
        assertThat(noted(other, CAPTURE)).isEqualTo("7 records, delivery 1, revision 1");
        deliver(delivery, 7, 8);
        assertThat(noted(other, CAPTURE)).isEqualTo("8 records, delivery 1, revision 2");
    }

    @Test
    void aCaptureCanBePublishedAgainUnderAnotherDeliveryId() {
        CaptureDelivery delivery = open();
        deliver(delivery, 0, 2);
        delivery.complete();
        String first = delivery.progress().deliveryId();
        delivery.startAgain();
        assertThat(delivery.progress().deliveryId()).isNotEqualTo(first).endsWith(".2");
        deliver(delivery, 0, 2);
        assertThat(noted(CAPTURE)).isEqualTo("2 records, delivery 2, revision 3");
        assertThat(values(topic)).containsExactlyInAnyOrder("0", "1", "0", "1");
    }

    /** Counts the clients that are opened with it. */
    public static final class ClientCount implements MetricsReporter {
        private static final AtomicInteger OPENED = new AtomicInteger();

        @Override
        public void configure(Map<String, ?> configs) {
            OPENED.incrementAndGet();
        }

        @Override
        public void init(List<KafkaMetric> metrics) {}

        @Override
        public void metricChange(KafkaMetric metric) {}

        @Override
        public void metricRemoval(KafkaMetric metric) {}

        @Override
        public void close() {}
    }

    @Test
    void noClientIsOpenedForEachCaptureSoThatItNeedsNoNameToBeResolved() {
        Map<String, Object> counted =
                Map.of("bootstrap.servers", TestBroker.brokers(), "metric.reporters", ClientCount.class.getName());
        DeliverySettings counting = settings(counted);
        LedgerTopic own =
                new LedgerTopic(topic + "-ledger", topic, counted, Duration.ofSeconds(20), true, counting.topics());
        TransactionalProducers pool = new TransactionalProducers(counting);
        open.add(own);
        open.add(pool);
        int warm = 0;
        for (int i = 0; i < 20; i++) {
            try (CaptureDelivery delivery = CaptureDelivery.open(counting, pool, own, capture("capture" + i))) {
                delivery.deliver(records(i, i + 1), 1, "", true);
            }
            if (i == 2) {
                warm = ClientCount.OPENED.get();
            }
        }
        assertThat(warm).as("two producers, two readers, admin clients").isGreaterThanOrEqualTo(5);
        assertThat(ClientCount.OPENED.get()).isEqualTo(warm);
        assertThat(values(topic)).hasSize(20);
    }

    @Test
    void noTransactionalIdIsLeftForEachCapture() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (CaptureDelivery delivery = open("capture" + i)) {
                delivery.deliver(records(i, i + 1), 1, "", true);
            }
        }
        try (Admin admin = Admin.create(clients)) {
            assertThat(admin.listTransactions().all().get())
                    .filteredOn(transaction -> transaction.transactionalId().startsWith(topic))
                    .hasSize(2);
        }
        assertThat(values(topic)).hasSize(20);
    }

    @Test
    void aRefusedRecordIsADeadLetterAndTheRestArrives() throws Exception {
        List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>(records(0, 50));
        batch.set(20, record("x".repeat(MAX_REQUEST)));
        Topics.create(TestBroker.brokers(), topic, 3);
        CaptureDelivery delivery = open();
        delivery.deliver(batch, 50, "", false);
        assertThat(delivery.progress().records()).isEqualTo(50);
        assertThat(values(topic)).hasSize(49).doesNotContain("20");
        // The client's own limit holds for the topic of dead letters as well, so the record is in a file.
        assertThat(values(topic + ".dlq")).isEmpty();
        List<Path> files = files();
        assertThat(files).hasSize(1);
        assertThat(new ObjectMapper()
                        .readTree(files.get(0).toFile())
                        .get("value")
                        .textValue())
                .isEqualTo("x".repeat(MAX_REQUEST));
    }

    @Test
    void aRecordThatOnlyItsTopicRefusesGoesToTheTopicOfDeadLettersWithItsCause() throws Exception {
        Topics.create(TestBroker.brokers(), topic, 3, Map.of("max.message.bytes", "20000"));
        List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>(records(0, 50));
        batch.set(20, record("y".repeat(30_000)));
        batch.set(30, record("z".repeat(30_000)));
        open().deliver(batch, 50, "", false);
        assertThat(values(topic)).hasSize(48);
        List<ConsumerRecord<byte[], byte[]>> dead = Topics.read(TestBroker.brokers(), topic + ".dlq");
        assertThat(dead)
                .extracting(record -> new String(record.value(), UTF_8).substring(0, 1))
                .containsExactlyInAnyOrder("y", "z");
        assertThat(dead).allSatisfy(record -> {
            assertThat(new String(record.headers().lastHeader(DeadLetter.TOPIC).value(), UTF_8))
                    .isEqualTo(topic);
            assertThat(new String(
                            record.headers().lastHeader(DeadLetter.EXCEPTION).value(), UTF_8))
                    .endsWith("RecordTooLargeException");
            assertThat(record.key()).isEqualTo("key".getBytes(UTF_8));
        });
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "records larger than a batch that the brokers refuse,        key, 30000",
        "records larger than a batch that the client itself refuses, key, 60000",
        "records without a key in a compacted topic,                    ,     1"
    })
    void fiftyRefusedRecordsOfAThousandCostNoNewClient(String kind, String key, int size) throws Exception {
        Topics.create(
                TestBroker.brokers(),
                topic,
                3,
                Map.of("max.message.bytes", "20000", "cleanup.policy", key == null ? "compact" : "delete"));
        List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>(records(1, 1001));
        for (int i = 0; i < 50; i++) {
            byte[] value = (i + "x".repeat(size)).getBytes(UTF_8);
            batch.set(i * 20, new ProducerRecord<>(topic, key == null ? null : key.getBytes(UTF_8), value));
        }
        CaptureDelivery delivery = open();
        // The producer and the readers of the ledger are open then.
        delivery.deliver(records(0, 1), 1, "", false);
        int opened = ClientCount.OPENED.get();
        assertThat(delivery.deliver(batch, 1001, "", true)).hasSize(50).allMatch(place -> place % 20 == 0);
        assertThat(ClientCount.OPENED.get() - opened)
                .as("clients opened for %s: the other producer, and one to look for the topic of dead letters", kind)
                .isLessThanOrEqualTo(2);
        assertThat(values(topic)).hasSize(951).doesNotHaveDuplicates();
        assertThat(values(topic + ".dlq").size() + files().size()).isEqualTo(50);
        assertThat(noted(CAPTURE)).isEqualTo("1001 records, complete, delivery 1, revision 2");
        assertThat(open().progress().deadLettered())
                .as("what the next worker counts as dead letters")
                .isEqualTo(50);
    }

    @Test
    void aBrokerThatCannotBeReachedIsTriedSeveralTimes() {
        DeliverySettings away = settings(Map.of(
                "bootstrap.servers",
                "127.0.0.1:1",
                "max.block.ms",
                100,
                "request.timeout.ms",
                100,
                "delivery.timeout.ms",
                200));
        CaptureDelivery delivery =
                CaptureDelivery.open(away, new TransactionalProducers(away), ledger, capture(CAPTURE));
        open.add(delivery);
        long start = System.nanoTime();
        assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> deliver(delivery, 0, 1));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(3 * 100 + 10 + 20));
    }

    private CaptureDelivery open() {
        return open(CAPTURE);
    }

    private CaptureDelivery open(String content) {
        CaptureDelivery delivery = CaptureDelivery.open(settings, producers, ledger, capture(content));
        open.add(delivery);
        return delivery;
    }

    private static DeliveredCapture capture(String content) {
        return new DeliveredCapture(content, SOURCE, "cafecafecafecafe", "{}");
    }

    private void deliver(CaptureDelivery delivery, int from, int to) {
        delivery.deliver(records(from, to), to, "", false);
    }

    private LedgerTopic newLedger() {
        LedgerTopic made = new LedgerTopic(
                topic + "-ledger", topic, clients, Duration.ofSeconds(20), true, new TopicReadiness(clients, true));
        open.add(made);
        return made;
    }

    /** What a ledger says about a capture. */
    private String noted(String content) {
        return noted(ledger, content);
    }

    private static String noted(LedgerTopic ledger, String content) {
        try (LedgerTopic.View view = ledger.view(content)) {
            CaptureProgress progress = view.progress();
            return progress.equals(CaptureProgress.NONE)
                    ? "nothing"
                    : progress.records() + " records, " + (progress.complete() ? "complete, " : "") + "delivery "
                            + progress.delivery() + ", revision " + progress.revision();
        }
    }

    private DeliverySettings settings(Map<String, Object> producer) {
        return new DeliverySettings(
                producer,
                topic + "-",
                Duration.ofSeconds(10),
                new DeadLetters("", directory),
                new TopicReadiness(producer, true),
                3,
                Duration.ofMillis(10));
    }

    private List<ProducerRecord<byte[], byte[]>> records(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> record(String.valueOf(i)))
                .toList();
    }

    private ProducerRecord<byte[], byte[]> record(String value) {
        return new ProducerRecord<>(topic, "key".getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        }
    }

    private static List<String> values(String topic) {
        return Topics.read(TestBroker.brokers(), topic).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }
}
