package io.flowjay.capture;

import static io.flowjay.capture.Layout.hex;
import static io.flowjay.capture.Layout.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.capture.compression.DecompressionLimits;
import io.flowjay.testing.Captures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compressed captures that decompress to more than they may. */
class DecompressionLimitsTest {
    private static final int MIB = 1 << 20;
    private static final byte[] HEADER = hex("d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000");

    /** Zeros are packets without bytes, of 16 bytes each. */
    private static final int EMPTY_PACKET = 16;

    static List<Arguments> bombs() {
        byte[] zeros = new byte[4 * MIB];
        byte[] gzip = Compressed.gzip(zeros);
        byte[] zstd = Compressed.zstd(zeros);
        return List.of(
                arguments("gzip", Compressed.gzip(HEADER), gzip, 1_000),
                arguments("zstd", Compressed.zstd(HEADER), zstd, 10_000),
                arguments("xz", Compressed.xz(HEADER), Compressed.xz(zeros), 5_000),
                arguments("bzip2", Compressed.bzip2(HEADER), Compressed.bzip2(zeros), 10_000),
                arguments("gzip in gzip", Compressed.gzip(Compressed.gzip(HEADER)), Compressed.gzip(gzip), 1_000),
                arguments("zstd in gzip", Compressed.gzip(Compressed.zstd(HEADER)), Compressed.gzip(zstd), 10_000));
    }

    /** The members of each bomb go on for ever, in the memory of one. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void aBombEndsWithAnError(String name, byte[] first, byte[] rest, int ratio) throws IOException {
        long packets = 0;
        try (CaptureReader reader = CaptureFile.open(endless(first, rest), "bomb.gz")) {
            RawPacket raw = new RawPacket();
            while (reader.next(raw)) {
                packets++;
            }
            throw new AssertionError("the capture ended");
        } catch (CaptureException e) {
            assertThat(e.reason())
                    .isEqualTo("cannot be read: decompresses to more than the limit of " + ratio + " times its size");
            assertThat(e).hasMessageStartingWith("bomb.gz: offset " + e.offset());
            assertThat(e.offset()).isBetween(64L * MIB, 1024L * MIB);
            assertThat(packets).isEqualTo((e.offset() - HEADER.length) / EMPTY_PACKET);
        }
    }

    /** An outer level that goes on with inner members without any content. */
    @Test
    void aBombWithoutContentEndsWithAnError() {
        byte[] empty = Compressed.gzip(new byte[0]);
        byte[] members = Compressed.gzip(join(Collections.nCopies(10_000, empty).toArray(byte[][]::new)));
        DecompressionLimits limits = new DecompressionLimits(MIB, 1_000, MIB);
        assertThatThrownBy(() -> CaptureFile.open(endless(members, members), "bomb.gz", limits))
                .isInstanceOf(CaptureException.class)
                .hasMessage("bomb.gz: offset 0: cannot be read: decompresses to more than the limit of 1048576 bytes");
    }

