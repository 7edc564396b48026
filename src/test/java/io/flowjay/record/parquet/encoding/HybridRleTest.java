package io.flowjay.record.parquet.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Worked by hand after Encodings.md of parquet-format, and read back by the decoder of parquet-java. */
class HybridRleTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            the specification's 0 to 7 in 3 bits         | 3  | 0 1 2 3 4 5 6 7                 | 03 88c6fa
            a run of 8 in 3 bits                         | 3  | 5 5 5 5 5 5 5 5                 | 10 05
            a run whose value takes two bytes            | 9  | 300 300 300 300 300 300 300 300 | 10 2c01
            7 equal values are not a run                 | 1  | 1 1 1 1 1 1 1                   | 03 7f
            packed values, filled up with 0              | 2  | 1 2 3                           | 03 3900
            packed values, then a run                    | 1  | 1 0 1 0 1 0 1 0 1 1 1 1 1 1 1 1 | 03 55 10 01
            a run that starts within eight packed values | 1  | 0 1 1 1 1 1 1 1 1 1             | 05 fe03
            a run, then packed values                    | 1  | 0 0 0 0 0 0 0 0 0 1             | 12 00 03 01
            one value of 0 bits                          | 0  | 0                               | 03
            a run of 0 bits                              | 0  | 0 0 0 0 0 0 0 0                 | 10
            """)
    void encodes(String name, int width, String values, String expected) {
        int[] numbers = Arrays.stream(values.trim().split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();
        PageBytes out = new PageBytes();
        HybridRle.encode(numbers, numbers.length, width, out);
        assertThat(hex(out)).isEqualTo(expected.replace(" ", ""));
    }

    @ParameterizedTest(name = "{0} is {1} bits wide")
    @CsvSource({"0, 0", "1, 1", "2, 2", "3, 2", "4, 3", "255, 8", "256, 9", "2147483647, 31"})
    void width(int max, int width) {
        assertThat(HybridRle.width(max)).isEqualTo(width);
    }

    @ParameterizedTest(name = "{0} bits")
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 13, 16, 17, 24, 31})
    @DisplayName("random runs and values read back by parquet-java")
    void readsBack(int width) throws IOException {
        Random random = new Random(width);
        for (int round = 0; round < 200; round++) {
            int[] values = runs(random, 1 + random.nextInt(500), width);
            PageBytes out = new PageBytes();
            HybridRle.encode(values, values.length, width, out);
            assertThat(decoded(out, width, values.length)).containsExactly(values);
        }
    }

    @Test
    @DisplayName("single bits read back by parquet-java")
    void bitsReadBack() throws IOException {
        Random random = new Random(1);
        for (int round = 0; round < 500; round++) {
            int[] bits = runs(random, 1 + random.nextInt(700), 1);
            long[] words = new long[bits.length / Long.SIZE + 1];
            for (int i = 0; i < bits.length; i++) {
                words[i / Long.SIZE] |= (long) bits[i] << i;
            }
            PageBytes out = new PageBytes();
            HybridRle.encodeBits(words, bits.length, out);
            assertThat(decoded(out, 1, bits.length)).containsExactly(bits);
        }
    }

    @Test
    @DisplayName("bits that all are equal become one run")
    void equalBits() {
        PageBytes out = new PageBytes();
        HybridRle.encodeBits(new long[] {-1, -1}, 128, out);
        // 128 << 1 is 256, a varint of two bytes.
        assertThat(hex(out)).isEqualTo("800201");
    }

    private static int[] runs(Random random, int count, int width) {
        int[] values = new int[count];
        int at = 0;
        while (at < count) {
            int end = Math.min(count, at + 1 + (random.nextBoolean() ? 0 : random.nextInt(60)));
            Arrays.fill(values, at, end, random.nextInt() >>> (Integer.SIZE - width));
            at = end;
        }
        return values;
    }

    private static int[] decoded(PageBytes bytes, int width, int count) throws IOException {
        RunLengthBitPackingHybridDecoder decoder =
                new RunLengthBitPackingHybridDecoder(width, new ByteArrayInputStream(bytes.array(), 0, bytes.size()));
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = decoder.readInt();
        }
        return values;
    }

    private static String hex(PageBytes bytes) {
        return HexFormat.of().formatHex(bytes.array(), 0, bytes.size());
    }
}
