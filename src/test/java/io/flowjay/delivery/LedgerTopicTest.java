package io.flowjay.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.kafka.TopicReadiness;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a ledger makes of the records in it, whoever wrote them and whatever their clocks were. */
@ExtendWith(TestBroker.class)
class LedgerTopicTest {
    private static final String CONTENT = "cafe".repeat(16);
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final String topic = "notes-" + UUID.randomUUID();
    private final String ledgerTopic = topic + "-ledger";
    private final Map<String, Object> clients = Map.of("bootstrap.servers", TestBroker.brokers());
    private final List<AutoCloseable> open = new ArrayList<>();
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void makeTopics() throws Exception {
        Topics.create(TestBroker.brokers(), topic, 1);
        // Not compacted: it takes records without keys, and the times of their writers.
        Topics.create(TestBroker.brokers(), ledgerTopic, 1);
        producer = producer(Map.of());
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @ParameterizedTest(name = "a clock that is {0} min off, then one that is {1} min off")
    @CsvSource({"0, 15", "15, 0", "-60, 0", "0, -60", "50, -1000000"})
    void theLaterNoteInTheLogCountsWhateverTheClocksOfItsWritersSay(long first, long second) throws Exception {
        long now = System.currentTimeMillis();
        write(key(), note(454), now + first * MINUTE);
        write(key(), note(902), now + second * MINUTE);
        assertThat(progress(ledger()).records()).isEqualTo(902);
    }

    @Test
    void recordsThatAreNotNotesAreSkippedAndCountedAndWhatFollowsThemCounts() throws Exception {
        LedgerTopic ledger = ledger();
        write(key(), note(10), null);
        write(key(), "{\"records\": 20".getBytes(UTF_8), null);
        write(key(), "{\"records\":20,\"complete\":true}".getBytes(UTF_8), null);
        write(key(), new byte[] {(byte) 0xff, 0}, null);
        write(null, note(40), null);
        write(new byte[] {(byte) 0xfe, (byte) 0xff}, note(50), null);
        write("foreign".getBytes(UTF_8), "hello".getBytes(UTF_8), null);
        write(("other-topic/" + CONTENT).getBytes(UTF_8), note(60), null);
        assertThat(progress(ledger).records()).isEqualTo(10);
        assertThat(ledger.skipped()).isEqualTo(6);
        write(key(), note(70), null);
        assertThat(progress(ledger).records()).isEqualTo(70);
        assertThat(progress(ledger()).records()).as("a new reader").isEqualTo(70);
    }

    @Test
    void aTombstoneForgetsACapture() throws Exception {
        write(key(), note(10), null);
        LedgerTopic ledger = ledger();
        assertThat(progress(ledger).records()).isEqualTo(10);
        write(key(), null, null);
        assertThat(progress(ledger)).isEqualTo(CaptureProgress.NONE);
    }

    @Test
    void theOpenTransactionOfADeadWorkerIsEndedAtOnceAndNotAfterItsTimeout() throws Exception {
        write(key(), note(10), null);
        KafkaProducer<byte[], byte[]> dead =
                producer(Map.of("transactional.id", topic + "-dead", "transaction.timeout.ms", 600_000));
        dead.initTransactions();
        dead.beginTransaction();
        dead.send(new ProducerRecord<>(ledgerTopic, 0, key(), note(20, topic + "-dead")))
                .get();
        long start = System.nanoTime();
        assertThat(progress(ledger()).records()).isEqualTo(10);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void theOpenTransactionOfAnotherCaptureIsNotWaitedFor() throws Exception {
        KafkaProducer<byte[], byte[]> busy =
                producer(Map.of("transactional.id", topic + "-busy", "transaction.timeout.ms", 600_000));
        busy.initTransactions();
        busy.beginTransaction();
        byte[] other = (topic + "/other").getBytes(UTF_8);
        busy.send(new ProducerRecord<>(ledgerTopic, 0, other, note(20, topic + "-busy")))
                .get();
        assertThat(progress(ledger())).isEqualTo(CaptureProgress.NONE);
        busy.commitTransaction();
        assertThat(Topics.read(TestBroker.brokers(), ledgerTopic))
                .as("was not fenced")
                .hasSize(1);
    }

    private byte[] key() {
        return (topic + '/' + CONTENT).getBytes(UTF_8);
    }

    private static byte[] note(long records) {
        return note(records, "worker");
    }

    private static byte[] note(long records, String worker) {
        return new CaptureProgress(records, 1, "", records, 0, "", false, "file", "", "", "", worker).toJson();
    }

    private void write(byte[] key, byte[] value, Long time) throws Exception {
        producer.send(new ProducerRecord<>(ledgerTopic, 0, time, key, value)).get();
    }

    private static CaptureProgress progress(LedgerTopic ledger) {
        try (LedgerTopic.View view = ledger.view(CONTENT)) {
            return view.progress();
        }
    }

    private LedgerTopic ledger() {
        LedgerTopic ledger = new LedgerTopic(
                ledgerTopic, topic, clients, Duration.ofSeconds(30), true, new TopicReadiness(clients, true));
        open.add(ledger);
        return ledger;
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        Map<String, Object> config = new HashMap<>(clients);
        config.putAll(settings);
        KafkaProducer<byte[], byte[]> made =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        open.add(() -> made.close(Duration.ofSeconds(1)));
        return made;
    }
}
