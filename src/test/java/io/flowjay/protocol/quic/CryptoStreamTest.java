package io.flowjay.protocol.quic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CryptoStreamTest {
    private static final int CLIENT_HELLO = 1;
    private static final byte[] HELLO = Wire.longHello(2001, 1);

    private final CryptoStream stream = new CryptoStream();

    @ParameterizedTest
    @CsvSource({
        "at once, '0-2001'",
        "in order, '0-700 700-1400 1400-2001'",
        "reversed, '1400-2001 700-1400 0-700'",
        "last before the middle, '0-700 1400-2001 700-1400'",
        "all twice, '0-2001 0-2001'",
        "overlapping, '0-1000 500-1500 1200-2001'",
        "one frame over several holes, '100-200 300-400 1000-1100 0-2001'",
        "header byte by byte, '3-4 2-3 1-2 0-1 4-2001'",
        "with empty frames, '0-0 500-500 0-2001'"
    })
    void messageIsWhole(String name, String frames) {
        addAll(frames);
        assertThat(stream.next(CLIENT_HELLO)).as(name).isEqualTo(HELLO);
    }

    @ParameterizedTest
    @CsvSource({
        "nothing, ''",
        "start missing, '1-2001'",
        "end missing, '0-1999'",
        "hole of a byte, '0-1000 1001-2001'",
        "less than a header, '0-3'"
    })
    void messageIsNotThereYet(String name, String frames) {
        addAll(frames);
        assertThat(stream.next(CLIENT_HELLO)).as(name).isNull();
        add(0, HELLO.length);
        assertThat(stream.next(CLIENT_HELLO)).as(name).isEqualTo(HELLO);
    }

    @Test
    void firstByteWins() {
        byte[] other = HELLO.clone();
        Arrays.fill(other, 500, 1500, (byte) 0x55);
        add(0, 1000);
        stream.add(500, other, 500, 1501);
        byte[] message = stream.next(CLIENT_HELLO);
        assertThat(message).startsWith(Arrays.copyOf(HELLO, 1000)).endsWith(Arrays.copyOfRange(other, 1000, 2001));
    }

    @Test
    void framesOfRandomBoundsInRandomOrder() {
        long seed = System.nanoTime();
        System.out.println("CryptoStreamTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            CryptoStream shuffled = new CryptoStream();
            List<int[]> frames = new ArrayList<>();
            for (int at = 0; at < HELLO.length; ) {
                int end = Math.min(HELLO.length, at + 1 + random.nextInt(300));
                int from = Math.max(0, at - random.nextInt(50));
                frames.add(new int[] {from, end});
                at = end;
            }
            Collections.shuffle(frames, random);
            for (int[] frame : frames) {
                assertThat(shuffled.add(frame[0], HELLO, frame[0], frame[1] - frame[0]))
                        .isTrue();
            }
            assertThat(shuffled.next(CLIENT_HELLO)).isEqualTo(HELLO);
        }
    }

    @Test
    void messagesFollowEachOther() {
        byte[] two = Wire.join(HELLO, Wire.CLIENT_HELLO);
        stream.add(0, two, 0, two.length);
        assertThat(stream.next(CLIENT_HELLO)).isEqualTo(HELLO);
        assertThat(stream.next(CLIENT_HELLO)).isEqualTo(Wire.CLIENT_HELLO);
        assertThat(stream.next(CLIENT_HELLO)).isNull();
    }

    @Test
    void anotherMessageClosesTheStream() {
        stream.add(0, Wire.SERVER_HELLO, 0, 1);
        assertThat(stream.next(CLIENT_HELLO)).isNull();
        assertThat(stream.isClosed()).isTrue();
        add(0, HELLO.length);
        assertThat(stream.next(CLIENT_HELLO)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "the last byte that there may be, 65535, 1, true",
        "one byte more, 65536, 1, false",
        "over the limit, 65000, 1000, false",
        "the largest offset there is, 4611686018427387903, 1, false"
    })
    void limit(String name, long offset, int length, boolean within) {
        assertThat(stream.add(offset, HELLO, 0, length)).as(name).isEqualTo(within);
    }

    @ParameterizedTest
    @CsvSource({"as far ahead as is kept, 14384, true", "a byte farther, 14385, false"})
    void dataAhead(String name, int offset, boolean kept) {
        assertThat(CryptoStream.MAX_AHEAD).isEqualTo(14384 + 2000);
        assertThat(stream.add(offset, HELLO, 0, 2000)).isTrue();
        assertThat(stream.heldBytes() > CryptoStream.MAX_AHEAD).as(name).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"the longest message that fits, fffc, false", "a byte more, fffd, true"})
    void messageBeyondTheLimitClosesTheStream(String name, String length, boolean closed) {
        byte[] header = Wire.hex("0100" + length);
        stream.add(0, header, 0, header.length);
        assertThat(stream.next(CLIENT_HELLO)).isNull();
        assertThat(stream.isClosed()).as(name).isEqualTo(closed);
    }

    /** Adds frames written as {@code from-end}. */
    private void addAll(String frames) {
        Pattern.compile("(\\d+)-(\\d+)")
                .matcher(frames)
                .results()
                .forEach(frame -> add(Integer.parseInt(frame.group(1)), Integer.parseInt(frame.group(2))));
    }

    private void add(int from, int end) {
        assertThat(stream.add(from, HELLO, from, end - from)).isTrue();
    }
}
