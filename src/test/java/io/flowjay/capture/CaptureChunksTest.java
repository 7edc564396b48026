package io.flowjay.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.testing.Captures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A capture reads the same, damage included, in whatever portions its bytes come. */
class CaptureChunksTest {
    private static final int RANDOM_DAMAGES = 3_000;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    static List<Arguments> captures() {
        byte[] pcap = capture(Captures.pcap(), 40);
        byte[] pcapng = capture(Captures.pcapng(), 40);
        return List.of(
                arguments("pcap", pcap),
                arguments("pcapng", pcapng),
                arguments("pcap beyond the window", capture(Captures.pcap(), 1_600)),
                arguments("pcapng with a packet block beyond the window", longBlock()),
                arguments("pcap, cut", Arrays.copyOf(pcap, pcap.length - 3)),
                arguments("gzip", Compressed.gzip(pcap)),
                arguments("gzip, two members", Layout.join(Compressed.gzip(pcap), Compressed.gzip(new byte[0]))),
                arguments("gzip, cut", cut(Compressed.gzip(pcapng))),
                arguments("zstd", Compressed.zstd(pcap)),
                arguments("zstd, cut", cut(Layout.join(Compressed.zstd(half(pcapng)), Compressed.zstd(rest(pcapng))))),
                arguments("lz4", Compressed.lz4(pcap)),
                arguments("lz4, cut", cut(Layout.join(Compressed.lz4(half(pcapng)), Compressed.lz4(rest(pcapng))))),
                arguments("zstd in gzip in lz4", Compressed.lz4(Compressed.gzip(Compressed.zstd(pcapng)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("captures")
    void portionsOfAnySize(String name, byte[] stored) throws IOException {
        System.out.println("seed " + seed);
        ReadCapture whole = ReadCapture.of(stored);
        assertThat(whole.packets()).isNotEmpty();
        for (IntUnaryOperator portions : List.<IntUnaryOperator>of(
                length -> 1,
                length -> 2,
                length -> 7,
                length -> 4_096,
                length -> 1 + random.nextInt(4_096),
                length -> random.nextInt(3),
                length -> random.nextBoolean() ? 0 : length)) {
            assertSame(ReadCapture.from(() -> CaptureFile.open(new Portions(stored, portions), "test.pcap")), whole);
        }
    }

    /** No damage stops a reader but with a CaptureException, and none is read differently from a slow stream. */
    @Test
    void randomDamage() throws IOException {
        System.out.println("seed " + seed);
        byte[] pcap = capture(Captures.pcap(), 12);
        byte[] pcapng = capture(Captures.pcapng(), 12);
        List<byte[]> intact = List.of(
                pcap,
                pcapng,
                Compressed.gzip(pcap),
                Compressed.zstd(pcapng),
                Compressed.lz4(pcap),
                Compressed.gzip(Compressed.zstd(pcap)),
                Compressed.zstd(Compressed.lz4(pcapng)));
        int failed = 0;
        for (int i = 0; i < RANDOM_DAMAGES; i++) {
            byte[] damaged = damage(intact.get(i % intact.size()));
            ReadCapture whole = ReadCapture.of(damaged);
            IntUnaryOperator portions = length -> random.nextInt(20);
            ReadCapture slow = ReadCapture.from(() -> CaptureFile.open(new Portions(damaged, portions), "test.pcap"));
            assertSame(slow, whole);
            failed += whole.failure() == null ? 0 : 1;
        }
        System.out.printf("%d captures damaged at random, %d with an error%n", RANDOM_DAMAGES, failed);
        assertThat(failed).isBetween(1, RANDOM_DAMAGES);
    }

    private static void assertSame(ReadCapture read, ReadCapture expected) {
        assertThat(read.packets()).isEqualTo(expected.packets());
        assertThat(String.valueOf(read.failure())).isEqualTo(String.valueOf(expected.failure()));
        assertThat(read.bytesRead()).isEqualTo(expected.bytesRead());
    }

    private byte[] damage(byte[] intact) {
        byte[] damaged = random.nextInt(4) == 0 ? Arrays.copyOf(intact, random.nextInt(intact.length)) : intact.clone();
        for (int i = random.nextInt(4); i > 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    private static byte[] half(byte[] content) {
        return Arrays.copyOf(content, content.length / 2);
    }

    private static byte[] rest(byte[] content) {
        return Arrays.copyOfRange(content, content.length / 2, content.length);
    }

    private static byte[] cut(byte[] content) {
        return Arrays.copyOf(content, content.length * 2 / 3);
    }

    private static byte[] capture(Captures capture, int packets) {
        Random content = new Random(packets);
        for (int i = 0; i < packets; i++) {
            byte[] frame = new byte[content.nextInt(1_500)];
            content.nextBytes(frame);
            capture.packet(i * 1_000L, frame, 1_500);
        }
        return capture.toBytes();
    }

    /** A packet of 4 bytes in a block of 3 MiB, the rest of which are options, between others. */
    private static byte[] longBlock() {
        byte[] body = new byte[3 << 20];
        byte[] header = Layout.hex("00000000 00000000 01000000 04000000 04000000 01020304");
        System.arraycopy(header, 0, body, 0, header.length);
        Captures.Pcapng capture = Captures.pcapng();
        capture.packet(0, new byte[100]);
        capture.block(6, body);
        return capture.packet(2_000, new byte[100]).toBytes();
    }

    /** Gives out as many bytes at a time as it is told to, which may be none. */
    private static final class Portions extends InputStream {
        private final ByteArrayInputStream in;
        private final IntUnaryOperator size;

        Portions(byte[] content, IntUnaryOperator size) {
            in = new ByteArrayInputStream(content);
            this.size = size;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int count = Math.min(length, size.applyAsInt(length));
            return in.available() > 0 ? in.read(into, offset, count) : -1;
        }
    }
}
