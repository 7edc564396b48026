package io.flowjay.record.parquet.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Against a list that is searched from its start. */
class DictionaryTest {
    @Test
    @DisplayName("numbers get their place of first use, also those that differ in one bit, and both zeros")
    void numbers() {
        Random random = new Random(1);
        long[] values = new long[5000];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (random.nextInt(4)) {
                case 0 -> random.nextInt(20);
                case 1 -> 1L << random.nextInt(Long.SIZE);
                case 2 -> Double.doubleToRawLongBits(random.nextBoolean() ? 0.0 : -0.0);
                default -> Double.doubleToRawLongBits(random.nextInt(1000) / 8.0);
            };
        }
        NumberDictionary dictionary = new NumberDictionary();
        int[] found = new int[values.length];
        dictionary.find(values, values.length, found);
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (!expected.contains(values[i])) {
                expected.add(values[i]);
            }
            assertThat(found[i]).isEqualTo(expected.indexOf(values[i]));
            assertThat(dictionary.find(values[i])).isEqualTo(found[i]);
        }
        assertThat(dictionary.size()).isEqualTo(expected.size());
        PageBytes out = new PageBytes();
        dictionary.write(out);
        PageBytes plain = new PageBytes();
        expected.forEach(plain::putLong);
        assertThat(out.copy()).isEqualTo(plain.copy());
    }

    @Test
    @DisplayName("texts get their place of first use, of any length")
    void texts() {
        Random random = new Random(2);
        TextDictionary dictionary = new TextDictionary();
        List<String> expected = new ArrayList<>();
        PageBytes plain = new PageBytes();
        for (int i = 0; i < 5000; i++) {
            String text = "\u0000".repeat(random.nextInt(3)) + "é".repeat(random.nextInt(10)) + random.nextInt(20);
            byte[] bytes = ("x" + text).getBytes(UTF_8);
            if (!expected.contains(text)) {
                expected.add(text);
                plain.putInt(bytes.length - 1);
                plain.put(bytes, 1, bytes.length - 1);
            }
            assertThat(dictionary.find(bytes, 1, bytes.length)).isEqualTo(expected.indexOf(text));
        }
        PageBytes out = new PageBytes();
        dictionary.write(out);
        assertThat(out.copy()).isEqualTo(plain.copy());
    }
}
