package io.flowjay.protocol.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.packet.TcpFlags;
import io.flowjay.protocol.payload.Payload;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TcpStreamTest {
    private static final int SYN = TcpFlags.SYN;
    private static final int ACK = TcpFlags.ACK;
    private static final int RST = TcpFlags.RST;

    /** A segment: flags, sequence number, payload. */
    private record Segment(int flags, int sequence, String payload) {}

    private static Segment data(int sequence, String payload) {
        return new Segment(ACK, sequence, payload);
    }

    private static Segment syn(int sequence) {
        return new Segment(SYN, sequence, "");
    }

    static Stream<Arguments> streams() {
        return Stream.of(
                argumentSet("in order", List.of(syn(9), data(10, "abc"), data(13, "def")), "abc|def"),
                argumentSet("reversed", List.of(syn(9), data(13, "def"), data(10, "abc")), "abc|def"),
                argumentSet(
                        "three holes filled from the end",
                        List.of(
                                syn(9),
                                data(16, "g"),
                                data(14, "e"),
                                data(12, "c"),
                                data(10, "ab"),
                                data(13, "d"),
                                data(15, "f")),
                        "ab|c|d|e|f|g"),
                argumentSet(
                        "no SYN: the first payload is the start", List.of(data(500, "abc"), data(503, "d")), "abc|d"),
                argumentSet(
                        "no SYN: what lies ahead of the first payload",
                        List.of(data(500, "abc"), data(497, "xyz")),
                        "abc"),
                argumentSet("data with the SYN", List.of(new Segment(SYN, 9, "abc"), data(13, "d")), "abc|d"),
                argumentSet(
                        "data with the SYN sent again", List.of(new Segment(SYN, 9, "abc"), data(10, "abcd")), "abc|d"),
                argumentSet(
                        "SYN behind the data it starts", List.of(syn(9), data(10, "a"), syn(9), data(11, "b")), "a|b"),
                argumentSet("a second attempt to connect", List.of(syn(9), syn(99), data(100, "a")), "a"),
                argumentSet(
                        "data beyond the largest sequence number",
                        List.of(syn(-3), data(-2, "abcd"), data(2, "e")),
                        "abcd|e"),
                argumentSet("the same, reversed", List.of(syn(-3), data(2, "e"), data(-2, "abcd")), "abcd|e"),
                argumentSet("retransmitted", List.of(syn(9), data(10, "abc"), data(10, "xyz"), data(13, "d")), "abc|d"),
                argumentSet("retransmitted with more", List.of(syn(9), data(10, "abc"), data(10, "xyzde")), "abc|de"),
                argumentSet(
                        "ahead of a hole the first byte counts",
                        List.of(syn(9), data(11, "bc"), data(11, "XYd"), data(10, "a")),
                        "a|bcd"),
                argumentSet(
                        "what fills the hole does not replace what is there",
                        List.of(syn(9), data(12, "c"), data(10, "abXde")),
                        "ab|cde"),
                argumentSet("payload of a reset", List.of(syn(9), new Segment(RST, 10, "bye"), data(10, "abc")), "abc"),
                argumentSet("a hole that stays", List.of(syn(9), data(10, "a"), data(12, "c")), "a"),
                argumentSet("half a number space away", List.of(syn(9), data(10 + (1 << 31), "x"), data(10, "a")), "a"),
                argumentSet(
                        "far ahead", List.of(syn(9), data(10 + (1 << 20), "x"), data(10, "a"), data(11, "b")), "a|b"),
                argumentSet(
                        "a PROXY line in pieces",
                        List.of(syn(9), data(10, "PRO"), data(13, "XY \n"), data(17, "a")),
                        "a"),
                argumentSet(
                        "a PROXY line in pieces whose bytes come again",
                        List.of(syn(9), data(10, "PRO"), data(10, "PROX"), syn(9), data(14, "Y \nab"), data(18, "bc")),
                        "ab|c"),
                argumentSet(
                        "a PROXY line in pieces, reversed", List.of(syn(9), data(13, "XY \na"), data(10, "PRO")), "a"),
                argumentSet(
                        "what begins as a PROXY line",
                        List.of(syn(9), data(10, "P"), data(11, "RO"), data(13, "T")),
                        "P|RO|T"),
                argumentSet("what could become a PROXY line", List.of(syn(9), data(10, "P"), data(11, "RO")), "P|RO"),
                argumentSet(
                        "what could become a PROXY line before a hole",
                        List.of(syn(9), data(10, "P"), data(12, "O")),
                        "P"),
                argumentSet("an empty line", List.of(syn(9), data(10, "\r\n")), "\r\n"),
                argumentSet("no payload", List.of(syn(9), data(10, ""), data(10, "a")), "a"));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void putsSegmentsInOrder(List<Segment> segments, String pieces) {
        Recorder recorder = new Recorder(Integer.MAX_VALUE);
        TcpStream stream = new TcpStream(List.of(recorder));
        for (Segment segment : segments) {
            // Around the payload are bytes that are none.
            byte[] buffer = ("#" + segment.payload() + "#").getBytes(US_ASCII);
            stream.add(
                    segment.flags(),
                    segment.sequence(),
                    Payload.of(false, buffer, 1, segment.payload().length()));
        }
        stream.end();
        assertThat(recorder.pieces()).isEqualTo(pieces);
        assertThat(recorder.ended()).isEqualTo(1);
    }

    @Test
    void eachParserGetsBytesUntilItHasEnough() {
        Recorder one = new Recorder(1);
        Recorder three = new Recorder(3);
        TcpStream stream = new TcpStream(List.of(one, three));
        add(stream, 0, "ab");
        assertThat(stream.wantsMore()).isTrue();
        add(stream, 2, "cd");
        assertThat(stream.wantsMore()).isFalse();
        add(stream, 4, "ef");
        stream.end();
        assertThat(one.pieces()).isEqualTo("ab");
        assertThat(three.pieces()).isEqualTo("ab|cd");
        assertThat(one.ended() + three.ended())
                .as("told of an end they do not wait for")
                .isZero();
    }

    @Test
    void aHoleThatIsNotFilledEndsParsing() {
        Recorder recorder = new Recorder(Integer.MAX_VALUE);
        TcpStream stream = new TcpStream(List.of(recorder));
        add(stream, 0, "a");
        int sequence = 2;
        for (int segments = 0; stream.wantsMore(); segments++) {
            assertThat(segments).as("segments of 1000 bytes behind the hole").isLessThanOrEqualTo(66 + 64);
            add(stream, sequence, "x".repeat(1000));
            sequence += 1000;
        }
        assertThat(recorder.pieces()).isEqualTo("a");
        assertThat(recorder.ended()).isEqualTo(1);
        add(stream, 1, "b");
        assertThat(recorder.pieces()).isEqualTo("a");
    }

    @Test
    void aFullWindowBehindAHoleIsKept() {
        Recorder recorder = new Recorder(Integer.MAX_VALUE);
        TcpStream stream = new TcpStream(List.of(recorder));
        add(stream, 0, "a");
        String window = "0123456789abcdef".repeat(TcpStream.MAX_AHEAD / 16);
        add(stream, 2, window.substring(1));
        add(stream, 1, "b");
        assertThat(recorder.bytes()).isEqualTo("ab" + window.substring(1));
    }

    @Test
    void aHoleThatNobodyNeedsIsPassedOver() {
        long[] unneeded = {5};
        Recorder recorder = new Recorder(Integer.MAX_VALUE) {
            @Override
            public long unneeded() {
                return unneeded[0];
            }

            @Override
            public void pass(int count) {
                unneeded[0] -= count;
            }
        };
        Recorder other = new Recorder(Integer.MAX_VALUE);
        TcpStream stream = new TcpStream(List.of(other, recorder));
        add(stream, 0, "a");
        add(stream, 4, "e");
        assertThat(recorder.pieces()).as("the hole may be filled").isEqualTo("a");
        add(stream, 4 + TcpStream.MAX_AHEAD, "z");
        assertThat(recorder.pieces()).isEqualTo("a|e");
        assertThat(unneeded[0]).isEqualTo(2);
        assertThat(other.pieces()).isEqualTo("a");
        assertThat(other.ended()).isEqualTo(1);
        add(stream, 7, "h");
        stream.end();
        assertThat(recorder.pieces()).as("at the end").isEqualTo("a|e|h");
        assertThat(recorder.ended()).isEqualTo(1);
    }

    @Test
    void onlyTheNextSegmentIsOnlyCounted() {
        Recorder recorder = new Recorder(6) {
            @Override
            public long unneeded() {
                return 3;
            }
        };
        TcpStream stream = new TcpStream(List.of(recorder));
        assertThat(stream.onlyCounts(0, 0, 1))
                .as("before the stream's start is known")
                .isFalse();
        add(stream, 0, "a");
        assertThat(stream.onlyCounts(0, 1, 3)).isTrue();
        assertThat(stream.onlyCounts(0, 1, 4)).as("more than is unneeded").isFalse();
        assertThat(stream.onlyCounts(0, 2, 1)).as("after a hole").isFalse();
        assertThat(stream.onlyCounts(0, 0, 1)).as("known already").isFalse();
        assertThat(stream.onlyCounts(TcpFlags.SYN, 1, 1)).as("after a SYN").isFalse();
        add(stream, 3, "d");
        assertThat(stream.onlyCounts(0, 1, 1)).as("while other bytes wait").isFalse();
        add(stream, 1, "bc");
        stream.addDoubtful(0, 4, Payload.of(false, new byte[] {'e'}, 0, 1));
        assertThat(stream.onlyCounts(0, 4, 1)).as("while a segment is doubtful").isFalse();
        add(stream, 4, "ef");
        assertThat(stream.wantsMore()).isFalse();
        assertThat(stream.onlyCounts(0, 9, 100)).as("nobody wants more").isTrue();
    }

    @Test
    void aParserMayReadTheWholeStream() {
        Recorder whole = new Recorder(Integer.MAX_VALUE) {
            @Override
            public boolean readsWhole() {
                return true;
            }
        };
        Recorder bounded = new Recorder(Integer.MAX_VALUE);
        TcpStream stream = new TcpStream(List.of(bounded, whole));
        String kibibyte = "0123456789abcdef".repeat(64);
        for (int i = 0; i < 300; i++) {
            add(stream, i << 10, kibibyte);
        }
        assertThat(bounded.bytes()).hasSize(TcpStream.MAX_BYTES);
        assertThat(bounded.ended()).isEqualTo(1);
        assertThat(whole.bytes()).hasSize(300 << 10);
        assertThat(whole.ended()).isZero();
    }

    @Test
    void parsersGetNoMoreThanTheLimit() {
        Recorder recorder = new Recorder(Integer.MAX_VALUE);
        TcpStream stream = new TcpStream(List.of(recorder));
        int sequence = 0;
        while (stream.wantsMore()) {
            add(stream, sequence, "x".repeat(60_000));
            sequence += 60_000;
        }
        assertThat(recorder.bytes()).hasSize(TcpStream.MAX_BYTES);
        assertThat(recorder.ended()).isEqualTo(1);
    }

    private static void add(TcpStream stream, int sequence, String payload) {
        byte[] bytes = payload.getBytes(US_ASCII);
        stream.add(ACK, sequence, Payload.of(false, bytes, 0, bytes.length));
    }
}
