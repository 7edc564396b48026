package io.flowjay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ByteCursorTest {
    private interface Read {
        Object from(ByteCursor cursor) throws MalformedException;
    }

    static Stream<Arguments> reads() {
        return Stream.of(
                argumentSet("u8", "ff", (Read) ByteCursor::u8, 255),
                argumentSet("u16", "fffe", (Read) ByteCursor::u16, 65534),
                argumentSet("u24", "fffefd", (Read) ByteCursor::u24, 0xfffefd),
                argumentSet("u32", "fffefdfc", (Read) ByteCursor::u32, 0xfffefdfcL),
                argumentSet("i64", "ffffffffffffffff", (Read) ByteCursor::i64, -1L),
                // RFC 9000 appendix A.1
                argumentSet("varint of 8", "c2197c5eff14e88c", (Read) ByteCursor::varint, 151_288_809_941_952_652L),
                argumentSet("varint of 4", "9d7f3e7d", (Read) ByteCursor::varint, 494_878_333L),
                argumentSet("varint of 2", "7bbd", (Read) ByteCursor::varint, 15_293L),
                argumentSet("varint of 1", "25", (Read) ByteCursor::varint, 37L),
                argumentSet("latin1", "41e9", (Read) cursor -> cursor.latin1(2), "A\u00e9"),
                argumentSet(
                        "vector8", "0201ff", (Read) cursor -> cursor.vector8().u16(), 511),
                argumentSet(
                        "vector16",
                        "000201ff",
                        (Read) cursor -> cursor.vector16().u16(),
                        511),
                argumentSet(
                        "vector24",
                        "00000201ff",
                        (Read) cursor -> cursor.vector24().u16(),
                        511),
                argumentSet(
                        "vector32",
                        "0000000201ff",
                        (Read) cursor -> cursor.vector32().u16(),
                        511));
    }

    @ParameterizedTest
    @MethodSource("reads")
    void readsWhatIsThere(String hex, Read read, Object expected) throws MalformedException {
        ByteCursor cursor = cursor(hex);
        assertThat(read.from(cursor)).isEqualTo(expected);
        assertThat(cursor.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("reads")
    void readsNothingBeyondTheEnd(String hex, Read read, Object expected) {
        for (int length = 0; length < hex.length() / 2; length++) {
            ByteCursor cut = ByteCursor.of(bytes(hex + hex), 0, length);
            assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> read.from(cut));
            assertThat(cut.position()).isZero();
        }
    }

    @Test
    void aPartEndsWhereItsLengthSaysAndCountsFromTheMessagesStart() throws MalformedException {
        ByteCursor message = ByteCursor.of(bytes("eeeeee 02 aabb cc"), 2, 5);
        message.skip(1);
        ByteCursor part = message.vector8();
        assertThat(part.remaining()).isEqualTo(2);
        assertThat(part.u8()).isEqualTo(0xaa);
        assertThat(part.position()).isEqualTo(3);
        assertThatThrownBy(part::u16).hasMessage("cut at byte 3");
        assertThat(message.u8()).isEqualTo(0xcc);
    }

    @Test
    void seeksWithinTheMessageOnly() throws MalformedException {
        ByteCursor message = cursor("010203");
        message.seek(3);
        assertThat(message.hasRemaining()).isFalse();
        message.seek(1);
        assertThat(message.peekU8()).isEqualTo(2);
        assertThat(message.u8()).isEqualTo(2);
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> message.seek(4));
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> message.seek(-1));
        assertThat(message.position()).isEqualTo(2);
    }

    @Test
    void lengthsThatOverflowAreMalformed() {
        ByteCursor message = cursor("ffffffff00");
        assertThatThrownBy(message::vector32).hasMessage("length beyond the end at byte 0");
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> message.slice(1L << 32));
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> message.slice(-1));
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> message.bytes(-1));
        assertThat(message.position()).isZero();
    }

    private static ByteCursor cursor(String hex) {
        return ByteCursor.of(bytes(hex));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
