package io.flowjay.camel.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.camel.ContextSettings;
import io.flowjay.camel.ShippedRoute;
import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.record.RecordShape;
import io.flowjay.testing.Sample;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped route with delivery exactly once, to a real broker. */
@ExtendWith(TestBroker.class)
class ExactlyOnceRouteTest extends ShippedRoute {
    private static final int FLOWS = 50;

    @TempDir
    private Path outside;

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
    void aCaptureUnderAnotherCompressionIsTheSame() throws Exception {
        run();
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(Sample.bytes());
        }
        drop("copy.pcapng.gz", compressed.toByteArray());
        awaitFile(".done/copy.pcapng.gz");
        assertThat(ids()).hasSize(Sample.FLOWS).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("two captures of equal length that differ only between their first and last 64 KiB are two captures")
    void twins() throws Exception {
        int flows = 5000;
        byte[] one = Traffic.flows(flows, 1);
        byte[] other = one.clone();
        // The source address of the packet in the middle: 24 bytes of the file, 16 + 42 of each packet.
        int middle = 24 + flows / 2 * (16 + 42) + 16 + 26;
        other[middle + 3] = 99;
        Path file = Files.write(outside.resolve("twin"), one);
        String id = idOf(file);
        Files.write(file, other);
        assertThat(idOf(file)).as("their ids are equal").isEqualTo(id);
        run("flowjay.groups", "flow_meta");
        drop("one.pcap", one);
        awaitFile(".done/one.pcap");
        drop("other.pcap", other);
        awaitFile(".done/other.pcap");
        assertThat(Topics.read(TestBroker.brokers(), topic)).hasSize(2 * flows);
        assertThat(Topics.read(TestBroker.brokers(), topic))
                .filteredOn(record -> Topics.text(record.value()).contains("\"192.0.2.99\""))
                .hasSize(1);
    }

    private static String idOf(Path file) throws IOException {
        try (CaptureReader reader = CaptureFile.open(file)) {
            return reader.captureId();
        }
    }

    @Test
    void anotherTopicIsAnotherDeliveryAlsoWithTheSameLedger() throws Exception {
        DefaultCamelContext second = new DefaultCamelContext();
        run();
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        context.stop();
        try (second) {
            load(second, settings("flowjay.topic", topic + "-v2"));
            second.start();
            drop("b.pcapng", Sample.bytes());
            awaitFile(".done/b.pcapng");
        }
        assertThat(ids()).hasSize(Sample.FLOWS).doesNotHaveDuplicates();
        assertThat(Topics.recordIds(TestBroker.brokers(), topic + "-v2")).containsExactlyInAnyOrderElementsOf(ids());
    }

    @Test
    void everyRecordCarriesTheIdOfItsDelivery() throws Exception {
        run("flowjay.duplicates", "process");
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        drop("copy.pcapng", Sample.bytes());
        awaitFile(".done/copy.pcapng");
        String fingerprint = RecordShape.of(ContextSettings.of(context)).fingerprint();
        Map<String, Long> deliveries = Topics.read(TestBroker.brokers(), topic).stream()
                .map(record -> Topics.text(record.headers()
                        .lastHeader(FlowDelivery.DELIVERY_HEADER)
                        .value()))
                .collect(Collectors.groupingBy(id -> id, TreeMap::new, Collectors.counting()));
        assertThat(deliveries).hasSize(2).allSatisfy((id, count) -> {
            assertThat(id).matches(fingerprint + "\\.[0-9a-f]{8}\\.[12]");
            assertThat(count).isEqualTo(Sample.FLOWS);
        });
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

    @Tag("full")
    @Test
    void twoThousandSmallCapturesTakeNoLongerEachAtTheEndThanBeforeAndNoMemory() throws Exception {
        int quarter = 500;
        prepare("flowjay.groups", "flow_meta");
        List<Duration> times = new ArrayList<>();
        List<Long> heap = new ArrayList<>();
        context.start();
        for (int i = 0; i < 4; i++) {
            for (int n = 0; n < quarter; n++) {
                Files.write(outside.resolve(i + "-" + n + ".pcap"), Traffic.flows(2, i * quarter + n));
            }
            long start = System.nanoTime();
            for (int n = 0; n < quarter; n++) {
                Files.move(outside.resolve(i + "-" + n + ".pcap"), inbox.resolve(i + "-" + n + ".pcap"));
            }
            int done = (i + 1) * quarter;
            await().atMost(Duration.ofMinutes(5)).until(() -> count(inbox.resolve(".done")) == done);
            times.add(Duration.ofNanos(System.nanoTime() - start));
            System.gc();
            heap.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        System.out.println("500 captures each: " + times + ", bytes of heap: " + heap);
        assertThat(times.get(3)).isLessThan(times.get(1).multipliedBy(2));
        assertThat(heap.get(3) - heap.get(1))
                .as("bytes for 1,000 captures, those of the broker in this process among them")
                .isLessThan(8_000_000);
        assertThat(ids()).hasSize(2 * 4 * quarter).doesNotHaveDuplicates();
    }

    private static long count(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
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
        AdviceWith.adviceWith(context, "capture-to-kafka", route -> route.weaveById("record-value")
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
        load(settings(settings));
    }

    /** These settings after those that every worker has. */
    private String[] settings(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "flowjay.delivery",
                "exactly-once",
                "flowjay.brokers",
                TestBroker.brokers(),
                "flowjay.topic",
                topic,
                "flowjay.ledger-topic",
                topic + "-ledger"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private List<String> ids() {
        return Topics.recordIds(TestBroker.brokers(), topic);
    }
}
