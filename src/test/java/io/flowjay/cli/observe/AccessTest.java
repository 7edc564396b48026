package io.flowjay.cli.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Bounds of what clients can keep busy: sessions, uploads, and how slow an upload may be. */
class AccessTest {
    private final AtomicLong clock = new AtomicLong();

    @Test
    void aSessionLastsTwelveHours() {
        Sessions sessions = new Sessions(clock::get);
        String session = sessions.begin();
        clock.addAndGet(Duration.ofHours(12).toNanos() - 1);
        assertThat(sessions.contains(session)).isTrue();
        clock.addAndGet(1);
        assertThat(sessions.contains(session)).isFalse();
        assertThat(sessions.contains(null)).isFalse();
        assertThat(sessions.contains("")).isFalse();
    }

    @Test
    void oneSessionMoreThanAHundredEndsTheOldest() {
        Sessions sessions = new Sessions(clock::get);
        String first = sessions.begin();
        String second = sessions.begin();
        for (int i = 2; i <= 100; i++) {
            sessions.begin();
        }
        assertThat(sessions.contains(first)).isFalse();
        assertThat(sessions.contains(second)).isTrue();
    }

    @Test
    void uploadsAreLimitedForAClientAndForAll() {
        UploadSlots slots = new UploadSlots();
        for (int client = 0; client < 4; client++) {
            for (int i = 0; i < 4; i++) {
                assertThat(slots.tryAcquire("192.0.2." + client)).isTrue();
            }
            assertThat(slots.tryAcquire("192.0.2." + client)).isFalse();
        }
        assertThat(slots.tryAcquire("192.0.2.9")).as("all taken").isFalse();
        slots.release("192.0.2.1");
        assertThat(slots.tryAcquire("192.0.2.0")).as("still four of its own").isFalse();
        assertThat(slots.tryAcquire("192.0.2.9")).isTrue();
    }

    @Test
    void anUploadThatDripsIsEnded() throws IOException {
        PacedStream slow = paced(Duration.ofHours(1));
        for (int second = 0; second <= 9; second++) {
            assertThat(slow.read()).isNotNegative();
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        clock.addAndGet(1);
        assertThatThrownBy(slow::read)
                .isInstanceOf(PacedStream.Ended.class)
                .hasMessage("it was slower than 8192 bytes a second");
        assertThat(slow.bytes()).isEqualTo(11);
    }

    @Test
    void anUploadAtTheLeastRateGoesOnUntilItsTimeIsUp() throws IOException {
        PacedStream steady = paced(Duration.ofSeconds(30));
        byte[] second = new byte[8192];
        for (int i = 0; i < 30; i++) {
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(steady.readNBytes(second, 0, second.length)).isEqualTo(second.length);
        }
        clock.addAndGet(1);
        assertThatThrownBy(steady::read).isInstanceOf(PacedStream.Ended.class).hasMessage("it took longer than 30 s");
    }

    private PacedStream paced(Duration limit) {
        InputStream in = new ByteArrayInputStream(new byte[1_000_000]);
        return new PacedStream(in, limit, clock::get);
    }
}
