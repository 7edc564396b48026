package io.flowjay.capture;

import static io.flowjay.capture.Compressed.bzip2;
import static io.flowjay.capture.Compressed.gzip;
import static io.flowjay.capture.Compressed.lz4;
import static io.flowjay.capture.Compressed.xz;
import static io.flowjay.capture.Compressed.zstd;
import static io.flowjay.capture.Layout.hex;
import static io.flowjay.capture.Layout.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.capture.ReadCapture.Packet;
import io.flowjay.testing.Captures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compressed captures give what the plain one gives, from a file, a stream and an array. */
class CompressedCapturesTest {
    /** Two packets of 32 bytes aa, at 1700000000.123456 and a second later. */
    private static final byte[] SMALL = Captures.pcap()
            .packet(1_700_000_000_123_456_000L, filled(32, 0xaa), 60)
            .packet(1_700_000_001_123_456_000L, filled(32, 0xaa), 60)
            .toBytes();

    /** Longer than any buffer on the way. */
    private static final byte[] LARGE = large();

    /** {@link #SMALL} as literals of one block. */
    private static final String LEGACY = """
            02214c18 7a000000 f069
            d4c3b2a1020004000000000000000000000004000100000000f1536540e20100200000003c000000aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa01f1536540e20100200000003c000000aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            aaaaaaaaaaaaaaaa
            """;

    /** A block with the first 72 bytes; one with a literal, a copy of 42 bytes from 48 bytes before, and 5 literals. */
    private static final String LINKED = """
            04224d18 40 40 c0 48000080
            d4c3b2a1020004000000000000000000000004000100000000f1536540e20100200000003c000000aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            0b000000 1f 01 3000 17 50 aaaaaaaaaa 00000000
            """;

    private static final byte[] NOTHING = new byte[0];

    @TempDir
    private Path directory;

