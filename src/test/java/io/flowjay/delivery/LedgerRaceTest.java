package io.flowjay.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.kafka.TopicReadiness;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two workers at the same capture, which happens if a lock fails: every order of their steps. A step is to open the capture, to write
 * the note of a transaction with a record, and to check and commit it.
 */
@Tag("kill")
@ExtendWith(TestBroker.class)
class LedgerRaceTest {
    private static final String CONTENT = "cafe".repeat(16);
    private static final int STEPS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String topic = "race-" + UUID.randomUUID();
    private final String ledgerTopic = topic + "-ledger";
    private final Map<String, Object> clients = Map.of("bootstrap.servers", TestBroker.brokers());
    private Map<Character, Worker> workers;

    private final List<LedgerTopic> ledgers = List.of(ledger(), ledger());

    @AfterEach
    void close() {
        workers.values().forEach(Worker::close);
        ledgers.forEach(LedgerTopic::close);
    }

    /** Every order of three steps of A and three of B; {@code ABBAAB} is: A opens, B opens, B notes, A notes, A commits, B commits. */
    static Stream<String> orders() {
        return IntStream.range(0, 1 << (2 * STEPS))
                .filter(bits -> Integer.bitCount(bits) == STEPS)
                .mapToObj(bits -> {
                    StringBuilder order = new StringBuilder();
                    for (int i = 0; i < 2 * STEPS; i++) {
                        order.append(((bits >> i) & 1) == 0 ? 'A' : 'B');
                    }
                    return order.toString();
                });
    }

    @ParameterizedTest
    @MethodSource("orders")
    void ofTwoWorkersThatPublishTheSameRecordExactlyOneCommitsIt(String order) throws Exception {
        workers = Map.of('A', new Worker("A", ledgers.get(0)), 'B', new Worker("B", ledgers.get(1)));
        race(order);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void theSameHoldsInOneProcessThatAlsoDeliversOtherCaptures(String order) throws Exception {
        LedgerTopic shared = ledgers.get(0);
        workers = Map.of('A', new Worker("A", shared), 'B', new Worker("B", shared));
        race(order);
    }

    private void race(String order) throws Exception {
        for (int i = 0; i < order.length(); i++) {
            Worker worker = workers.get(order.charAt(i));
            worker.step();
            if (worker.steps == STEPS) {
                // Other captures let both ledgers learn of the commit, before the note was read as an undecided one.
                for (LedgerTopic ledger : ledgers) {
                    ledger.view("another capture").close();
                }
            }
        }
        List<String> published = Topics.read(TestBroker.brokers(), topic).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
        List<Long> revisions = Topics.read(TestBroker.brokers(), ledgerTopic).stream()
                .map(record -> revision(record.value()))
                .toList();
        // Record n is published by the note of revision n + 1; a worker that opened after the first commit publishes
        // the next one.
        assertThat(published).isNotEmpty().doesNotHaveDuplicates().hasSameSizeAs(revisions);
        assertThat(revisions)
                .isEqualTo(order.startsWith("AAA") || order.startsWith("BBB") ? List.of(1L, 2L) : List.of(1L));
    }

    private LedgerTopic ledger() {
        return new LedgerTopic(ledgerTopic, topic, clients, PATIENCE, true, new TopicReadiness(clients, true));
    }

    private static long revision(byte[] value) {
        try {
            return CaptureProgress.ofJson(value).revision();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A worker with clients of its own. */
    private final class Worker {
        private final String id;
        private final LedgerTopic ledger;
        private final KafkaProducer<byte[], byte[]> producer;
        private LedgerTopic.View view;
        private long offset = -1;
        private int steps;
        private boolean broken;

        Worker(String name, LedgerTopic ledger) {
            this.ledger = ledger;
            id = topic + '-' + name;
            Map<String, Object> config = new HashMap<>(clients);
            config.put("transactional.id", id);
            producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
            producer.initTransactions();
        }

        void step() throws InterruptedException {
            try {
                switch (steps++) {
                    case 0 -> view = ledger.view(CONTENT);
                    case 1 -> note();
                    default -> commit();
                }
            } catch (KafkaException e) {
                // Fenced by the other one.
                broken = true;
            }
        }

        private void note() throws InterruptedException {
            long revision = view.progress().revision() + 1;
            CaptureProgress target = new CaptureProgress(
                    revision,
                    1,
                    "",
                    revision,
                    0,
                    "",
                    false,
                    "file",
                    "",
                    "",
                    view.topics().records().toString(),
                    id);
            producer.beginTransaction();
            try {
                offset = producer.send(view.record(target)).get().offset();
            } catch (ExecutionException e) {
                throw new KafkaException(e.getCause());
            }
            Future<?> sent = producer.send(
                    new ProducerRecord<>(topic, String.valueOf(revision).getBytes(UTF_8)));
            producer.flush();
            assertThat(sent).isDone();
        }

        private void commit() {
            if (!broken && view.mayCommit(offset, view.question())) {
                producer.commitTransaction();
            } else if (!broken) {
                producer.abortTransaction();
            }
        }

        void close() {
            producer.close(Duration.ofSeconds(5));
        }
    }
}
