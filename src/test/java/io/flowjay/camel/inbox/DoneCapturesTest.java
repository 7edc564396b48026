package io.flowjay.camel.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.camel.ShippedRoute;
import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Sample;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of published captures. */
class DoneCapturesTest extends ShippedRoute {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));

    /** Ten directories of the longest name: two such paths are longer than any path may be (PATH_MAX, 4096 bytes). */
    private static final Path LONG = Path.of(String.join("/", Collections.nCopies(10, "d".repeat(255))));

    @Test
    void theyAreDeletedAndFailedOnesAreNot() throws Exception {
        MockEndpoint kafka = start("flowjay.done-policy", "delete");
        drop("a.pcap", Traffic.flows(50, 1));
        drop("bad.pcap", "garbage".getBytes(StandardCharsets.UTF_8));
        report("bad.pcap");
        await().until(() -> files().size() == 2);
        assertThat(files()).containsExactly(".failed/bad.pcap", ".failed/bad.pcap.error.json");
        assertThat(batchSizes(kafka)).containsExactly(50);
    }

    @Test
    void theyAreCompressedAndCanBeReadAsBefore() throws Exception {
        start("flowjay.done-policy", "compress");
        Path whole = drop(".a", Sample.bytes());
        String id = id(whole);
        Files.setLastModifiedTime(whole, LONG_AGO);
        Files.move(whole, inbox.resolve("a.pcapng"));
        await().until(() -> files().equals(List.of(".done/a.pcapng.zst")));
        Path compressed = inbox.resolve(".done/a.pcapng.zst");
        assertThat(Files.size(compressed)).isLessThan(Sample.bytes().length);
        assertThat(id(compressed)).isEqualTo(id);
        assertThat(Files.getLastModifiedTime(compressed)).isEqualTo(LONG_AGO);
        // What is compressed already stays as it is, and the next one of that name has another.
        drop("b.pcapng.zst", Files.readAllBytes(compressed));
        drop("a.pcapng", Traffic.flows(5, 1));
        await().until(() -> files().size() == 3 && files().stream().allMatch(name -> name.endsWith(".zst")));
        assertThat(files().get(0)).matches("\\.done/a\\.\\d{8}T\\d{9}\\.pcapng\\.zst");
        assertThat(files().subList(1, 3)).containsExactly(".done/a.pcapng.zst", ".done/b.pcapng.zst");
        assertThat(inbox.resolve(".done/b.pcapng.zst")).hasSameBinaryContentAs(compressed);
    }

    private static String id(Path file) throws IOException {
        try (CaptureReader reader = CaptureFile.open(file)) {
            return reader.captureId();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        // Days since they were moved: all are an hour old, and were written to long ago.
        "keep, 0, 3650, 3",
        "keep, 7d, 6, 3",
        "keep, 7d, 7, 0",
        "compress, 7d, 6, 3",
        "compress, 7d, 7, 0",
    })
    void theyAreDeletedByTheTimeSinceTheyWereMoved(String policy, String keepFor, int days, int left) throws Exception {
        for (String directory : new String[] {".done", ".failed", "sub/.done", "sub"}) {
            Path file = Files.write(
                    Files.createDirectories(inbox.resolve(directory)).resolve("a.pcap"), Traffic.flows(50, 1));
            Files.setLastModifiedTime(file, LONG_AGO);
        }
        Path other = Files.write(inbox.resolve(".done/b.pcap"), Traffic.flows(50, 1));
        Settings settings = Settings.builder()
                .text(SettingCatalog.CAPTURES, inbox.toString(), "test")
                .text(SettingCatalog.RECURSIVE, "true", "test")
                .text(SettingCatalog.DONE_POLICY, policy, "test")
                .text(SettingCatalog.DONE_KEEP_FOR, keepFor, "test")
                .build();
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(days).plusHours(1));
        try (DoneCaptures done = new DoneCaptures(settings, later)) {
            done.look();
        }
        try (Stream<String> kept = files().stream()) {
            assertThat(kept.filter(name -> name.contains(".done/"))).hasSize(left);
        }
        assertThat(files()).contains(".failed/a.pcap", "sub/a.pcap");
        if (left > 0) {
            assertThat(Files.exists(other)).isEqualTo(policy.equals("keep"));
        }
    }

    @Test
    void oneLookTakesABoundedNumberOfFiles() throws Exception {
        Path done = Files.createDirectory(inbox.resolve(".done"));
        for (int i = 0; i < DoneCaptures.LOOK_FILES + 5; i++) {
            Files.createFile(done.resolve(i + ".pcap"));
        }
        Settings settings = Settings.builder()
                .text(SettingCatalog.CAPTURES, inbox.toString(), "test")
                .text(SettingCatalog.DONE_KEEP_FOR, "1s", "test")
                .build();
        try (DoneCaptures captures = new DoneCaptures(settings, Clock.offset(Clock.systemUTC(), Duration.ofHours(1)))) {
            captures.look();
            assertThat(files()).hasSize(5);
            captures.look();
            assertThat(files()).isEmpty();
        }
    }

    /** A directory below which paths are too long for the system, so that nobody can read it, whatever the rights. */
    @Test
    void aDirectoryThatCannotBeReadKeepsNoOtherFromBeingLookedAt() throws Exception {
        List<Path> done = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            if (i == 10) {
                Files.createDirectories(inbox.resolve(LONG));
            }
            done.add(Files.createFile(
                    Files.createDirectories(inbox.resolve("sub" + i + "/.done")).resolve("a.pcap")));
        }
        Files.createDirectories(inbox.resolve("lower").resolve(LONG));
        Path moved = inbox.resolve(LONG).resolve("lower");
        Files.move(inbox.resolve("lower"), moved);
        try {
            assertThat(Files.exists(moved.resolve(LONG)))
                    .as("it can be reached")
                    .isFalse();
            Settings settings = Settings.builder()
                    .text(SettingCatalog.CAPTURES, inbox.toString(), "test")
                    .text(SettingCatalog.RECURSIVE, "true", "test")
                    .text(SettingCatalog.DONE_KEEP_FOR, "1s", "test")
                    .build();
            Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
            try (DoneCaptures captures = new DoneCaptures(settings, later)) {
                captures.look();
            }
            assertThat(done).allSatisfy(file -> assertThat(file).doesNotExist());
        } finally {
            Files.move(moved, inbox.resolve("lower"));
        }
    }
}
