package io.flowjay.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.cli.broker.EmbeddedBroker;
import io.flowjay.kafka.TopicReadiness;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing what delivers in transactions while another thread waits for brokers that do not answer. */
class CloseInOutageTest {
    private static final Duration LIMIT = Duration.ofSeconds(12);

    @TempDir
    Path directory;

    @Test
    void aLedgerWhoseBrokersNeverAnswered() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Map<String, Object> clients = clients("127.0.0.1:" + silent.getLocalPort());
            LedgerTopic ledger = ledger(clients, new TopicReadiness(clients, true));
            CompletableFuture<Throwable> waiting =
                    ended(() -> ledger.view("capture").close());
            silent.accept().close();
            endsInTime(ledger::close, waiting);
        }
    }

    @Test
    void aLedgerWhoseBrokersWentAway() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start(Files.createDirectory(directory.resolve("broker")), 0);
        Map<String, Object> clients = clients(broker.bootstrapServers());
        LedgerTopic ledger = ledger(clients, new TopicReadiness(clients, true));
        ledger.view("capture").close();
        broker.close();
        CompletableFuture<Throwable> waiting =
                ended(() -> ledger.view("capture").close());
        await().until(() -> waits("ledger view"));
        endsInTime(ledger::close, waiting);
    }

    @Test
    void producersWhoseBrokersNeverAnswered() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Map<String, Object> clients =
                    Map.of("bootstrap.servers", "127.0.0.1:" + silent.getLocalPort(), "max.block.ms", 8_000);
            DeliverySettings settings = new DeliverySettings(
                    clients,
                    "close-",
                    Duration.ofMinutes(1),
                    new DeadLetters("", directory),
                    new TopicReadiness(clients, true),
                    1,
                    Duration.ZERO);
            TransactionalProducers producers = new TransactionalProducers(settings);
            TransactionalProducers.Slot slot = producers.take();
            CompletableFuture<Throwable> waiting = ended(slot::open);
            silent.accept().close();
            // Kafka's client lets its own wait go on for max.block.ms.
            endsInTime(producers::close, waiting);
            assertThat(ended(slot::open).get()).isInstanceOf(KafkaException.class);
        }
    }

    private static void endsInTime(Runnable close, CompletableFuture<Throwable> waiting) throws Exception {
        long start = System.nanoTime();
        close.run();
        assertThat(waiting.get()).isInstanceOf(KafkaException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
    }

    /** How a step on a thread of its own ends; null without an error. */
    private static CompletableFuture<Throwable> ended(Runnable step) {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                        end.complete(null);
                    } catch (Throwable e) {
                        end.complete(e);
                    }
                },
                "ledger view");
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    private static boolean waits(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(name)
                        && (thread.getState() == Thread.State.WAITING
                                || thread.getState() == Thread.State.TIMED_WAITING));
    }

    private static LedgerTopic ledger(Map<String, Object> clients, TopicReadiness topics) {
        return new LedgerTopic("ledger", "records", clients, Duration.ofMinutes(2), true, topics);
    }

    private static Map<String, Object> clients(String brokers) {
        return Map.of("bootstrap.servers", brokers, "max.block.ms", 60_000);
    }
}
