package io.flowjay.record;

import io.flowjay.feature.catalog.FeatureCatalog;
import java.util.List;

/** The names that a record's fields can have. */
public final class RecordFields {
    private RecordFields() {}

    /** The fields ahead of the features, in record order; every record has them. */
    public static List<String> extras() {
        return RecordLayout.EXTRAS;
    }

    /**
     * Checks a name that a user gave.
     *
     * @throws IllegalArgumentException naming the valid ones when no record has such a field
     */
    public static void check(String name) {
        boolean known = extras().contains(name)
                || FeatureCatalog.features().stream()
                        .anyMatch(feature -> feature.name().equals(name));
        if (!known) {
            throw new IllegalArgumentException("unknown record field \"" + name + "\"; valid fields: "
                    + String.join(", ", extras()) + " and the features: "
                    + String.join(
                            ", ",
                            FeatureCatalog.features().stream()
                                    .map(feature -> feature.name())
                                    .toList()));
        }
    }
}