    static List<Arguments> compressions() {
        byte[] first = Arrays.copyOf(SMALL, 50);
        byte[] rest = Arrays.copyOfRange(SMALL, 50, SMALL.length);
        byte[] skippable = hex("5a2a4d18 03000000 010203");
        return List.of(
                arguments("not compressed", SMALL, SMALL),
                arguments("written by gzip", SMALL, hex("""
                        1f8b0800000000000203bb7278d342260616060460616004511f83531d1e31322800993640bc8a006024513d00f07e98d178000000
                        """)),
                arguments("written by zstd", SMALL, hex("""
                        28b52ffd24786501000402d4c3b2a10200040004000100000000f1536540e20100200000003c000000aa0103004c1589a0b50d70019525b730
                        """)),
                arguments("written by lz4", SMALL, hex("""
                        04224d186440a73100000086d4c3b2a1020004000100300400010700ff01f1536540e20100200000003c000000aa01000c1f0130001750aaaaaaaaaa000000008f4406df
                        """)),
                arguments("written by lz4 with block checksums", SMALL, hex("""
                        04224d187040ad3100000086d4c3b2a1020004000100300400010d00ff01f1536540e20100200000003c000000aa01000c1f0130001750aaaaaaaaaae5b5417f00000000
                        """)),
                arguments("written by lz4, a legacy frame", SMALL, hex(LEGACY)),
                arguments("lz4, blocks that refer to earlier ones", SMALL, hex(LINKED)),
                arguments("written by xz", SMALL, hex("""
                        fd377a585a000004e6d6b4460200210116000000742fe5a3e0007700245d006a30d1c87d8bf8099baf1fcc7908758a71bbdccf10
                        f9f4cda8078d564367beb1f9c3800000476ddfd860d09806000140782003218e1fb6f37d010000000004595a
                        """)),
                arguments("written by bzip2", SMALL, hex("""
                        425a6839314159265359816ee8a900001c7f1ff480000440000004400008000200201010000800040010002000200054534c8c4c
                        4c41282688c6936a2bb17303223c340a274f36feac8a1251c3e8120ed668b4fc5dc914e1424205bba2a4
                        """)),
                arguments("xz", LARGE, xz(LARGE)),
                arguments("bzip2", LARGE, bzip2(LARGE)),
                arguments(
                        "xz, two streams with padding", LARGE, join(xz(first(LARGE)), new byte[8], xz(second(LARGE)))),
                arguments("bzip2, two streams", LARGE, join(bzip2(first(LARGE)), bzip2(second(LARGE)))),
                arguments("bzip2, padded with zeros", LARGE, join(bzip2(LARGE), new byte[70_000])),
                arguments(
                        "bzip2, two streams with zeros between",
                        LARGE,
                        join(bzip2(first(LARGE)), new byte[3], bzip2(second(LARGE)))),
                arguments("lz4, linked blocks of 64 KiB", LARGE, LinkedLz4.frame(LARGE, 65_536)),
                arguments("lz4, linked blocks of 3 bytes", SMALL, LinkedLz4.frame(SMALL, 3)),
                arguments("lz4, linked blocks of 1000 bytes", LARGE, LinkedLz4.frame(LARGE, 1000)),
                arguments(
                        "lz4, two frames of linked blocks",
                        LARGE,
                        join(LinkedLz4.frame(first(LARGE), 65_536), LinkedLz4.frame(second(LARGE), 999))),
                arguments(
                        "lz4 after frames to skip",
                        SMALL,
                        join(skippable, skippable, lz4(first), skippable, lz4(rest))),
                arguments("a legacy frame of lz4 after a frame to skip", SMALL, join(skippable, hex(LEGACY))),
                arguments(
                        "a legacy frame of lz4 before others",
                        LARGE,
                        join(LinkedLz4.legacy(first(LARGE)), skippable, lz4(second(LARGE)))),
                arguments(
                        "a legacy frame of lz4 after another",
                        LARGE,
                        join(lz4(first(LARGE)), LinkedLz4.legacy(second(LARGE)))),
                arguments("xz in bzip2 in lz4", LARGE, lz4(bzip2(xz(LARGE)))),
                arguments("gzip", LARGE, gzip(LARGE)),
                arguments("zstd", LARGE, zstd(LARGE)),
                arguments("lz4", LARGE, lz4(LARGE)),
                arguments("gzip, two members cut within a packet", SMALL, join(gzip(first), gzip(rest))),
                arguments("gzip, a member a byte", SMALL, members(SMALL)),
                arguments("gzip, empty members", SMALL, join(gzip(NOTHING), gzip(SMALL), gzip(NOTHING))),
                arguments("gzip, padded with zeros", SMALL, join(gzip(first), gzip(rest), new byte[70_000])),
                arguments("gzip with extra field, name, comment and header CRC", SMALL, withHeader(gzip(SMALL))),
                arguments("zstd, two frames", LARGE, join(zstd(first(LARGE)), zstd(second(LARGE)))),
                arguments(
                        "zstd with frames to skip",
                        SMALL,
                        join(skippable, zstd(first), skippable, skippable, zstd(rest), skippable)),
                arguments("lz4, two frames", LARGE, join(lz4(first(LARGE)), lz4(second(LARGE)))),
                arguments("lz4 with a frame to skip", SMALL, join(lz4(first), skippable, lz4(rest))),
                arguments("gzip in gzip", LARGE, gzip(gzip(LARGE))),
                arguments("gzip in zstd in lz4", LARGE, lz4(zstd(gzip(LARGE)))),
                arguments("lz4 in gzip in zstd", LARGE, zstd(gzip(lz4(LARGE)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("compressions")
    void packetsAndIdAreThoseOfThePlainCapture(String name, byte[] plain, byte[] stored) throws IOException {
        Path file = Files.write(directory.resolve("capture"), stored);
        ReadCapture expected = ReadCapture.of(plain);
        assertThat(expected.packets()).isNotEmpty();

        assertThat(ReadCapture.of(stored)).as("array").isEqualTo(expected);
        assertThat(ReadCapture.from(() -> CaptureFile.open(file))).as("file").isEqualTo(expected);
        ReadCapture stream = ReadCapture.from(() -> CaptureFile.open(new ByteArrayInputStream(stored), "capture"));
        assertThat(stream).as("stream").isEqualTo(expected);

        String id = CaptureFile.open(plain, name).captureId();
        assertThat(CaptureFile.open(stored, name).captureId()).as("array").isEqualTo(id);
        try (CaptureReader reader = CaptureFile.open(file)) {
            assertThat(reader.captureId()).as("file").isEqualTo(id);
            assertThat(reader.name()).isEqualTo("capture");
        }
    }

    @Test
    void thePlainCapturesAreWhatTheyAreMeantToBe() throws IOException {
        assertThat(ReadCapture.of(SMALL).packets())
                .containsExactly(
                        new Packet(1, 24, 1_700_000_000_123_456_000L, 6, 1, 0, 0, "aa".repeat(32), 60),
                        new Packet(2, 72, 1_700_000_001_123_456_000L, 6, 1, 0, 0, "aa".repeat(32), 60));
        assertThat(ReadCapture.of(LARGE).packets()).hasSize(3_000);
    }

    @Test
    void aFileInAnArchiveIsRead() throws IOException {
        URI archive = URI.create("jar:" + directory.resolve("captures.zip").toUri());
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Path file = Files.write(zip.getPath("capture.pcap"), SMALL);
            assertThat(ReadCapture.from(() -> CaptureFile.open(file))).isEqualTo(ReadCapture.of(SMALL));
            try (CaptureReader reader = CaptureFile.open(file)) {
                assertThat(reader.captureId())
                        .isEqualTo(CaptureFile.open(SMALL, "x").captureId());
            }
        }
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] large() {
        Captures capture = Captures.pcapng();
        for (int i = 0; i < 3_000; i++) {
            capture.packet(i * 1_000L, filled(i % 1_500, i), 1_500);
        }
        return capture.toBytes();
    }

    private static byte[] first(byte[] content) {
        return Arrays.copyOf(content, content.length / 3);
    }

    private static byte[] second(byte[] content) {
        return Arrays.copyOfRange(content, content.length / 3, content.length);
    }

    private static byte[] members(byte[] content) {
        byte[] compressed = NOTHING;
        for (byte value : content) {
            compressed = join(compressed, gzip(new byte[] {value}));
        }
        return compressed;
    }

    /** Puts another header in front of gzip data that has the shortest of 10 bytes. */
    private static byte[] withHeader(byte[] gzip) {
        byte[] header = hex("""
                1f8b 08 1e 00000000 00 03   # all flags but FTEXT
                0400 61620000               # extra field of 4 bytes
                6100                        # name a
                6200                        # comment b
                c36e                        # of the CRC-32 0xa67e6ec3
                """);
        return join(header, Arrays.copyOfRange(gzip, 10, gzip.length));
    }
}
