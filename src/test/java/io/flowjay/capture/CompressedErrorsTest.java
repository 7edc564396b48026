package io.flowjay.capture;

import static io.flowjay.capture.Layout.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where compressed data is damaged. The data is stored in two blocks, the first of which ends with the first packet. */
class CompressedErrorsTest {
    private static final String PACKET = "00000000 00000000 04000000 04000000 01020304";
    private static final String FIRST = "d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000" + PACKET;
    private static final String HALF = "00000000 00000000 0400";
    private static final int FIRST_END = 44;
    private static final int HALF_END = 54;
    private static final int END = 64;

    private static final String GZIP = "1f8b 08 00 00000000 00 ff";
    private static final String GZIP_FIRST = GZIP + "00 2c00 d3ff" + FIRST;
    private static final String GZIP_ALL = GZIP_FIRST + "01 1400 ebff" + PACKET;
    private static final String GZIP_CRC = "d87497ac";
    private static final String GZIP_SIZE = "40000000";

    private static final String ZSTD = "28b52ffd 00 58";
    private static final String ZSTD_FIRST = "600100" + FIRST;
    private static final String ZSTD_LAST = "a10000" + PACKET;

    private static final String LZ4_FIRST = "2c000080" + FIRST;
    private static final String LZ4_ALL = LZ4_FIRST + "14000080" + PACKET;
    private static final String LZ4 = "04224d18 60 40 82";
    private static final String LZ4_LINKED = "04224d18 40 40 c0";
    private static final String LZ4_END = "00000000";

    @TempDir
    private Path directory;

    static List<Arguments> gzip() {
        return List.of(
                arguments("header cut", "1f8b 08 00 00", 0, 0, "the gzip data is cut"),
                arguments("name cut", "1f8b 08 08 00000000 00 ff 6162", 0, 0, "the gzip data is cut"),
                arguments("method 7", "1f8b 07 00 00000000 00 ff", 0, 0, "gzip method 7 is not supported"),
                arguments("reserved flag", "1f8b 08 20 00000000 00 ff", 0, 0, "gzip flags 0x20 are not supported"),
                arguments("header CRC", "1f8b 08 02 00000000 00 ff 0000", 0, 0, "the CRC of the gzip header is wrong"),
                arguments("block cut", GZIP_FIRST + "01 1400 ebff" + HALF, 1, HALF_END, "the gzip data is cut"),
                arguments("cut between blocks", GZIP_FIRST, 1, FIRST_END, "the gzip data is cut"),
                arguments("block type 3", GZIP_FIRST + "07", 1, FIRST_END, "damaged gzip data: invalid block type"),
                arguments(
                        "block length",
                        GZIP_FIRST + "01 1400 1400",
                        1,
                        FIRST_END,
                        "damaged gzip data: invalid stored block lengths"),
                arguments("trailer missing", GZIP_ALL, 2, END, "the gzip data is cut"),
                arguments("trailer cut", GZIP_ALL + GZIP_CRC + "400000", 2, END, "the gzip data is cut"),
                arguments("CRC-32", GZIP_ALL + "00000000" + GZIP_SIZE, 2, END, "the CRC-32 of the gzip data is wrong"),
                arguments("size", GZIP_ALL + GZIP_CRC + "41000000", 2, END, "the size of the gzip data is wrong"),
                arguments(
                        "text after it",
                        GZIP_ALL + GZIP_CRC + GZIP_SIZE + "68656c6c6f",
                        2,
                        END,
                        "what follows the gzip data is not gzip data"),
                arguments(
                        "text after padding",
                        GZIP_ALL + GZIP_CRC + GZIP_SIZE + "0000000068",
                        2,
                        END,
                        "what follows the gzip data is not gzip data"),
                arguments(
                        "second header cut",
                        GZIP_ALL + GZIP_CRC + GZIP_SIZE + "1f8b08",
                        2,
                        END,
                        "the gzip data is cut"),
                arguments(
                        "second member cut",
                        GZIP_ALL + GZIP_CRC + GZIP_SIZE + GZIP + "01 1400 ebff" + HALF,
                        2,
                        END + 10,
                        "the gzip data is cut"));
    }

