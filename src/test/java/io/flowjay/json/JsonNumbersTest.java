package io.flowjay.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers are those of Jackson, of Long and of BigDecimal, whatever way they are written. */
class JsonNumbersTest {
    private static final int RANDOM_VALUES = 200_000;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final byte[] text = new byte[JsonNumbers.MAX_BYTES + 1];

    static Stream<Arguments> doubles() {
        return Stream.of(
                kind("any bits", random -> {
                    double any = Double.longBitsToDouble(random.nextLong());
                    return Double.isFinite(any) ? any : 0;
                }),
                kind("nanoseconds in seconds", random -> random.nextInt(2_000_000_000) / 1e9),
                kind("microseconds in seconds", random -> (random.nextLong() >>> 20) / 1e6),
                kind("few nanoseconds", random -> random.nextInt(2_000_000) / 1e9),
                kind("neighbours of nanoseconds", random -> Math.nextUp(random.nextInt(2_000_000) / 1e9)),
                kind("whole", random -> random.nextInt()),
                kind("large and whole", random -> random.nextLong()),
                kind("shares", random -> (double) random.nextInt(1000) / (1 + random.nextInt(1000))),
                kind(
                        "of every size from 2⁻⁴¹ to 2⁶⁴",
                        random -> Math.scalb(1 + random.nextDouble(), random.nextInt(105) - 41)),
                kind("halves", random -> random.nextInt(40_000_000) / 2.0),
                kind("tiny", random -> random.nextDouble() * 1e-9),
                kind("negative", random -> -random.nextInt(1_000_000) / 1e3),
                kind(
                        "around the limits",
                        random -> new double[] {1e-3, 1e6, 1e7, 1e-9}[random.nextInt(4)]
                                * (1 + (random.nextInt(9) - 4) * 0x1p-52)));
    }

    @ParameterizedTest
    @MethodSource("doubles")
    void doublesAreThoseOfJackson(ToDoubleFunction<Random> kind) {
        for (int i = 0; i < RANDOM_VALUES; i++) {
            assertDecimal(kind.applyAsDouble(random));
        }
    }

    @Test
    @DisplayName("powers of ten and of two, their neighbours, both zeros and the ends of the range")
    void doublesAtTheEdges() {
        DoubleStream powers = DoubleStream.concat(
                IntStream.rangeClosed(-323, 308).mapToDouble(power -> Double.parseDouble("1e" + power)),
                IntStream.rangeClosed(-1074, 1023).mapToDouble(power -> Math.scalb(1.0, power)));
        DoubleStream.concat(
                        powers, DoubleStream.of(0, Double.MIN_VALUE, Double.MAX_VALUE, 0.1, 123.456, 999999.999999999))
                .flatMap(value -> DoubleStream.of(value, Math.nextDown(value), Math.nextUp(value)))
                .filter(Double::isFinite)
                .forEach(value -> {
                    assertDecimal(value);
                    assertDecimal(-value);
                });
    }

    @Test
    @DisplayName("integers of every length")
    void integers() {
        LongStream edges = LongStream.iterate(1, power -> power <= Long.MAX_VALUE / 10, power -> power * 10)
                .flatMap(power -> LongStream.of(power - 1, power, power + 1, power * 9 + power / 2));
        LongStream.concat(
                        edges,
                        LongStream.of(Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1, 1_000_000_000_000_000_000L))
                .flatMap(value -> LongStream.of(value, -value))
                .forEach(this::assertInteger);
        for (int i = 0; i < RANDOM_VALUES; i++) {
            assertInteger(random.nextLong() >> random.nextInt(Long.SIZE));
        }
    }

    @Test
    @DisplayName("times with 6 and with 9 digits")
    void times() {
        for (int i = 0; i < RANDOM_VALUES; i++) {
            long nanos = random.nextLong() >> random.nextInt(Long.SIZE);
            assertTime(nanos, 9, BigDecimal.valueOf(nanos, 9));
            assertTime(nanos, 6, BigDecimal.valueOf(Math.floorDiv(nanos, 1000), 6));
        }
    }

    private void assertDecimal(double value) {
        assertThat(written(JsonNumbers.decimal(value, text, 1)))
                .as("%s, seed %d", Double.toHexString(value), seed)
                .isEqualTo(NumberOutput.toString(value, true));
    }

    private void assertInteger(long value) {
        assertThat(written(JsonNumbers.integer(value, text, 1)))
                .as("seed %d", seed)
                .isEqualTo(Long.toString(value));
    }

    private void assertTime(long nanos, int digits, BigDecimal expected) {
        assertThat(written(JsonNumbers.time(nanos, digits, text, 1)))
                .as("seed %d", seed)
                .isEqualTo(expected.toPlainString());
    }

    private String written(int end) {
        String written = new String(text, 1, end - 1, US_ASCII);
        Arrays.fill(text, (byte) 0);
        return written;
    }

    private static Arguments kind(String name, ToDoubleFunction<Random> kind) {
        return Arguments.argumentSet(name, kind);
    }
}
