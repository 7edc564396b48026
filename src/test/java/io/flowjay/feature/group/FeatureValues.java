package io.flowjay.feature.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.catalog.FeatureExtractor;
import io.flowjay.feature.catalog.FeatureSelection;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowIds;
import io.flowjay.flow.IdSettings;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The features of one flow by name, for tests of groups. */
public final class FeatureValues {
    private FeatureValues() {}

    /** Compares features of a flow, as {@code name=value} separated by space; a value may hold spaces. */
    public static void check(Flow flow, String expected) {
        Map<String, Object> values = of(flow, FeatureSettings.of(Settings.DEFAULT));
        Map<String, Object> checked = new TreeMap<>();
        for (String pair : expected.strip().split("\\s+(?=\\w+=)", -1)) {
            int equals = pair.indexOf('=');
            String name = pair.substring(0, equals);
            String text = pair.substring(equals + 1);
            assertThat(values).as(name).containsKey(name);
            Object value = values.get(name);
            if (value instanceof Number number) {
                double wanted = Double.parseDouble(text);
                assertThat(number.doubleValue())
                        .as(name)
                        .isCloseTo(wanted, within(Math.max(1e-12, Math.abs(wanted) * 1e-8)));
            } else {
                assertThat(String.valueOf(value)).as(name).isEqualTo(text);
            }
            checked.put(name, text);
        }
        assertThat(checked).isNotEmpty();
    }

    /** Computes every feature of a flow; a number that is missing is {@code "null"}. */
    public static Map<String, Object> of(Flow flow, FeatureSettings settings) {
        FeatureSelection selection = FeatureSelection.of(Settings.builder()
                .set(SettingCatalog.INCLUDE_RAW_SEQUENCES, settings.includeRawSequences())
                .set(SettingCatalog.INCLUDE_SPLT, settings.includeSplt())
                .build());
        FeatureExtractor extractor =
                new FeatureExtractor(selection, settings, new FlowIds("", IdSettings.of(Settings.DEFAULT)), null);
        FeatureVector vector = extractor.compute(flow);
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < selection.features().size(); i++) {
            Feature feature = selection.features().get(i);
            values.put(
                    feature.name(),
                    switch (feature.type()) {
                        case BOOL -> vector.longAt(i) != 0;
                        case INT64 -> vector.longAt(i);
                        case TIME -> vector.longAt(i) / 1e9;
                        case FLOAT64 -> Double.isNaN(vector.doubleAt(i)) ? "null" : (Object) vector.doubleAt(i);
                        case STRING, INTEGERS, NUMBERS, ROWS -> vector.objectAt(i);
                    });
        }
        return values;
    }
}
