package io.flowjay.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Loopback;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Packets of the loopback interface, sent by the test. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LiveCaptureTest {
    private static final int ETHERNET_IP_UDP = 14 + 20 + 8;

    @Test
    void everyDatagramIsReadWithItsBytesItsLengthAndItsTime() throws IOException {
        List<String> texts = new ArrayList<>();
        AtomicBoolean stop = new AtomicBoolean();
        Instant before = Instant.now();
        try (Loopback loopback = Loopback.open();
                LiveCapture capture = LiveCapture.open(live(loopback), stop::get)) {
            for (int i = 0; i < 50; i++) {
                loopback.send("datagram " + i);
            }
            RawPacket packet = new RawPacket();
            while (capture.next(packet)) {
                if (packet.kind() == RawPacket.Kind.PACKET) {
                    String text = text(packet);
                    assertThat(packet.wireLength()).isEqualTo(ETHERNET_IP_UDP + text.length());
                    assertThat(packet.linkType()).isEqualTo(1);
                    assertThat(packet.timestampDigits()).isEqualTo(9);
                    assertThat(Instant.ofEpochSecond(0, packet.timestampNanos()))
                            .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
                    texts.add(text);
                    stop.set(texts.size() == 50);
                }
            }
            assertThat(capture.drops()).isEqualTo(LiveDrops.NONE);
        }
        assertThat(texts).hasSize(50).startsWith("datagram 0").endsWith("datagram 49");
    }

    @Test
    void theSnapshotLengthCutsPacketsAndNotTheirLengthOnTheWire() throws IOException {
        AtomicBoolean stop = new AtomicBoolean();
        try (Loopback loopback = Loopback.open();
                LiveCapture capture = LiveCapture.open(
                        new LiveSettings(Loopback.NAME, loopback.filter(), Duration.ZERO, false, 60, 1 << 20, 1 << 20),
                        stop::get)) {
            loopback.send("x".repeat(1000));
            RawPacket packet = new RawPacket();
            int packets = 0;
            while (capture.next(packet)) {
                if (packet.kind() == RawPacket.Kind.PACKET) {
                    packets++;
                    assertThat(packet.capturedLength()).isEqualTo(60);
                    assertThat(packet.wireLength()).isEqualTo(ETHERNET_IP_UDP + 1000);
                    stop.set(true);
                }
            }
            assertThat(packets).isEqualTo(1);
        }
    }

    @Test
    void timeIsToldWhenNoPacketComes() throws IOException {
        AtomicInteger clocks = new AtomicInteger();
        Instant start = Instant.now();
        try (Loopback loopback = Loopback.open();
                LiveCapture capture = LiveCapture.open(live(loopback), () -> clocks.get() >= 3)) {
            RawPacket packet = new RawPacket();
            while (capture.next(packet)) {
                assertThat(packet.kind()).isEqualTo(RawPacket.Kind.CLOCK);
                assertThat(Instant.ofEpochSecond(0, packet.timestampNanos()))
                        .isBetween(start.minusSeconds(3), Instant.now());
                clocks.incrementAndGet();
            }
        }
        assertThat(clocks.get()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aCaptureEndsAfterItsDuration() throws IOException {
        long start = System.nanoTime();
        try (Loopback loopback = Loopback.open();
                LiveCapture capture = LiveCapture.open(
                        LiveSettings.of(Loopback.settings()
                                .set(SettingCatalog.FILTER, loopback.filter())
                                .set(SettingCatalog.LIVE_DURATION, Duration.ofMillis(1500))
                                .build()),
                        () -> false)) {
            RawPacket packet = new RawPacket();
            while (capture.next(packet)) {
                assertThat(packet.kind()).isEqualTo(RawPacket.Kind.CLOCK);
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1500));
    }

    @Test
    void whatFindsNoRoomInTheQueueIsCounted() throws IOException {
        // Room for five packets; the reader begins when all have been sent.
        long room = 5 * (PacketQueue.OVERHEAD_BYTES + ETHERNET_IP_UDP + 4L);
        Outcome outcome = capture(500, 16 << 20, room);
        assertThat(outcome.drops.queue()).isPositive();
        assertThat(outcome.drops.kernel()).isZero();
        assertThat(outcome.read + outcome.drops.queue()).isEqualTo(500);
    }

    @Test
    void whatFindsNoRoomInTheKernelIsCounted() throws IOException {
        // Whether the kernel drops any depends on the machine; that none is missing does not. It sees a loopback packet
        // twice, going
        // out and coming in, of which libpcap hands over one.
        Outcome outcome = capture(50_000, 4096, 64L << 20);
        long missing = 50_000 - outcome.read - outcome.drops.queue();
        assertThat(missing).isBetween(0L, outcome.drops.kernel());
        assertThat(outcome.drops.kernel()).isLessThanOrEqualTo(50_000 + missing);
    }

    private static LiveSettings live(Loopback loopback) {
        return LiveSettings.of(Loopback.settings()
                .set(SettingCatalog.FILTER, loopback.filter())
                .build());
    }

    private record Outcome(long read, LiveDrops drops) {}

    /** Sends datagrams, then reads until none comes any more. */
    private static Outcome capture(int datagrams, int kernelBytes, long queueBytes) throws IOException {
        AtomicInteger clocksSincePacket = new AtomicInteger();
        try (Loopback loopback = Loopback.open();
                LiveCapture capture = LiveCapture.open(
                        LiveSettings.of(Loopback.settings()
                                .set(SettingCatalog.FILTER, loopback.filter())
                                .set(SettingCatalog.LIVE_KERNEL_BUFFER_SIZE, (long) kernelBytes)
                                .set(SettingCatalog.LIVE_QUEUE_SIZE, queueBytes)
                                .build()),
                        () -> clocksSincePacket.get() >= 3)) {
            for (int i = 0; i < datagrams; i++) {
                loopback.send("text");
            }
            RawPacket packet = new RawPacket();
            long read = 0;
            while (capture.next(packet)) {
                if (packet.kind() == RawPacket.Kind.PACKET) {
                    read++;
                    clocksSincePacket.set(0);
                } else {
                    clocksSincePacket.incrementAndGet();
                }
            }
            return new Outcome(read, capture.drops());
        }
    }

    @Test
    void anInterfaceThatDoesNotExistIsOneErrorThatNamesTheOthers() {
        Loopback.assumeCapture();
        assertThatThrownBy(() -> LiveCapture.open(
                        LiveSettings.of(Settings.builder()
                                .set(SettingCatalog.LIVE_INTERFACE, "flowjay-none")
                                .build()),
                        () -> true))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot capture from flowjay-none: ")
                .hasMessageContaining("valid interfaces: ")
                .hasMessageContaining(Loopback.NAME);
    }

    @Test
    void aFilterThatIsWrongIsOneError() {
        Loopback.assumeCapture();
        assertThatThrownBy(() -> LiveCapture.open(
                        LiveSettings.of(Loopback.settings()
                                .set(SettingCatalog.FILTER, "tcp prot 1")
                                .build()),
                        () -> true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("libpcap refuses the filter \"tcp prot 1\"");
    }

    private static String text(RawPacket packet) {
        return new String(
                packet.data(),
                packet.offset() + ETHERNET_IP_UDP,
                packet.capturedLength() - ETHERNET_IP_UDP,
                StandardCharsets.UTF_8);
    }
}
