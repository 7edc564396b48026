package io.flowjay.record;

import com.fasterxml.jackson.core.io.SerializedString;
import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureSelection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of the records of one extraction: names encoded once, types, and where each value stands in a vector. */
final class RecordLayout {
    /** Fields ahead of the features, in every record. */
    static final List<String> EXTRAS =
            Arrays.stream(ExtraField.values()).map(ExtraField::text).toList();

    static final List<SerializedString> EXTRA_NAMES =
            EXTRAS.stream().map(SerializedString::new).toList();

    final Feature[] features;
    final SerializedString[] names;
    final int[] positions;
    private final Map<String, Integer> fields = new HashMap<>();

    /**
     * @param selection the features of a record
     * @param positions where each stands in a vector
     * @param fieldNames what they are called
     */
    RecordLayout(FeatureSelection selection, int[] positions, FieldNames fieldNames) {
        this.positions = positions;
        features = selection.features().toArray(Feature[]::new);
        names = new SerializedString[features.length];
        EXTRAS.forEach(name -> fields.put(name, fields.size()));
        for (int i = 0; i < features.length; i++) {
            names[i] = new SerializedString(fieldNames.of(features[i]));
            fields.put(names[i].getValue(), EXTRAS.size() + i);
        }
        for (int i = 0; i < features.length; i++) {
            fields.putIfAbsent(features[i].name(), EXTRAS.size() + i);
        }
    }

    /** Number of fields of a record. */
    int size() {
        return EXTRAS.size() + features.length;
    }

    /** The number of a field, counted through extras and features, or -1; a feature's bare name is known under any naming. */
    int field(Object name) {
        return name instanceof String text ? fields.getOrDefault(text, -1) : -1;
    }

    /** The name of a field by its number. */
    String name(int field) {
        return field < EXTRAS.size() ? EXTRAS.get(field) : names[field - EXTRAS.size()].getValue();
    }
}
