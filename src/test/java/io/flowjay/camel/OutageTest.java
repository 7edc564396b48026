package io.flowjay.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** One state of an outage, on a clock that the test moves. */
class OutageTest {
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(Outage.class);
    private static final String LINE = "Records cannot be delivered; captures stay in the inbox and are tried again: ";

    /** Not at zero, and where a sum overflows: System.nanoTime() may be there. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10_000_000_000L);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Outage outage = new Outage(
            Settings.builder()
                    .set(SettingCatalog.FIRST_WAIT, Duration.ofSeconds(1))
                    .set(SettingCatalog.LONGEST_WAIT, Duration.ofSeconds(5))
                    .build(),
            nanos::get);

    @TempDir
    Path inbox;

    private Path capture;

    @BeforeEach
    void start() throws Exception {
        capture = Files.createFile(inbox.resolve("a.pcap"));
        log.start();
        LOGGER.addAppender(log);
    }

    @AfterEach
    void stop() {
        LOGGER.detachAppender(log);
    }

    @Test
    void thePausesDoubleUpToTheLongest() {
        List<Integer> waits = List.of(1, 2, 4, 5, 5);
        for (int wait : waits) {
            assertThat(outage.pause(capture, "no", true)).isEqualTo(Duration.ofSeconds(wait));
            pass(Duration.ofSeconds(wait).minusNanos(1));
            assertThat(outage.allowsTry()).isFalse();
            pass(Duration.ofNanos(1));
            assertThat(outage.allowsTry()).isTrue();
        }
        outage.ended();
        assertThat(outage.reason()).isEmpty();
        assertThat(outage.pause(capture, "no", true)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void capturesThatFailBeforeTheNextTryFailedInTheSameTry() {
        for (int i = 0; i < 3; i++) {
            assertThat(outage.pause(capture, "no", true)).isEqualTo(Duration.ofSeconds(1));
        }
        pass(Duration.ofMillis(400));
        assertThat(outage.pause(capture, "no", true)).isEqualTo(Duration.ofMillis(600));
        pass(Duration.ofMillis(600));
        assertThat(outage.allowsTry()).isTrue();
        assertThat(outage.pause(capture, "no", true)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void anAttemptThatFailsIsAnOutageThatPausesNothing() {
        outage.failed("no answer");
        assertThat(outage.reason()).contains("no answer");
        assertThat(outage.allowsTry()).isTrue();
        pass(Duration.ofMinutes(5).plusNanos(1));
        assertThat(outage.reason())
                .as("nothing has failed for long, and no capture waits")
                .isEmpty();
    }

    @Test
    void itEndsWhenAllItsCapturesHaveLeftTheDirectory() throws Exception {
        Path other = Files.createFile(inbox.resolve("b.pcap"));
        outage.pause(capture, "no", true);
        outage.pause(other, "no", true);
        awaitLines(LINE + "no");
        Files.delete(other);
        assertThat(outage.reason())
                .as("the directory is looked at once a second")
                .isPresent();
        pass(Duration.ofSeconds(1));
        assertThat(outage.reason()).as("one capture still waits").isPresent();
        Files.delete(capture);
        pass(Duration.ofSeconds(1));
        assertThat(outage.reason()).isEmpty();
        assertThat(outage.allowsTry()).isTrue();
        awaitLines(LINE + "no", "No capture waits for records to be delivered any more, after 2 s");
    }

    @Test
    void theDiagnosisIsTheReasonAndIsLoggedOnceAsTheEndIs() {
        outage.setDiagnosis(() -> Optional.of("kafka1:9092: connection refused"));
        for (int i = 0; i < 1000; i++) {
            outage.failed("Timed out waiting for a node assignment");
        }
        awaitLines(LINE + "kafka1:9092: connection refused");
        assertThat(outage.reason()).contains("kafka1:9092: connection refused");
        pass(Duration.ofSeconds(7));
        outage.ended();
        outage.ended();
        awaitLines(LINE + "kafka1:9092: connection refused", "Records are delivered again, after 7 s");
        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
    }

    @Test
    void recordsOfALiveCaptureAreNotSaidToBeTriedAgain() {
        outage.lost("no answer");
        awaitLines("Records cannot be delivered: no answer");
    }

    @Test
    void aNewReasonIsLoggedButNoMoreThanOneAMinute() {
        outage.failed("first");
        awaitLines(LINE + "first");
        for (int second = 0; second < 59; second++) {
            pass(Duration.ofSeconds(1));
            outage.failed("other " + second);
        }
        await().until(() -> outage.reason().orElseThrow().startsWith("other"));
        assertThat(log.list).hasSize(1);
        pass(Duration.ofSeconds(31));
        outage.failed("last");
        awaitLines(LINE + "first", LINE + "last");
    }

    @Test
    void anOutageThatComesAndGoesHasTwoLinesAMinute() {
        for (int second = 0; second < 180; second++) {
            outage.failed("no");
            if (second % 60 == 0) {
                int lines = 2 * second / 60 + 1;
                await().until(() -> log.list.size() == lines);
            }
            outage.ended();
            pass(Duration.ofSeconds(1));
        }
        assertThat(log.list).hasSizeBetween(4, 6);
    }

    @Test
    void aDiagnosisThatFailsIsNotNeeded() {
        outage.setDiagnosis(() -> {
            throw new IllegalStateException("no");
        });
        outage.failed("no answer");
        awaitLines(LINE + "no answer");
    }

    @Test
    void whatTheDiagnosisCannotExplainIsNotPutDownToIt() {
        outage.setDiagnosis(() -> Optional.of("kafka1:9092: connection refused"));
        outage.pause(capture, "files cannot be written to out: No space left on device", false);
        awaitLines(LINE + "files cannot be written to out: No space left on device");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void awaitLines(String... lines) {
        await().untilAsserted(() -> assertThat(List.copyOf(log.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(lines));
    }
}
