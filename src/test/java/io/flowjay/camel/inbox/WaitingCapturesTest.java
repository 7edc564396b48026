package io.flowjay.camel.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.camel.ContextSettings;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures that wait, on a monotonic clock that the test moves: no wall clock takes part. */
class WaitingCapturesTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final WaitingCaptures waiting = new WaitingCaptures(nanos::get);

    @TempDir
    Path inbox;

    private Path capture;

    @BeforeEach
    void set() throws Exception {
        waiting.setSettings(new ContextSettings(Settings.builder()
                .set(SettingCatalog.FIRST_WAIT, Duration.ofSeconds(1))
                .set(SettingCatalog.LONGEST_WAIT, Duration.ofSeconds(3))
                .build()));
        capture = Files.createFile(inbox.resolve("a.pcap"));
    }

    @Test
    void theWaitsDoubleUpToTheLongest() {
        for (int wait : new int[] {1, 2, 3, 3}) {
            waiting.add(capture, "no", true);
            pass(Duration.ofSeconds(wait).minusNanos(1));
            assertThat(waiting.isDue(capture)).isFalse();
            pass(Duration.ofNanos(1));
            assertThat(waiting.isDue(capture)).isTrue();
        }
        waiting.remove(capture);
        assertThat(waiting.size()).isZero();
    }

    @Test
    void aCaptureThatHasLeftTheDirectoryDoesNotWait() throws Exception {
        Path other = Files.createFile(inbox.resolve("b.pcap"));
        waiting.add(capture, "disk", true);
        waiting.add(other, "elsewhere", false);
        assertThat(waiting.size()).isEqualTo(2);
        assertThat(waiting.inTrouble()).isEqualTo(1);
        Files.delete(capture);
        pass(Duration.ofSeconds(1));
        assertThat(waiting.inTrouble()).isZero();
        assertThat(waiting.trouble()).isEmpty();
        assertThat(waiting.size()).isEqualTo(1);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
