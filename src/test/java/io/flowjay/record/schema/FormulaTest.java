package io.flowjay.record.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureFile;
import io.flowjay.feature.Feature;
import io.flowjay.feature.Missing;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Formulas that are arithmetic are true: computed from their text, they give the values of the sample capture's records. */
class FormulaTest {
    private static final double TOLERANCE = 1e-6;

    private static final List<Map<String, Double>> FEATURES = new ArrayList<>();
    private static final List<Map<String, double[]>> SERIES = new ArrayList<>();

    @BeforeAll
    static void extract() throws IOException {
        Settings.Builder settings = Settings.builder();
        settings.set(SettingCatalog.INCLUDE_RAW_SEQUENCES, true);
        settings.set(SettingCatalog.INCLUDE_SPLT, true);
        settings.set(SettingCatalog.MAX_SEQUENCE_LENGTH, Sample.PACKETS);
        try (FlowRecords records =
                Extraction.of(settings.build()).records(CaptureFile.open(Sample.bytes(), "sample.pcapng"))) {
            while (records.hasNext()) {
                FlowRecord record = records.next();
                Map<String, Double> features = new HashMap<>();
                FeatureCatalog.features()
                        .forEach(feature -> features.put(feature.name(), number(record.get(feature.name()))));
                FEATURES.add(features);
                SERIES.add(series(record));
            }
        }
    }

    static List<Feature> arithmetic() {
        Map<String, Double> features = new HashMap<>();
        FeatureCatalog.features().forEach(feature -> features.put(feature.name(), 0.0));
        Map<String, double[]> series = new HashMap<>();
        for (String name : List.of("len", "gap")) {
            for (String side : List.of("", "(fwd)", "(bwd)")) {
                series.put(name + side, new double[0]);
            }
        }
        List.of("packets", "fwd", "bwd").forEach(name -> series.put(name, new double[0]));
        return FeatureCatalog.features().stream()
                .filter(feature -> isArithmetic(feature, features, series))
                .toList();
    }

    private static boolean isArithmetic(Feature feature, Map<String, Double> features, Map<String, double[]> series) {
        try {
            Formula.value(feature.formula(), features, series);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void manyFormulasAreArithmetic() {
        assertThat(arithmetic()).hasSizeGreaterThan(120);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("arithmetic")
    void aFormulaGivesTheValuesOfTheRecords(Feature feature) {
        assertThat(FEATURES).hasSize(Sample.FLOWS);
        for (int i = 0; i < FEATURES.size(); i++) {
            double value = Formula.value(feature.formula(), FEATURES.get(i), SERIES.get(i));
            double expected = Double.isNaN(value) && feature.missing() == Missing.ZERO ? 0 : value;
            double actual = FEATURES.get(i).get(feature.name());
            assertThat(Double.isNaN(actual)).as("null in record %d", i).isEqualTo(Double.isNaN(expected));
            if (!Double.isNaN(expected)) {
                assertThat(Math.abs(actual - expected))
                        .as("record %d: %s, but %s by its formula", i, actual, expected)
                        .isLessThanOrEqualTo(TOLERANCE * Math.max(1, Math.abs(expected)));
            }
        }
    }

    private static Map<String, double[]> series(FlowRecord record) {
        double[] lengths = numbers(record.get("splt_lengths"));
        double[] times = numbers(record.get("timestamp_sequence"));
        double[] directions = numbers(record.get("splt_directions"));
        Map<String, double[]> series = new HashMap<>();
        series.put("packets", lengths);
        series.put("len", lengths);
        series.put("gap", gaps(times));
        for (String side : List.of("fwd", "bwd")) {
            double direction = side.equals("fwd") ? 1 : -1;
            double[] own = IntStream.range(0, lengths.length)
                    .filter(i -> directions[i] == direction)
                    .mapToDouble(i -> lengths[i])
                    .toArray();
            series.put(side, own);
            series.put("len(" + side + ")", own);
            series.put(
                    "gap(" + side + ")",
                    gaps(IntStream.range(0, times.length)
                            .filter(i -> directions[i] == direction)
                            .mapToDouble(i -> times[i])
                            .toArray()));
        }
        return series;
    }

    private static double[] gaps(double[] times) {
        double[] sorted = DoubleStream.of(times).sorted().toArray();
        return IntStream.range(1, sorted.length)
                .mapToDouble(i -> sorted[i] - sorted[i - 1])
                .toArray();
    }

    private static double[] numbers(@Nullable Object value) {
        List<?> list = (List<?>) value;
        return list == null
                ? new double[0]
                : list.stream()
                        .mapToDouble(entry -> ((Number) entry).doubleValue())
                        .toArray();
    }

    private static double number(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