    static List<Arguments> zstd() {
        return List.of(
                arguments("frame header cut", "28b52ffd 00", 0, 0, "Truncated source"),
                arguments("block cut", ZSTD + ZSTD_FIRST + "a10000" + HALF, 1, HALF_END, "Truncated source"),
                arguments("cut between blocks", ZSTD + ZSTD_FIRST, 1, FIRST_END, "Truncated source"),
                arguments("block header cut", ZSTD + ZSTD_FIRST + "a100", 1, FIRST_END, "Truncated source"),
                arguments(
                        "block type 3",
                        ZSTD + ZSTD_FIRST + "a70000" + PACKET,
                        1,
                        FIRST_END,
                        "Data corruption detected"),
                arguments(
                        "block beyond its limit",
                        ZSTD + ZSTD_FIRST + "ffffff" + PACKET,
                        1,
                        FIRST_END,
                        "Data corruption detected"),
                arguments(
                        "checksum",
                        "28b52ffd 04 58" + ZSTD_FIRST + ZSTD_LAST + "00000000",
                        2,
                        END,
                        "Restored data doesn't match checksum"),
                arguments(
                        "checksum cut", "28b52ffd 04 58" + ZSTD_FIRST + ZSTD_LAST + "0000", 2, END, "Truncated source"),
                arguments(
                        "blocks beyond the content size",
                        "28b52ffd 20 3f" + ZSTD_FIRST + ZSTD_LAST,
                        1,
                        FIRST_END,
                        "Destination buffer is too small"),
                arguments(
                        "text after it",
                        ZSTD + ZSTD_FIRST + ZSTD_LAST + "68656c6c6f",
                        2,
                        END,
                        "Unknown frame descriptor"),
                arguments("second frame cut", ZSTD + ZSTD_FIRST + ZSTD_LAST + "28b52ffd", 2, END, "Truncated source"),
                arguments(
                        "frame to skip cut",
                        ZSTD + ZSTD_FIRST + ZSTD_LAST + "502a4d18 05000000 00",
                        2,
                        END,
                        "Truncated source"),
                arguments(
                        "needs a dictionary",
                        "28b52ffd 01 58 07" + ZSTD_FIRST + ZSTD_LAST,
                        0,
                        0,
                        "Dictionary mismatch"));
    }

    static List<Arguments> lz4() {
        return List.of(
                arguments("header checksum", "04224d18 60 40 83", 0, 0, "the checksum of the lz4 header is wrong"),
                arguments("header cut", "04224d18 60", 0, 0, "the lz4 data is cut"),
                arguments("version 2", "04224d18 80 40 82", 0, 0, "lz4 flags 0x80 are not supported"),
                arguments("needs a dictionary", "04224d18 61 40 00000001 70", 0, 0, "the lz4 data needs a dictionary"),
                arguments("block cut", LZ4 + LZ4_FIRST + "14000080" + HALF, 1, FIRST_END, "the lz4 data is cut"),
                arguments("end missing", LZ4 + LZ4_ALL, 2, END, "the lz4 data is cut"),
                arguments(
                        "block beyond its limit",
                        LZ4 + LZ4_FIRST + "01000180" + PACKET,
                        1,
                        FIRST_END,
                        "an lz4 block of 65537 bytes is longer than its limit of 65536"),
                arguments("block damaged", LZ4 + LZ4_FIRST + "02000000 f0ff", 1, FIRST_END, "damaged lz4 data"),
                arguments(
                        "linked block that refers to what was not there",
                        LZ4_LINKED + LZ4_FIRST + "0b000000 1f 01 0010 17 50 aaaaaaaaaa",
                        1,
                        FIRST_END,
                        "damaged lz4 data"),
                arguments(
                        "content checksum",
                        "04224d18 64 40 a7" + LZ4_ALL + LZ4_END + "00000000",
                        2,
                        END,
                        "the checksum of the lz4 content is wrong"),
                arguments(
                        "block checksum",
                        "04224d18 70 40 ad" + LZ4_FIRST + "00000000",
                        0,
                        0,
                        "the checksum of an lz4 block is wrong"),
                arguments(
                        "text after it",
                        LZ4 + LZ4_ALL + LZ4_END + "68656c6c6f",
                        2,
                        END,
                        "what follows the lz4 data is not lz4 data"),
                arguments("legacy block cut", "02214c18 30000000 f01d" + FIRST, 0, 0, "the lz4 data is cut"),
                arguments(
                        "text after a legacy frame",
                        "02214c18 2e000000 f01d" + FIRST + "68656c6c6f",
                        1,
                        FIRST_END,
                        "what follows the lz4 data is not lz4 data"),
                arguments("frame to skip cut", "502a4d18 05000000 00", 0, 0, "a frame to skip is cut"),
                arguments(
                        "plain capture after a frame to skip",
                        "502a4d18 01000000 00" + FIRST,
                        0,
                        0,
                        "what follows a frame to skip is neither zstd nor lz4 data"));
    }

    /** Made by the liblzma of Python. */
    static List<Arguments> xz() {
        String first =
                "fd377a585a0000016922de360200210116000000742fe5a3e0002b00185d006a30d1c87d8bf8099baf1fcc787e88fa0ecb71afa814c10000a19f924b0001302c3bef18cd9042990d010000000001595a";
        String rest =
                "fd377a585a0000016922de360200210116000000742fe5a3e00013000d5d00006a7f7b076e4df6421db4a60000000000d98ae11f00012514b1b1afd29042990d010000000001595a";
        String large =
                "fd377a585a0000016922de3602002101250000003b787b41e0002b001b5d006a30d1c87d8bf8099bb03cddfada9f27f7b7120f8d30d1a90eec000000a19f924b0001332cf8bc35e69042990d010000000001595a";
        return List.of(
                arguments("header cut", first.substring(0, 16), 0, 0, "the xz data is cut"),
                arguments("stream cut", first.substring(0, 60), 0, 0, "the xz data is cut"),
                arguments("second stream cut", first + rest.substring(0, 40), 1, FIRST_END, "the xz data is cut"),
                arguments(
                        "CRC: what the library read with it is lost",
                        first.replace("a19f924b", "00000000"),
                        0,
                        4,
                        "Integrity check (CRC32) does not match"),
                arguments(
                        "text after it",
                        first + "68656c6c6f6f6f6f6f6f6f6f",
                        1,
                        FIRST_END,
                        "Garbage after a valid XZ Stream"),
                arguments(
                        "more memory than a capture may take",
                        large,
                        0,
                        0,
                        "the xz data needs 1536 MiB of memory; the limit is 160 MiB"));
    }

