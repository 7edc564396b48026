package io.flowjay.camel.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.camel.ShippedRoute;
import io.flowjay.testing.Sample;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped route with delivery exactly once, to a real broker. */
@ExtendWith(TestBroker.class)
class ExactlyOnceRouteTest extends ShippedRoute {
    private static final int FLOWS = 50;

    private int published;
    private final String topic = "exactly-once-" + UUID.randomUUID();

    @Test
    void everyRecordOfACaptureIsPublishedOnceUnderWhateverNameItComesAgain() throws Exception {
        run("flowjay.batch-size", "10");
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        drop("copy.pcapng", Sample.bytes());
        awaitFile(".done/copy.pcapng");
        assertThat(ids()).hasSize(Sample.FLOWS).doesNotHaveDuplicates();
    }

    @Test
    void aKnownCaptureIsProcessedAgainWhenThatIsWanted() throws Exception {
        run("flowjay.duplicates", "process");
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        drop("copy.pcapng", Sample.bytes());
        awaitFile(".done/copy.pcapng");
        assertThat(ids()).hasSize(2 * Sample.FLOWS);
        assertThat(ids().stream().distinct()).hasSize(Sample.FLOWS);
    }

    @Test
    void aWorkerThatDiedBeforeItMovedAPublishedFileDoesNotPublishItAgain() throws Exception {
        run("flowjay.duplicates", "process");
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        Files.move(inbox.resolve(".done/a.pcapng"), inbox.resolve("a.pcapng"));
        await().until(() -> !Files.exists(inbox.resolve("a.pcapng")));
        awaitFile(".done/a.pcapng");
        assertThat(ids()).hasSize(Sample.FLOWS);
    }

    @Test
    void recordsHaveTheirKeys() throws Exception {
        run();
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        assertThat(Topics.read(TestBroker.brokers(), topic)).allSatisfy(record -> assertThat(Topics.text(record.key()))
                .isEqualTo(JSON.readTree(record.value()).get("flow_id").textValue()));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"IllegalStateException", "TimeoutException"})
    @DisplayName("a capture that fails at the edge of a batch is never done without all, and no record is there twice")
    void aFailureAtTheEdgesOfBatches(String error) throws Exception {
        failAt(IntStream.of(1, 10, 11, FLOWS), error);
    }

    @Tag("sweep")
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"IllegalStateException", "TimeoutException"})
    @DisplayName(
            "a capture that fails at record n of 50, for every n, is never done without all, and no record is there twice")
    void aFailureAtAnyRecord(String error) throws Exception {
        failAt(IntStream.rangeClosed(1, FLOWS), error);
    }

    private void failAt(IntStream failures, String error) throws Exception {
        int[] records = failures.toArray();
        AtomicInteger failing = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        prepare(
                "flowjay.batch-size",
                "10",
                "flowjay.redeliveries",
                "0",
                "flowjay.first-wait",
                "1ms",
                "flowjay.groups",
                "flow_meta");
        AdviceWith.adviceWith(context, "capture-to-kafka", route -> route.weaveById("record-json")
                .before()
                .process(exchange -> {
                    if (seen.incrementAndGet() == failing.get()) {
                        throw error.equals("TimeoutException")
                                ? new org.apache.kafka.common.errors.TimeoutException("expired")
                                : new IllegalStateException("refused");
                    }
                }));
        Topics.create(TestBroker.brokers(), topic, 3);
        context.start();
        for (int n : records) {
            failing.set(n);
            seen.set(0);
            drop(n + ".pcap", Traffic.flows(FLOWS, n));
            awaitFile(".done/" + n + ".pcap");
            published += FLOWS;
            assertThat(ids())
                    .as("failure at record %d", n)
                    .doesNotHaveDuplicates()
                    .hasSize(published);
        }
        assertThat(ids()).doesNotHaveDuplicates().hasSize(records.length * FLOWS);
    }

    private void run(String... settings) throws Exception {
        prepare(settings);
        context.start();
    }

    private void prepare(String... settings) throws Exception {
        String[] all = new String[settings.length + 8];
        System.arraycopy(settings, 0, all, 8, settings.length);
        System.arraycopy(
                new String[] {
                    "flowjay.delivery",
                    "exactly-once",
                    "flowjay.brokers",
                    TestBroker.brokers(),
                    "flowjay.topic",
                    topic,
                    "flowjay.ledger-topic",
                    topic + "-ledger"
                },
                0,
                all,
                0,
                8);
        load(all);
    }

    private List<String> ids() {
        return Topics.recordIds(TestBroker.brokers(), topic);
    }
}
