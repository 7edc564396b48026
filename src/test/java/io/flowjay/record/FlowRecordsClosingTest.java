package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.capture.CaptureFile;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.heuristic.Heuristics;
import io.flowjay.flow.FlowKeyFields;
import io.flowjay.flow.FlowSettings;
import io.flowjay.flow.IdSettings;
import io.flowjay.graph.HostGraphSettings;
import io.flowjay.packet.DecodeSettings;
import io.flowjay.settings.ChecksumMode;
import io.flowjay.settings.FinRstMode;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However an extraction ends, the capture is closed, by nobody while it is read, and no thread stays behind. */
@Timeout(60)
class FlowRecordsClosingTest {
    private static final byte[] TRAFFIC = TestTraffic.capture(3, 20_000);

    /** One end of an extraction. */
    interface End {
        void play(FlowRecords records) throws IOException;
    }

    @AfterEach
    void noThreadIsAlive() {
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("flowjay-extract"));
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                        end("drained", records -> records.forEachRemaining(record -> {})),
                        end("drained, then closed", records -> {
                            records.forEachRemaining(record -> {});
                            records.close();
                        }),
                        end("closed at once", FlowRecords::close),
                        end("closed in the middle", records -> {
                            for (int i = 0; i < 100; i++) {
                                records.next();
                            }
                            records.close();
                            assertThat(records.hasNext()).isFalse();
                        }),
                        end("closed with a record looked at and not taken", records -> {
                            assertThat(records.hasNext()).isTrue();
                            records.close();
                            assertThat(records.hasNext()).isFalse();
                        }),
                        end("closed twice", records -> {
                            records.close();
                            records.close();
                        }))
                .flatMap(FlowRecordsClosingTest::forThreads);
    }

    @ParameterizedTest(name = "{0}, {1} threads")
    @MethodSource("ends")
    void capturesAreClosed(End end, int threads) throws IOException {
        ProbeReader capture = probe();
        end.play(extraction(threads).records(capture));
        assertThat(capture.isClosed()).isTrue();
        assertThat(capture.wasClosedWhileReading()).isFalse();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                        arguments(named("damage", (Callable<Boolean>) () -> {
                            throw new IOException("damaged");
                        })),
                        arguments(named("a bug", (Callable<Boolean>) () -> {
                            throw new IllegalStateException("damaged");
                        })))
                .flatMap(FlowRecordsClosingTest::forThreads);
    }

    @ParameterizedTest(name = "{0}, {1} threads")
    @MethodSource("failures")
    void capturesAreClosedWhenReadingFails(Callable<Boolean> failure, int threads) throws IOException {
        ProbeReader capture = probe().after(15_000, failure);
        FlowRecords records = extraction(threads).records(capture);
        assertThatThrownBy(() -> records.forEachRemaining(record -> {}))
                .isInstanceOf(RuntimeException.class)
                .hasStackTraceContaining("damaged");
        assertThat(capture.isClosed()).isTrue();
        assertThat(capture.wasClosedWhileReading()).isFalse();
        assertThat(records.hasNext()).isFalse();
    }

    @ParameterizedTest(name = "{0}, {1} threads")
    @MethodSource("failures")
    void capturesAreClosedWithoutAnId(Callable<Boolean> failure, int threads) throws IOException {
        ProbeReader capture = probe().id(() -> String.valueOf(failure.call()));
        assertThatThrownBy(() -> extraction(threads).records(capture)).hasMessage("damaged");
        assertThat(capture.isClosed()).isTrue();
    }

    static Stream<Arguments> unusable() {
        Duration tooLong = Duration.ofSeconds(Long.MAX_VALUE);
        Extraction usual = extraction(1);
        FlowSettings flows = new FlowSettings(
                tooLong,
                Duration.ZERO,
                FinRstMode.BOTH,
                10,
                10,
                new FlowKeyFields(false, false, false),
                1,
                0,
                10,
                10,
                10,
                10,
                ChecksumMode.AUTO,
                DecodeSettings.of(Settings.DEFAULT));
        FeatureSettings features = new FeatureSettings(
                tooLong, false, false, 1, HostGraphSettings.of(Settings.DEFAULT), 0, Heuristics.of(Settings.DEFAULT));
        return Stream.of(
                        arguments(named("flow table", (IntFunction<Extraction>) threads -> new Extraction(
                                usual.selection,
                                FeatureSettings.of(Settings.DEFAULT),
                                flows,
                                IdSettings.of(Settings.DEFAULT),
                                RecordForm.of(Settings.DEFAULT),
                                "",
                                CaptureLimits.of(Settings.DEFAULT),
                                threads))),
                        arguments(named("features", (IntFunction<Extraction>) threads -> new Extraction(
                                usual.selection,
                                features,
                                FlowSettings.of(Settings.DEFAULT),
                                IdSettings.of(Settings.DEFAULT),
                                RecordForm.of(Settings.DEFAULT),
                                "",
                                CaptureLimits.of(Settings.DEFAULT),
                                threads))))
                .flatMap(FlowRecordsClosingTest::forThreads);
    }

    @ParameterizedTest(name = "{0}, {1} threads")
    @MethodSource("unusable")
    void capturesAreClosedWhenExtractionCannotStart(IntFunction<Extraction> extraction, int threads)
            throws IOException {
        ProbeReader capture = probe();
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> extraction.apply(threads).records(capture).forEachRemaining(record -> {}));
        assertThat(capture.isClosed()).isTrue();
        assertThat(capture.wasClosedWhileReading()).isFalse();
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {2, 3})
    void closingEndsAReadThatWaits(int threads) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        ProbeReader capture = probe().after(100, () -> never.await(1, TimeUnit.DAYS));
        FlowRecords records = extraction(threads).records(capture);
        await().until(() -> capture.isReading());
        records.close();
        assertThat(capture.isClosed()).isTrue();
        assertThat(capture.wasClosedWhileReading()).isFalse();
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {2, 3})
    void anInterruptEndsTheWaitForARecord(int threads) throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        ProbeReader capture = probe().after(100, () -> {
            waiting.countDown();
            return new CountDownLatch(1).await(1, TimeUnit.DAYS);
        });
        FlowRecords records = extraction(threads).records(capture);
        FutureTask<Boolean> asking = new FutureTask<>(() -> {
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(records::hasNext)
                    .withCauseInstanceOf(InterruptedIOException.class);
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = new Thread(asking);
        thread.start();
        waiting.await();
        thread.interrupt();
        assertThat(asking.get()).as("still interrupted").isTrue();
        assertThat(capture.isClosed()).isTrue();
        assertThat(capture.wasClosedWhileReading()).isFalse();
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {2, 3})
    void anInterruptedThreadClosesOnlyWhenNobodyReads(int threads) throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        ProbeReader capture = probe().after(100, () -> {
            reading.countDown();
            awaitWhateverHappens(finish);
            return false;
        });
        FlowRecords records = extraction(threads).records(capture);
        reading.await();
        FutureTask<Boolean> closing = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            records.close();
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = new Thread(closing);
        thread.start();
        await().until(() -> Arrays.asList(Thread.State.TERMINATED, Thread.State.TIMED_WAITING)
                .contains(thread.getState()));
        finish.countDown();
        assertThat(result(closing)).as("still interrupted").isTrue();
        assertThat(capture.isClosed()).isTrue();
        assertThat(capture.wasClosedWhileReading()).isFalse();
    }

    private static boolean result(FutureTask<Boolean> task) throws InterruptedException, IOException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static void awaitWhateverHappens(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // The read goes on, as one of System.in would.
            }
        }
    }

    @ParameterizedTest(name = "{0} flows")
    @CsvSource({"1, false", "64, false", "255, false", "256, true", "500, true"})
    void onlyALargeCaptureTakesThreads(int flows, boolean threads) throws IOException {
        Captures capture = Captures.pcap();
        for (int flow = 0; flow < flows; flow++) {
            capture.packet(flow, TestFrames.udp(flow + 1, 0x20000, 4000, 53, 10));
        }
        try (FlowRecords records = extraction(3).records(CaptureFile.open(capture.toBytes(), "flows"))) {
            assertThat(records.hasNext()).isTrue();
            assertThat(Thread.getAllStackTraces().keySet())
                    .as("threads that extract")
                    .matches(all ->
                            all.stream().anyMatch(thread -> thread.getName().equals("flowjay-extract")) == threads);
            assertThat(records).toIterable().hasSize(flows);
        }
    }

    private static ProbeReader probe() throws IOException {
        return new ProbeReader(CaptureFile.open(TRAFFIC, "traffic"));
    }

    private static Extraction extraction(int threads) {
        Settings.Builder settings = Settings.builder();
        settings.set(SettingCatalog.THREADS, threads);
        return Extraction.of(settings.build());
    }

    private static Arguments end(String name, End end) {
        return arguments(named(name, end));
    }

    private static Stream<Arguments> forThreads(Arguments first) {
        return Stream.of(1, 2, 3).map(threads -> arguments(first.get()[0], threads));
    }
}
