package io.flowjay.camel.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** When a file is complete: by a clock that nobody sets, and not by what its sender says. Quiet time is 10 s. */
class CompleteFilesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path directory;

    private long seconds;
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private CompleteFiles files = files("");

    private CompleteFiles files(String doneFile) {
        return new CompleteFiles(
                Settings.builder()
                        .text(SettingCatalog.QUIET_TIME, "10s", "test")
                        .text(SettingCatalog.DONE_FILE, doneFile, "test")
                        .build(),
                () -> TimeUnit.SECONDS.toNanos(seconds),
                new Clock() {
                    @Override
                    public java.time.ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return clock.instant();
                    }
                });
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(
                directory.resolve(name), content, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    static Stream<Duration> ages() {
        return Stream.of(Duration.ZERO, Duration.ofDays(-3650), Duration.ofDays(1), Duration.ofDays(3650));
    }

    @ParameterizedTest
    @MethodSource("ages")
    void itsOwnTimeDecidesNothing(Duration age) throws IOException {
        Path file = write("a.pcap", "x");
        Files.setLastModifiedTime(file, FileTime.from(NOW.plus(age)));
        assertThat(files.isComplete(file)).isFalse();
        seconds = 9;
        assertThat(files.isComplete(file)).isFalse();
        seconds = 10;
        assertThat(files.isComplete(file)).isTrue();
        assertThat(files.isUnchanged(file)).isTrue();
    }

    @Test
    void aClockThatIsSetDecidesNothing() throws IOException {
        Path file = write("a.pcap", "x");
        assertThat(files.isComplete(file)).isFalse();
        clock = Clock.fixed(NOW.plus(Duration.ofHours(1)), ZoneOffset.UTC);
        seconds = 5;
        assertThat(files.isComplete(file)).isFalse();
        clock = Clock.fixed(NOW.minus(Duration.ofHours(1)), ZoneOffset.UTC);
        seconds = 10;
        assertThat(files.isComplete(file)).isTrue();
    }

    /** What somebody does to a file. */
    private interface Change {
        void to(Path file) throws IOException;
    }

    static Stream<Change> changes() {
        FileTime past = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
        return Stream.of(
                file -> Files.writeString(file, "y", StandardOpenOption.APPEND),
                // A copier that allocates the file first and sets its time early, and again after each write.
                file -> {
                    Files.writeString(file, "y", StandardOpenOption.WRITE);
                    Files.setLastModifiedTime(file, past);
                },
                file -> {
                    Path other = Files.writeString(file.resolveSibling("other"), "x");
                    Files.setLastModifiedTime(other, past);
                    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                });
    }

    @ParameterizedTest
    @MethodSource("changes")
    void eachChangeBeginsTheWaitAgain(Change change) throws IOException {
        Path file = write("a.pcap", "x");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        assertThat(files.isComplete(file)).isFalse();
        seconds = 9;
        awaitNextTick(file);
        change.to(file);
        assertThat(files.isComplete(file)).isFalse();
        seconds = 18;
        assertThat(files.isComplete(file)).isFalse();
        seconds = 19;
        assertThat(files.isComplete(file)).isTrue();
        awaitNextTick(file);
        change.to(file);
        assertThat(files.isUnchanged(file)).isFalse();
        assertThat(files.isComplete(file)).isFalse();
    }

    /** Waits until a change of the file gives it another change time, however seldom the file system's clock moves on. */
    private void awaitNextTick(Path file) throws IOException {
        FileTime last = CompleteFiles.changed(file);
        assumeTrue(last != null, "the file system has no change times");
        await().pollInterval(Duration.ofMillis(1))
                .until(() -> CompleteFiles.changed(Files.writeString(directory.resolve("tick"), "x"))
                                .compareTo(last)
                        > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.pcap.part", "a.pcap.PART", "a.pcap.tmp", "a.tmp"})
    void aNameForUnfinishedFilesIsNeverComplete(String name) throws IOException {
        Path file = write(name, "x");
        assertThat(files.isComplete(file)).isFalse();
        seconds = 1000;
        assertThat(files.isComplete(file)).isFalse();
    }

    @Test
    void withDoneFileNothingIsCompleteBeforeItsMarkerIsThere() throws IOException {
        files = files(".done");
        Path file = write("a.pcap", "x");
        assertThat(files.isComplete(file)).isFalse();
        // Pauses of any length.
        seconds = 10_000;
        write("a.pcap", "y");
        assertThat(files.isComplete(file)).isFalse();
        Path marker = write("a.pcap.done", "");
        assertThat(files.isComplete(file)).isFalse();
        seconds = 10_010;
        assertThat(files.isComplete(file)).isTrue();
        assertThat(files.isComplete(marker)).isFalse();
        seconds = 20_000;
        assertThat(files.isComplete(marker)).isFalse();
    }

    @Test
    void aTimeInTheFutureIsToldOnce() throws IOException {
        Path file = write("a.pcap", "x");
        Files.setLastModifiedTime(file, FileTime.from(NOW.plus(Duration.ofHours(2))));
        Path ordinary = write("b.pcap", "x");
        Files.setLastModifiedTime(ordinary, FileTime.from(NOW.plus(Duration.ofSeconds(30))));
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(CompleteFiles.class);
        logger.addAppender(log);
        log.start();
        try {
            for (seconds = 0; seconds < 30; seconds++) {
                files.isComplete(file);
                files.isComplete(ordinary);
            }
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list).singleElement().satisfies(event -> assertThat(event.getFormattedMessage())
                .contains("a.pcap", "2026-03-01T14:00:00Z", "2026-03-01T12:00:00Z"));
    }

    @Test
    void itForgetsWhatIsGone() throws IOException {
        for (int i = 0; i < 20_000; i++) {
            Path file = write(i + ".pcap", "x");
            files.isComplete(file);
            if (i % 3 == 0) {
                files.left(file);
            }
            Files.delete(file);
        }
        assertThat(files.size()).isLessThanOrEqualTo(1024);
        assertThat(files.isComplete(directory.resolve("0.pcap"))).isFalse();
    }
}
