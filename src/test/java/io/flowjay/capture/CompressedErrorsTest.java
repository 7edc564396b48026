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
                        "text behind",
                        GZIP_ALL + GZIP_CRC + GZIP_SIZE + "68656c6c6f",
                        2,
                        END,
                        "what follows the gzip data is not gzip data"),
                arguments(
                        "text behind padding",
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
                        "text behind",
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
                arguments("header checksum", "04224d18 60 40 83", 0, 0, "Stream frame descriptor corrupted"),
                arguments(
                        "linked blocks",
                        "04224d18 40 40 c0",
                        0,
                        0,
                        "Dependent block stream is unsupported (BLOCK_INDEPENDENCE must be set)"),
                arguments("block cut", LZ4 + LZ4_FIRST + "14000080" + HALF, 1, FIRST_END, "Stream ended prematurely"),
                arguments("end missing", LZ4 + LZ4_ALL, 2, END, "Stream ended prematurely"),
                arguments(
                        "block beyond its limit",
                        LZ4 + LZ4_FIRST + "01000180" + PACKET,
                        1,
                        FIRST_END,
                        "Block size 65537 exceeded max: 65536"),
                arguments(
                        "content checksum",
                        "04224d18 64 40 a7" + LZ4_ALL + LZ4_END + "00000000",
                        2,
                        END,
                        "Content checksum mismatch"),
                arguments(
                        "block checksum",
                        "04224d18 70 40 ad" + LZ4_FIRST + "00000000",
                        0,
                        0,
                        "Block checksum mismatch"),
                arguments("text behind", LZ4 + LZ4_ALL + LZ4_END + "68656c6c6f", 2, END, "Stream unsupported"),
                arguments(
                        "second frame of linked blocks",
                        LZ4 + LZ4_ALL + LZ4_END + "04224d18 40 40 c0",
                        2,
                        END,
                        "Dependent block stream is unsupported (BLOCK_INDEPENDENCE must be set)"));
    }

    static Stream<Arguments> damage() {
        return Stream.of(gzip(), zstd(), lz4()).flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"gzip", "zstd", "lz4"})
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
                .hasMessage("test.pcap: offset 0: neither pcap nor pcapng: begins with the bytes 1f8b0800");
    }
}