    static List<Arguments> compressions() {
        return List.of(
                arguments("gzip", (UnaryOperator<byte[]>) Compressed::gzip),
                arguments("zstd", (UnaryOperator<byte[]>) Compressed::zstd),
                arguments("lz4", (UnaryOperator<byte[]>) Compressed::lz4),
                arguments("xz", (UnaryOperator<byte[]>) Compressed::xz),
                arguments("bzip2", (UnaryOperator<byte[]>) Compressed::bzip2),
                arguments(
                        "gzip in zstd", (UnaryOperator<byte[]>) content -> Compressed.zstd(Compressed.gzip(content))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("compressions")
    void theSizeIsExact(String name, UnaryOperator<byte[]> compression) throws IOException {
        byte[] capture = Captures.pcap()
                .packet(0, new byte[84])
                .packet(0, new byte[84])
                .packet(0, new byte[84])
                .toBytes();
        byte[] stored = compression.apply(capture);
        assertThat(read(stored, capture.length)).isEqualTo(ReadCapture.of(capture));
        ReadCapture limited = read(stored, capture.length - 1);
        assertThat(limited.packets()).hasSize(2);
        assertThat(limited.failure())
                .hasMessage("x: offset 323: cannot be read: decompresses to more than the limit of 323 bytes");
        assertThat(read(capture, 1)).isEqualTo(ReadCapture.of(capture));
    }

    private static ReadCapture read(byte[] stored, long maxBytes) throws IOException {
        DecompressionLimits limits = new DecompressionLimits(maxBytes, 1_000, MIB);
        ReadCapture stream = ReadCapture.from(() -> CaptureFile.open(new ByteArrayInputStream(stored), "x", limits));
        ReadCapture array = ReadCapture.from(() -> CaptureFile.open(stored, "x", limits));
        assertThat(stream.packets()).isEqualTo(array.packets());
        return array;
    }

    static List<Arguments> compressors() {
        return List.of(
                arguments("gzip", 128, (Function<InputStream, byte[]>) Compressed::gzip),
                arguments("zstd", 128, (Function<InputStream, byte[]>) Compressed::zstd),
                arguments("lz4", 128, (Function<InputStream, byte[]>) Compressed::lz4),
                arguments("xz", 72, (Function<InputStream, byte[]>) Compressed::xz),
                arguments("bzip2", 72, (Function<InputStream, byte[]>) Compressed::bzip2));
    }

    /** More than comes at any ratio, of the longest frames of zeros, under as much header as TCP changes from frame to frame. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("compressors")
    void framesOfZerosAreRead(String name, int mebibytes, Function<InputStream, byte[]> compressor) throws IOException {
        int frames = mebibytes * MIB / 65_552;
        byte[] stored = compressor.apply(new Parts(
                Stream.concat(Stream.of(HEADER), IntStream.range(0, frames).mapToObj(DecompressionLimitsTest::frame))));
        int packets = 0;
        try (CaptureReader reader = CaptureFile.open(stored, "zeros")) {
            RawPacket raw = new RawPacket();
            while (reader.next(raw)) {
                packets++;
            }
        }
        assertThat(packets).isEqualTo(frames);
    }

    private static byte[] frame(int number) {
        byte[] record = new byte[65_552];
        byte[] header = hex("00000000 00000000 00000100 00000100");
        System.arraycopy(header, 0, record, 0, header.length);
        new Random(number).ints(20).forEach(value -> record[16 + (value & 0x3f)] = (byte) (value >> 8));
        return record;
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                arguments(0L, 1L, 0L, "maxBytes must not be 0"),
                arguments(1L, 0L, 0L, "maxRatio must not be 0"),
                arguments(1L, 1L, -1L, "ratioFreeBytes must not be -1"));
    }

    @ParameterizedTest(name = "{3}")
    @MethodSource("invalid")
    void limitsThatMakeNoSense(long maxBytes, long maxRatio, long ratioFreeBytes, String message) {
        assertThatThrownBy(() -> new DecompressionLimits(maxBytes, maxRatio, ratioFreeBytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static InputStream endless(byte[] first, byte[] rest) {
        return new Parts(Stream.concat(Stream.of(first), Stream.generate(() -> rest)));
    }

    /** One array after the other. */
    private static final class Parts extends InputStream {
        private final Iterator<byte[]> parts;
        private ByteArrayInputStream part = new ByteArrayInputStream(new byte[0]);

        Parts(Stream<byte[]> parts) {
            this.parts = parts.iterator();
        }

        @Override
        public int read() {
            return nextPart() ? part.read() : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return nextPart() ? part.read(into, offset, length) : -1;
        }

        private boolean nextPart() {
            while (part.available() == 0) {
                if (!parts.hasNext()) {
                    return false;
                }
                part = new ByteArrayInputStream(parts.next());
            }
            return true;
        }
    }
}
