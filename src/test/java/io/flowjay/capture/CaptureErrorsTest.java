package io.flowjay.capture;

import static io.flowjay.capture.Layout.hex;
import static io.flowjay.capture.Layout.join;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a capture is damaged: the packets ahead of it, the offset, the reason. */
class CaptureErrorsTest {
    private static final String HEADER = "d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000";
    private static final String PACKET = "00000000 00000000 04000000 04000000 01020304";

    @TempDir
    private Path directory;

    static Stream<Arguments> damage() {
        return Stream.concat(pcap(), PcapngDamage.cases());
    }

    private static Stream<Arguments> pcap() {
        return Stream.of(
                arguments("empty", "", 0, 0, "the capture is empty"),
                arguments("3 bytes", "d4c3b2", 0, 0, "the magic number is cut: 3 of 4 bytes"),
                arguments("text", "68656c6c6f0a", 0, 0, "neither pcap nor pcapng: begins with the bytes 68656c6c"),
                arguments(
                        "file header cut",
                        HEADER.substring(0, HEADER.length() - 2),
                        0,
                        0,
                        "the file header is cut: 23 of 24 bytes"),
                arguments(
                        "major version 1",
                        "d4c3b2a1 0100 0400 00000000 00000000 00000400 01000000",
                        0,
                        4,
                        "pcap version 1 is not supported"),
                arguments(
                        "version 543.1",
                        "d4c3b2a1 1f02 0100 00000000 00000000 00000400 01000000",
                        0,
                        4,
                        "pcap version 543 is not supported"),
                arguments(
                        "Ixia's file header cut",
                        "ac01001c 0200 0400 00000000 00000000 00000400 01000000 0000",
                        0,
                        0,
                        "the file header is cut: 26 of 28 bytes"),
                arguments(
                        "record header cut to a byte",
                        HEADER + PACKET + "00",
                        1,
                        44,
                        "a record header is cut: 1 of 16 bytes"),
                arguments(
                        "record header cut",
                        HEADER + PACKET + PACKET + "00000000 00000000 04000000 040000",
                        2,
                        64,
                        "a record header is cut: 15 of 16 bytes"),
                arguments(
                        "modified record header cut",
                        "34cdb2a1 0200 0400 00000000 00000000 00000400 01000000"
                                + "00000000 00000000 00000000 00000000 00000000 00000000"
                                + "00000000 00000000 00000000 00000000 00000000 000000",
                        1,
                        48,
                        "a record header is cut: 23 of 24 bytes"),
                arguments(
                        "packet cut to nothing",
                        HEADER + PACKET + "00000000 00000000 04000000 04000000",
                        1,
                        44,
                        "a packet is cut: 0 of 4 bytes"),
                arguments(
                        "packet cut",
                        HEADER + PACKET + "00000000 00000000 04000000 04000000 010203",
                        1,
                        44,
                        "a packet is cut: 3 of 4 bytes"),
                arguments(
                        "longest packet, cut",
                        HEADER + "00000000 00000000 00000400 00000400 aa",
                        0,
                        24,
                        "a packet is cut: 1 of 262144 bytes"),
                arguments(
                        "packet a byte beyond the limit",
                        HEADER + PACKET + "00000000 00000000 01000400 01000400",
                        1,
                        44,
                        "a packet of 262145 bytes is longer than the limit of 262144"),
                arguments(
                        "packet of 4 GiB",
                        HEADER + "00000000 00000000 ffffffff ffffffff 00",
                        0,
                        24,
                        "a packet of 4294967295 bytes is longer than the limit of 262144"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damage")
    void isReportedBehindTheWholePackets(String name, String file, int packets, long offset, String reason)
            throws IOException {
        byte[] content = hex(file);
        check("x.pcap", ReadCapture.from(() -> CaptureFile.open(content, "x.pcap")), packets, offset, reason);
        check(
                "x",
                ReadCapture.from(() -> CaptureFile.open(new ByteArrayInputStream(content), "x")),
                packets,
                offset,
                reason);
        Path path = Files.write(directory.resolve("damaged.pcap"), content);
        check(path.toString(), ReadCapture.from(() -> CaptureFile.open(path)), packets, offset, reason);
    }

    private static void check(String capture, ReadCapture read, int packets, long offset, String reason) {
        assertThat(read.packets()).hasSize(packets);
        assertThat(read.failure()).hasMessage(capture + ": offset " + offset + ": " + reason);
        assertThat(read.failure().capture()).isEqualTo(capture);
        assertThat(read.failure().offset()).isEqualTo(offset);
        assertThat(read.failure().reason()).isEqualTo(reason);
    }

    @Test
    void isReportedAgainWhenAskedAgain() throws IOException {
        try (CaptureReader reader = CaptureFile.open(hex(HEADER + PACKET + "00"), "x")) {
            RawPacket raw = new RawPacket();
            assertThat(reader.next(raw)).isTrue();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> reader.next(raw))
                        .hasMessage("x: offset 44: a record header is cut: 1 of 16 bytes");
            }
        }
    }

    /** Every whole packet comes, wherever a stream fails; also within a read that gave bytes before. */
    @ParameterizedTest(name = "at {0}")
    @MethodSource("positions")
    void aFailingStream(int position) throws IOException {
        byte[] content = hex(HEADER + PACKET + PACKET);
        ReadCapture read = ReadCapture.from(() -> CaptureFile.open(new FailingStream(content, position), "x"));
        assertThat(read.packets()).hasSize(Math.max(0, position - 24) / 20);
        assertThat(read.failure()).hasMessage("x: offset " + position + ": cannot be read: unplugged");
        assertThat(read.failure()).hasCauseExactlyInstanceOf(IOException.class);
    }

    static IntStream positions() {
        return IntStream.rangeClosed(0, 64);
    }

    @Test
    void aMissingFile() {
        Path missing = directory.resolve("missing.pcap");
        assertThatThrownBy(() -> CaptureFile.open(missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("missing.pcap");
    }

    @Test
    void aDirectory() {
        assertThatThrownBy(() -> CaptureFile.open(directory))
                .isInstanceOf(CaptureException.class)
                .hasMessageStartingWith(directory + ": offset 0: cannot be read: ");
    }

    @Test
    void theStreamIsClosedWhenOpeningFails() {
        for (byte[] content : List.of(new byte[0], "text".getBytes(US_ASCII), join(hex("04224d18"), new byte[9]))) {
            FailingStream stream = new FailingStream(content, content.length);
            assertThatThrownBy(() -> CaptureFile.open(stream, "x")).isInstanceOf(CaptureException.class);
            assertThat(stream.closed).isTrue();
        }
    }

    /** Claims that more is available, and fails at a position. */
    private static final class FailingStream extends InputStream {
        private final byte[] content;
        private final int failAt;
        private int position;
        private boolean closed;

        FailingStream(byte[] content, int failAt) {
            this.content = content;
            this.failAt = failAt;
        }

        @Override
        public int read() throws IOException {
            if (position == failAt) {
                throw new IOException("unplugged");
            }
            return content[position++] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = Math.min(length, 7);
            for (int i = 0; i < count; i++) {
                if (i > 0 && position == failAt) {
                    return i;
                }
                into[offset + i] = (byte) read();
            }
            return count;
        }

        @Override
        public int available() {
            return 7;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
