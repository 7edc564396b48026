package io.flowjay.record.parquet.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.feature.FeatureType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of parquet.thrift for {@code ColumnOrder} and {@code Statistics}. */
class BoundsTest {
    @ParameterizedTest(name = "of {0}: {1} to {2}")
    @CsvSource({
        "1.5 -2 7, -2.0, 7.0",
        "NaN 3 NaN, 3.0, 3.0",
        "3 NaN, 3.0, 3.0",
        "0.0, -0.0, 0.0",
        "-0.0, -0.0, 0.0",
        "0.0 5, -0.0, 5.0",
        "-5 -0.0, -5.0, 0.0",
        "Infinity -Infinity, -Infinity, Infinity"
    })
    void numbers(String values, String min, String max) {
        NumberBounds bounds = numbers(values);
        assertThat(bounds.exist()).isTrue();
        assertThat(number(bounds.min())).isEqualTo(Double.valueOf(min));
        assertThat(number(bounds.max())).isEqualTo(Double.valueOf(max));
    }

    @Test
    @DisplayName("NaN alone has no bounds, nor has nothing")
    void none() {
        assertThat(numbers("NaN NaN").exist()).isFalse();
        assertThat(new NumberBounds(FeatureType.FLOAT64).exist()).isFalse();
        assertThat(new TextBounds().exist()).isFalse();
    }

    @Test
    @DisplayName("bounds of pages make the bounds of a chunk, in any order of NaN")
    void together() {
        for (List<String> pages : List.of(List.of("NaN", "1 2", "-4"), List.of("-4 2", "NaN"), List.of("2", "-4"))) {
            NumberBounds all = new NumberBounds(FeatureType.FLOAT64);
            pages.forEach(page -> all.add(numbers(page)));
            assertThat(number(all.min())).isEqualTo(-4);
            assertThat(number(all.max())).isEqualTo(2);
        }
    }

    @Test
    void integers() {
        NumberBounds bounds = new NumberBounds(FeatureType.INT64);
        bounds.add(new long[] {Long.MAX_VALUE, -1, Long.MIN_VALUE}, 3);
        assertThat(integer(bounds.min())).isEqualTo(Long.MIN_VALUE);
        assertThat(integer(bounds.max())).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    @DisplayName("a flag is one byte")
    void flags() {
        NumberBounds bounds = new NumberBounds(FeatureType.BOOL);
        bounds.add(1);
        bounds.add(0);
        assertThat(bounds.min()).containsExactly(0);
        assertThat(bounds.max()).containsExactly(1);
    }

    @Test
    @DisplayName("texts are ordered by their bytes, unsigned")
    void texts() {
        TextBounds bounds = texts("b", "é", "", "a\u0000", "\ud83d\ude00", "\uffff");
        assertThat(bounds.min()).isEmpty();
        // U+1F600 is f0 9f 98 80 and U+FFFF ef bf bf; as Java compares, by UTF-16, U+FFFF is the larger.
        assertThat(text(bounds.max())).isEqualTo("\ud83d\ude00");
        assertThat(bounds.isMinExact()).isTrue();
        assertThat(bounds.isMaxExact()).isTrue();
    }

    @ParameterizedTest(name = "{0} x {1}, {2}")
    @CsvSource({
        "a, 64, '', 64, a",
        "a, 65, '', 63, b",
        "€, 30, '', 20, ₭",
        "a, 62, €€, 61, b",
        // The character before the surrogates: the next one is U+E000.
        "'\ud7ff', 30, '', 20, '\ue000'"
    })
    @DisplayName("a long bound is cut between characters, and the upper one raised")
    void longTexts(String part, int count, String end, int kept, String raised) {
        String text = part.repeat(count) + end;
        TextBounds bounds = texts(text);
        boolean exact = text.getBytes(UTF_8).length <= 64;
        assertThat(bounds.isMinExact()).isEqualTo(exact);
        assertThat(bounds.isMaxExact()).isEqualTo(exact);
        assertThat(text).startsWith(text(bounds.min()));
        assertThat(bounds.min().length).isLessThanOrEqualTo(64);
        assertThat(Arrays.compareUnsigned(bounds.max(), text.getBytes(UTF_8))).isGreaterThanOrEqualTo(0);
        assertThat(text(bounds.max())).isEqualTo(exact ? text : part.repeat(kept) + raised);
    }

    @Test
    @DisplayName("a text of the last character has no shorter upper bound; before it the next one counts")
    void lastCharacter() {
        String last = "\udbff\udfff";
        assertThat(text(texts(last.repeat(20)).max())).isEqualTo(last.repeat(20));
        assertThat(texts(last.repeat(20)).isMaxExact()).isTrue();
        assertThat(text(texts("a" + last.repeat(20)).max())).isEqualTo("b");
    }

    private static NumberBounds numbers(String values) {
        long[] bits = Arrays.stream(values.split(" "))
                .mapToLong(value -> Double.doubleToRawLongBits(Double.parseDouble(value)))
                .toArray();
        NumberBounds bounds = new NumberBounds(FeatureType.FLOAT64);
        bounds.add(bits, bits.length);
        return bounds;
    }

    private static TextBounds texts(String... texts) {
        TextBounds bounds = new TextBounds();
        for (String text : texts) {
            byte[] bytes = text.getBytes(UTF_8);
            bounds.add(bytes, 0, bytes.length);
        }
        return bounds;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static double number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getDouble();
    }

    private static long integer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }
}
