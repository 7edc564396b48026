package io.flowjay.feature.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.spill.SpillSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class SeriesTest {
    private static final int FLOWS = 3000;

    @Test
    void percentilesAreLinearBetweenOrderStatistics() {
        Series series = series(List.of(10L, 20L, 30L, 40L));
        assertThat(series.percentile(25)).isEqualTo(17.5);
        assertThat(series.percentile(50)).isEqualTo(25);
        assertThat(series.percentile(75)).isEqualTo(32.5);
        assertThat(series.percentile(90)).isEqualTo(37);
        assertThat(series.percentile(99)).isEqualTo(39.7);
    }

    /** Values, a percentage, and the percentile, worked out by hand as a decimal number. */
    static final List<Arguments> EXACT = List.of(
            argumentSet("a whole number", List.of(40L, 1500L, 117L, 430L), 90, "1179"),
            argumentSet("two equal ones", List.of(0L, 391L, 391L, 391L, 391L), 90, "391"),
            argumentSet("tenths", List.of(1L, 2L, 3L, 4L), 90, "3.7"),
            argumentSet("hundredths", List.of(0L, 1L), 99, "0.99"),
            argumentSet(
                    "times of a day in nanoseconds",
                    List.of(86_400_000_000_001L, 86_400_000_000_002L),
                    75,
                    "86400000000001.75"),
            argumentSet("years", List.of(0L, 4_000_000_000_000_000_000L), 50, "2000000000000000000"),
            argumentSet("below 0", List.of(-10L, -5L), 25, "-8.75"));

    @ParameterizedTest
    @FieldSource("EXACT")
    void percentilesAreExact(List<Long> values, int percent, String expected) {
        assertThat(series(values).percentile(percent)).isEqualTo(Double.parseDouble(expected));
    }

    @Test
    void standardDeviationIsThatOfThePopulation() {
        assertThat(series(List.of(2L, 4L)).std()).isEqualTo(1);
    }

    @Test
    void standardDeviationOfTheSampleDividesByOneLess() {
        assertThat(series(List.of(2L, 4L, 9L)).sampleVariance()).isEqualTo(13);
        assertThat(series(List.of(2L, 4L, 9L)).sampleStd()).isEqualTo(Math.sqrt(13));
        assertThat(series(List.of(2L)).sampleVariance()).isNaN();
        assertThat(new Series().sampleStd()).isNaN();
    }

    @Test
    void anEmptySeriesHasNoStatistics() {
        Series series = new Series();
        assertThat(series.sum()).isZero();
        assertThat(List.of(series.min(), series.max(), series.mean(), series.std(), series.percentile(50)))
                .containsOnly(Double.NaN);
        assertThat(series.minPositive()).isZero();
        assertThat(series.countPositive()).isZero();
    }

    /** Against a second implementation that does everything the slow way. */
    @Test
    void agreesWithANaiveImplementationOnRandomSeries() {
        long seed = System.nanoTime();
        System.out.println("SeriesTest seed " + seed);
        Random random = new Random(seed);
        Series series = new Series();
        for (int flow = 0; flow < FLOWS; flow++) {
            List<Long> values = new ArrayList<>();
            int size = 1 + random.nextInt(random.nextInt(10) == 0 ? 500 : 20);
            long range = random.nextBoolean() ? 1500 : 100_000_000_000L;
            for (int i = 0; i < size; i++) {
                values.add(
                        random.nextInt(4) == 0 && i > 0
                                ? values.get(random.nextInt(i))
                                : (long) (random.nextDouble() * range));
            }
            series.clear(new SpillSpace(Long.MAX_VALUE));
            values.forEach(series::add);
            check(series, values, "seed " + seed + " flow " + flow);
        }
    }

    private static void check(Series series, List<Long> values, String where) {
        List<Long> ascending = new ArrayList<>(values);
        Collections.sort(ascending);
        double mean = values.stream().mapToLong(Long::longValue).sum() / (double) values.size();
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        assertThat(series.min()).as(where).isEqualTo(ascending.get(0).doubleValue());
        assertThat(series.max())
                .as(where)
                .isEqualTo(ascending.get(ascending.size() - 1).doubleValue());
        close(series.mean(), mean, where);
        close(series.std(), Math.sqrt(squares / values.size()), where);
        for (int percent : new int[] {25, 50, 75, 90, 99}) {
            close(series.percentile(percent), percentile(ascending, percent), where);
        }
        Map<Long, Integer> counts = new LinkedHashMap<>();
        values.forEach(value -> counts.merge(value, 1, Integer::sum));
        int most = Collections.max(counts.values());
        long mode = counts.keySet().stream()
                .filter(value -> counts.get(value) == most)
                .findFirst()
                .orElseThrow();
        assertThat(series.mode()).as(where).isEqualTo(mode);
        assertThat(series.count(mode)).as(where).isEqualTo(most);
        assertThat(series.countPositive()).as(where).isEqualTo((int)
                values.stream().filter(value -> value > 0).count());
        assertThat(series.minPositive())
                .as(where)
                .isEqualTo(values.stream()
                        .filter(value -> value > 0)
                        .min(Long::compare)
                        .orElse(0L));
    }

    private static double percentile(List<Long> ascending, int percent) {
        double index = (ascending.size() - 1) * percent / 100.0;
        double below = ascending.get((int) Math.floor(index));
        double above = ascending.get((int) Math.ceil(index));
        return below + (above - below) * (index - Math.floor(index));
    }

    private static void close(double actual, double expected, String where) {
        assertThat(actual).as(where).isCloseTo(expected, within(Math.max(1e-9, Math.abs(expected) * 1e-12)));
    }

    private static Series series(List<Long> values) {
        Series series = new Series();
        values.forEach(series::add);
        return series;
    }
}
