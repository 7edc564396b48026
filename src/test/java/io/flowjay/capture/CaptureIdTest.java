package io.flowjay.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.testing.Captures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids against SHA-256 over what an id is defined by. */
class CaptureIdTest {
    private static final int EDGE = 65_536;

    @TempDir
    private Path directory;

    static List<Arguments> sizes() {
        return List.of(
                arguments("a file header alone", 24),
                arguments("less than 64 KiB", 1_000),
                arguments("a byte less than 64 KiB", EDGE - 1),
                arguments("64 KiB", EDGE),
                arguments("a byte more than 64 KiB", EDGE + 1),
                arguments("a byte less than 128 KiB", 2 * EDGE - 1),
                arguments("128 KiB", 2 * EDGE),
                arguments("more than a reader's window", 3_000_001));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sizes")
    void ofContent(String name, int size) throws IOException {
        byte[] capture = capture(size);
        byte[] first = Arrays.copyOf(capture, Math.min(size, EDGE));
        byte[] last = Arrays.copyOfRange(capture, Math.max(0, size - EDGE), size);
        String id = sha256(ByteBuffer.allocate(8).putLong(size).array(), first, last);

        assertThat(idOf(CaptureFile.open(capture, "a"))).isEqualTo(id);
        assertThat(idOf(CaptureFile.open(Compressed.gzip(capture), "b"))).isEqualTo(id);
        assertThat(idOf(CaptureFile.open(file("c.pcap", capture)))).isEqualTo(id);
        assertThat(idOf(CaptureFile.open(file("d.zst", Compressed.zstd(capture)))))
                .isEqualTo(id);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sizes")
    void ofStream(String name, int size) throws IOException {
        byte[] capture = capture(size);
        String id = sha256("näme".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(capture, Math.min(size, EDGE)));
        for (byte[] stored : List.of(capture, Compressed.gzip(capture))) {
            assertThat(idOf(CaptureFile.open(new ByteArrayInputStream(stored), "näme")))
                    .isEqualTo(id);
        }
    }

    /** The window of a reader moves on with the packets; the id must not. */
    @Test
    void ofStreamAtAnyTime() throws IOException {
        byte[] capture = capture(3_000_001);
        ReadCapture expected = ReadCapture.of(capture);
        String id = idOf(CaptureFile.open(new ByteArrayInputStream(capture), "x"));
        for (int asked = 0; asked <= expected.packets().size(); asked++) {
            try (CaptureReader reader = CaptureFile.open(new ByteArrayInputStream(capture), "x")) {
                RawPacket raw = new RawPacket();
                for (int i = 0; i < asked; i++) {
                    reader.next(raw);
                }
                assertThat(reader.captureId()).isEqualTo(id);
                if (asked > 0) {
                    assertThat(ReadCapture.Packet.of(raw))
                            .isEqualTo(expected.packets().get(asked - 1));
                }
            }
        }
    }

    @Test
    void ofNamedPipeIsThatOfAStream() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        byte[] capture = capture(200_000);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(pipe, capture));
        try (CaptureReader reader = CaptureFile.open(pipe)) {
            assertThat(reader.captureId())
                    .isEqualTo(sha256("pipe".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(capture, EDGE)));
            RawPacket raw = new RawPacket();
            int packets = 0;
            while (reader.next(raw)) {
                packets++;
            }
            assertThat(packets).isEqualTo(ReadCapture.of(capture).packets().size());
        }
        writer.get();
    }

    @Test
    void ofDamagedContentIsOfWhatComesBefore() throws IOException {
        byte[] capture = capture(1_000);
        byte[] stored = Compressed.gzip(capture);
        stored[stored.length - 1] ^= 1;
        assertThat(idOf(CaptureFile.open(stored, "x"))).isEqualTo(idOf(CaptureFile.open(capture, "x")));
    }

    private static String idOf(CaptureReader opened) throws IOException {
        try (CaptureReader reader = opened) {
            String id = reader.captureId();
            assertThat(reader.captureId()).isEqualTo(id);
            return id;
        }
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    private static void write(Path pipe, byte[] content) {
        try {
            Files.write(pipe, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pcap file of a size, of random packets from a fixed seed. */
    private static byte[] capture(int size) {
        Random random = new Random(size);
        Captures capture = Captures.pcap();
        for (int left = size - 24; left > 0; ) {
            int length = left < 70_000 ? left : 50_000;
            byte[] frame = new byte[length - 16];
            random.nextBytes(frame);
            capture.packet(left, frame);
            left -= length;
        }
        return capture.toBytes();
    }

    private static String sha256(byte[]... parts) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Layout.join(parts)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
