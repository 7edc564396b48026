package io.flowjay.record;

import io.flowjay.feature.Feature;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.feature.catalog.FeatureSelection;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.List;

/** The names that a record's fields can have. */
public final class RecordFields {
    private RecordFields() {}

    /** The fields before the features, in record order; every record has them. */
    public static List<String> extras() {
        return RecordLayout.EXTRAS;
    }

    /**
     * The columns of records with the features that are selected by default.
     *
     * @param names what features are called
     */
    public static RecordColumns columns(FieldNames names) {
        return RecordLayout.columns(FeatureSelection.of(Settings.DEFAULT), new RecordForm(names, false));
    }

    /**
     * Checks that records have the field that becomes their key: a key that no record has would scatter records that belong together.
     *
     * @throws io.flowjay.settings.SettingException naming the valid fields
     */
    public static void checkKey(Settings settings) {
        String field = settings.get(SettingCatalog.KEY_FIELD);
        List<Feature> features = FeatureSelection.of(settings).features();
        FieldNames names = RecordForm.of(settings).names();
        List<String> selected = features.stream().map(names::of).toList();
        // A feature can be asked for by its own name, whatever records call it.
        boolean found = extras().contains(field)
                || selected.contains(field)
                || features.stream().anyMatch(feature -> feature.name().equals(field));
        if (!found) {
            boolean known = FeatureCatalog.features().stream()
                    .anyMatch(feature -> feature.name().equals(field));
            throw settings.reject(
                    SettingCatalog.KEY_FIELD,
                    known ? "is not among the selected features" : "is not a record field",
                    String.join(", ", extras()) + ", " + String.join(", ", selected));
        }
    }
}
