package io.flowjay.camel.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.camel.CaptureActivity;
import io.flowjay.camel.ShippedRoute;
import io.flowjay.testing.Traffic;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several captures of a directory at once. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class InboxWorkersRouteTest extends ShippedRoute {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CAPTURES = 7;

    private void drop(int captures) throws Exception {
        for (int i = 0; i < captures; i++) {
            drop("c" + i + ".pcap", Traffic.flows(2, i));
        }
    }

    private static List<String> names(int captures, String directory) {
        return IntStream.range(0, captures)
                .mapToObj(i -> directory + "c" + i + ".pcap")
                .toList();
    }

    /** Starts the route with a step in place of Kafka: a mock endpoint would let only one exchange in at a time. */
    private void startWith(int workers, Processor kafka) throws Exception {
        load("flowjay.captures-at-once", String.valueOf(workers));
        AdviceWith.adviceWith(context, "capture-to-kafka", route -> route.weaveById("kafka")
                .replace()
                .process(kafka));
        context.start();
    }

    /** A capture may go while the directory is read. */
    private static ConditionFactory await() {
        return Awaitility.await().atMost(LIMIT).ignoreException(UncheckedIOException.class);
    }

    private void awaitDone(int captures) {
        await().untilAsserted(() -> assertThat(files()).containsAll(names(captures, ".done/")));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {1, 2, 3})
    void asManyCapturesAsTheSettingSaysAreWorkedOnAtOnce(int workers) throws Exception {
        drop(CAPTURES);
        CountDownLatch begun = new CountDownLatch(workers);
        Semaphore gate = new Semaphore(0);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        startWith(workers, exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            begun.countDown();
            gate.acquire();
            now.decrementAndGet();
        });
        assertThat(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        CaptureActivity activity = Objects.requireNonNull(CaptureActivity.find(context));
        assertThat(activity.names()).hasSize(workers);
        gate.release(CAPTURES);
        awaitDone(CAPTURES);
        assertThat(most).hasValue(workers);
        assertThat(activity.done()).isEqualTo(CAPTURES);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {1, 2})
    void capturesThatFailGiveTheirWorkersBack(int workers) throws Exception {
        for (int i = 0; i < 3 * workers; i++) {
            drop("a" + i + ".pcap", new byte[] {(byte) i});
        }
        drop(CAPTURES);
        startWith(workers, exchange -> {});
        awaitDone(CAPTURES);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(files())
                .filteredOn(file -> file.matches("\\.failed/a\\d\\.pcap"))
                .hasSize(3 * workers));
    }

    @Test
    void capturesOfOtherProcessesTakeNoWorker() throws Exception {
        drop(CAPTURES);
        Path absolute = inbox.toAbsolutePath();
        try (FileLock first = InboxLock.tryLock(absolute, absolute.resolve("c0.pcap"));
                FileLock second = InboxLock.tryLock(absolute, absolute.resolve("c1.pcap"))) {
            assertThat(first).isNotNull();
            assertThat(second).isNotNull();
            startWith(2, exchange -> {});
            await().untilAsserted(() -> assertThat(files())
                    .containsAll(names(CAPTURES, ".done/").subList(2, CAPTURES))
                    .containsAll(names(2, "")));
        }
        awaitDone(CAPTURES);
    }

    @ParameterizedTest(name = "{0} captures, {1} workers")
    @CsvSource({"1, 2", "2, 2", "7, 2"})
    void aStopLeavesWhatIsNotDoneInTheDirectory(int captures, int workers) throws Exception {
        drop(captures);
        int inProgress = Math.min(captures, workers);
        CountDownLatch begun = new CountDownLatch(inProgress);
        startWith(workers, exchange -> {
            begun.countDown();
            new CountDownLatch(1).await();
        });
        assertThat(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        context.getShutdownStrategy().setTimeout(1);
        long start = System.nanoTime();
        context.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        await().untilAsserted(() -> assertThat(files()).containsAll(names(captures, "")));
        assertThat(files()).noneMatch(file -> file.startsWith(".done/") || file.startsWith(".failed/"));
    }
}