    /** Made by the libbz2 of Python. */
    static List<Arguments> bzip2() {
        String first =
                "425a68393141592653595b20d33d00000fc01e7c8020001000080004002000310030189a4f530acd0293444b6c41287f37785dc914e142416c834cf4";
        String rest = "425a68393141592653597a77a3c100000040007c0020002129a6d06681e807d6b30bb9229c28483d3bd1e080";
        String corrupt = "damaged bzip2 data after byte ";
        return List.of(
                arguments("header cut", first.substring(0, 8), 0, 0, "the bzip2 data is cut"),
                arguments("stream cut", first.substring(0, 60), 0, 0, "the bzip2 data is cut"),
                arguments(
                        "checksum of the stream cut",
                        first.substring(0, first.length() - 2),
                        1,
                        FIRST_END,
                        "the bzip2 data is cut"),
                arguments("level 0", "425a6830" + first.substring(8), 0, 0, corrupt + "0: BZip2 block size is invalid"),
                arguments(
                        "checksum of a block, whose content nobody sees",
                        first.substring(0, 20) + "00" + first.substring(22),
                        0,
                        0,
                        corrupt + "0: BZip2 CRC error"),
                arguments(
                        "checksum of the stream, in the 10 bytes after its right block",
                        first.substring(0, first.length() - 2) + "00",
                        1,
                        FIRST_END,
                        corrupt + (first.length() / 2 - 10) + ": BZip2 CRC error"),
                arguments(
                        "magic of the second block",
                        first + rest.replace("314159265359", "314159265358"),
                        1,
                        FIRST_END,
                        corrupt + first.length() / 2 + ": Bad block header"),
                arguments(
                        "checksum of the second stream's block",
                        first + rest.replace("7a77a3c1", "7a77a3c0"),
                        1,
                        FIRST_END,
                        corrupt + first.length() / 2 + ": BZip2 CRC error"),
                arguments("second stream cut", first + rest.substring(0, 40), 1, FIRST_END, "the bzip2 data is cut"),
                arguments("second magic cut", first + "425a", 1, FIRST_END, "the bzip2 data is cut"),
                arguments(
                        "text after it",
                        first + rest + "68656c6c6f",
                        2,
                        END,
                        "what follows the bzip2 data is not bzip2 data"),
                arguments(
                        "text after padding",
                        first + rest + "000000425b68",
                        2,
                        END,
                        "what follows the bzip2 data is not bzip2 data"));
    }

    static Stream<Arguments> damage() {
        return Stream.of(gzip(), zstd(), lz4(), xz(), bzip2()).flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damage")
    void isReportedBehindTheWholePackets(String name, String stored, int packets, long offset, String reason)
            throws IOException {
        byte[] content = hex(stored);
        Path file = Files.write(directory.resolve("x"), content);
        String expected = ": offset " + offset + ": cannot be read: " + reason;
        for (ReadCapture read : List.of(
                ReadCapture.from(() -> CaptureFile.open(content, file.toString())),
                ReadCapture.from(() -> CaptureFile.open(new ByteArrayInputStream(content), file.toString())),
                ReadCapture.from(() -> CaptureFile.open(file)))) {
            assertThat(read.failure()).hasMessage(file + expected);
            assertThat(read.packets()).hasSize(packets);
        }
    }

    /** What an outer level gives ahead of its damage is read through the inner one. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("damage")
    void isReportedInNestedData(String name, String stored, int packets, long offset, String reason)
            throws IOException {
        for (byte[] nested : List.of(Compressed.gzip(hex(stored)), Compressed.zstd(hex(stored)))) {
            ReadCapture read = ReadCapture.of(nested);
            assertThat(read.failure()).hasMessage("test.pcap: offset " + offset + ": cannot be read: " + reason);
            assertThat(read.packets()).hasSize(packets);
        }
    }

    @Test
    void fourCompressionsAreOneTooMany() throws IOException {
        byte[] three = Compressed.gzip(Compressed.gzip(Compressed.gzip(hex(FIRST))));
        assertThat(ReadCapture.of(three).packets()).hasSize(1);
        assertThat(ReadCapture.of(Compressed.gzip(three)).failure())
                .hasMessage(
                        "test.pcap: offset 0: cannot be read: gzip data inside 3 other compressions, the most that are"
                                + " read; decompress it first");
        assertThat(ReadCapture.of(Compressed.gzip(Compressed.gzip(Compressed.gzip(Compressed.xz(hex(FIRST))))))
                        .failure())
                .hasMessageContaining("xz data inside 3 other compressions");
    }
}
