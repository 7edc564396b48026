package io.flowjay.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureFile;
import io.flowjay.packet.IpProtocol;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which bytes are sampled; a segment is {@code SEQUENCE:TEXT}, with {@code s} ahead of the server's and {@code S} of a SYN. */
class PayloadSampleTest {
    private static final int RAW_IP = 101;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "-",
            value = {
                "in order, 100:abc 103:de s900:xy 105:f, abcdef, xy",
                "the limit of each direction, 100:abcdefghijklm s900:0123456 s907:789, abcdefgh, 01234567",
                "sent again, 100:abc 100:abc 103:de, abcde, -",
                "sent again in another cut, 100:abc 101:bcd 104:e, abcde, -",
                "sent again and more, 100:abc 100:abcdef, abcdef, -",
                "keep-alive, 100:abc 102:? 103:d, abcd, -",
                "a hole that is filled later, 100:ab 104:ef 102:cd 106:g, abefcdg, -",
                "a hole that stays, 100:ab 200:cd 200:cd, abcd, -",
                "the data behind a hole again, 100:ab 104:ef 104:ef 106:g, abefg, -",
                "numbers that wrap, 4294967294:abcd 4294967294:abcd 2:ef, abcdef, -",
                "data in the SYN and once more behind it, S99:ab 100:ab 102:c, abc, -",
                "another connection, 100:ab 5000:cd 5000:cd, abcd, -",
                "an earlier number, 100:cd 98:ab, cdab, -"
            })
    void dataThatComesOnceMoreIsLeftOut(String name, String segments, String forward, @Nullable String backward)
            throws IOException {
        Captures capture = Captures.pcap().linkType(RAW_IP);
        int time = 0;
        for (String segment : segments.split(" ", -1)) {
            capture.packet(++time, tcp(segment));
        }
        PayloadSample sample = Optional.ofNullable(flow(capture, 8).sample()).orElseThrow();
        assertThat(text(sample, false)).isEqualTo(forward);
        assertThat(text(sample, true)).isEqualTo(backward == null ? "" : backward);
    }

    @Test
    void datagramsAreAllDifferent() throws IOException {
        Captures capture = Captures.pcap().linkType(RAW_IP);
        capture.packet(1, udp("ab")).packet(2, udp("ab")).packet(3, udp(""));
        PayloadSample sample = Optional.ofNullable(flow(capture, 8).sample()).orElseThrow();
        assertThat(text(sample, false)).isEqualTo("abab");
    }

    @Test
    void withoutNeedOrPayloadThereIsNone() throws IOException {
        assertThat(flow(Captures.pcap().linkType(RAW_IP).packet(1, udp("ab")), 0)
                        .sample())
                .isNull();
        Flow empty = flow(Captures.pcap().linkType(RAW_IP).packet(1, udp("")), 8);
        assertThat(empty.sample()).isNull();
        assertThat(empty.heldBytes()).isZero();
    }

    /** A limit far above what comes takes no memory, and what is taken is told. */
    @ParameterizedTest
    @CsvSource({"1, 64", "65, 65", "1000, 1000"})
    void memoryFollowsTheBytes(int bytes, int expected) throws IOException {
        Flow flow = flow(Captures.pcap().linkType(RAW_IP).packet(1, udp("a".repeat(bytes))), 1 << 20);
        PayloadSample sample = Optional.ofNullable(flow.sample()).orElseThrow();
        assertThat(sample.bytes(false)).hasSize(expected);
        assertThat(sample.bytes(true)).isEmpty();
        assertThat(flow.heldBytes()).isEqualTo(sample.heldBytes()).isGreaterThanOrEqualTo(expected);
    }

    private static String text(PayloadSample sample, boolean ofResponder) {
        return new String(sample.bytes(ofResponder), 0, sample.size(ofResponder), StandardCharsets.US_ASCII);
    }

    private static Flow flow(Captures capture, int bytes) throws IOException {
        try (FlowAssembler flows = new FlowAssembler(
                CaptureFile.open(capture.toBytes(), "test"),
                FlowSettings.of(Settings.DEFAULT),
                new PayloadNeeds(Set.of(), bytes))) {
            return Optional.ofNullable(flows.next()).orElseThrow();
        }
    }

    private static byte[] tcp(String segment) {
        boolean client = segment.charAt(0) != 's';
        boolean syn = segment.charAt(0) == 'S';
        int colon = segment.indexOf(':');
        long sequence = Long.parseLong(segment.substring(client && !syn ? 0 : 1, colon));
        byte[] data = segment.substring(colon + 1).getBytes(StandardCharsets.US_ASCII);
        return ip(client, IpProtocol.TCP, 20 + data.length)
                .putInt((int) sequence)
                .putInt(0)
                .put((byte) 0x50)
                .put((byte) (syn ? 2 : 0x10))
                .put(new byte[6])
                .put(data)
                .array();
    }

    private static byte[] udp(String text) {
        byte[] data = text.getBytes(StandardCharsets.US_ASCII);
        return ip(true, IpProtocol.UDP, 8 + data.length)
                .putShort((short) (8 + data.length))
                .putShort((short) 0)
                .put(data)
                .array();
    }

    private static ByteBuffer ip(boolean client, int protocol, int length) {
        return ByteBuffer.allocate(20 + length)
                .putShort((short) 0x4500)
                .putShort((short) (20 + length))
                .putInt(0)
                .put((byte) 64)
                .put((byte) protocol)
                .putShort((short) 0)
                .putInt(client ? 0x0a000009 : 0x0a00000a)
                .putInt(client ? 0x0a00000a : 0x0a000009)
                .putInt(client ? 40000 << 16 | 443 : 443 << 16 | 40000);
    }
}
