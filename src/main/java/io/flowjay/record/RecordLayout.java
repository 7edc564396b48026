package io.flowjay.record;

import com.fasterxml.jackson.core.io.SerializedString;
import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureLayout;
import io.flowjay.feature.FeatureType;
import io.flowjay.feature.Missing;
import io.flowjay.feature.catalog.FeatureSelection;
import io.flowjay.record.format.RecordColumn;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordGroups;
import io.flowjay.record.format.RecordValues;
import io.flowjay.record.json.JsonEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of the records of one extraction: names encoded once, and what finds and writes them. */
final class RecordLayout {
    /** Fields before the features, in every record. */
    static final List<String> EXTRAS =
            ExtraField.all().stream().<String>map(ExtraField::name).toList();

    final RecordColumns columns;
    final SerializedString[] names;
    final RecordGroups groups;
    final JsonEncoder json;
    private final Map<String, Integer> fields = new HashMap<>();

    /** @param columns what records hold */
    RecordLayout(RecordColumns columns) {
        this.columns = columns;
        names = new SerializedString[columns.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = new SerializedString(columns.get(i).name());
            fields.put(columns.get(i).name(), i);
        }
        for (int i = 0; i < names.length; i++) {
            Feature feature = columns.get(i).feature();
            if (feature != null) {
                fields.putIfAbsent(feature.name(), i);
            }
        }
        groups = new RecordGroups(columns);
        json = new JsonEncoder(columns);
    }

    /**
     * The columns of records.
     *
     * @param selection the features of a record
     * @param form what a record looks like
     */
    static RecordColumns columns(FeatureSelection selection, RecordForm form) {
        List<RecordColumn> columns = new ArrayList<>();
        for (ExtraField<?> field : ExtraField.all()) {
            columns.add(new RecordColumn(
                    field.name(), FeatureType.STRING, "text", field.description(), field.isNullable(), "", null));
        }
        List<Feature> features = List.copyOf(selection.features());
        for (Feature feature : features) {
            columns.add(new RecordColumn(
                    form.names().of(feature),
                    feature.type(),
                    feature.unit(),
                    feature.description(),
                    feature.missing() == Missing.NAN,
                    feature.group(),
                    feature));
        }
        RecordValues missing = new RecordValues(
                new @Nullable String[EXTRAS.size()], new FeatureLayout(features, features).newVector(), 9);
        return new RecordColumns(columns, form.sparse(), missing);
    }

    /** Number of fields that the layout has; a record that leaves out groups has fewer. */
    int size() {
        return names.length;
    }

    /** The position of a field, or -1; a feature's bare name is known under any naming. */
    int field(Object name) {
        return name instanceof String text ? fields.getOrDefault(text, -1) : -1;
    }
}
