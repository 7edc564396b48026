package io.flowjay.feature;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where each feature is in the vectors of a selection, and what is there while it has no value. Immutable. */
public final class FeatureLayout {
    private final long[] missingNumbers;
    private final @Nullable Object[] missingObjects;
    private final int[] positions;

    /**
     * Lays out the features of a selection, in its order, then those that are computed and not selected.
     *
     * @param selected the features of a record, in its order
     * @param computed the features that groups set, in the order in which they compute them
     */
    public FeatureLayout(Collection<Feature> selected, List<Feature> computed) {
        Set<Feature> ordered = new LinkedHashSet<>(selected);
        ordered.addAll(computed);
        missingNumbers = ordered.stream().mapToLong(MissingValue::number).toArray();
        missingObjects = ordered.stream().map(MissingValue::object).toArray();
        Map<Feature, Integer> places = new HashMap<>();
        ordered.forEach(feature -> places.put(feature, places.size()));
        positions = computed.stream().mapToInt(places::get).toArray();
    }

    /** Makes a vector that holds every feature's missing value. */
    public FeatureVector newVector() {
        return new FeatureVector(missingNumbers, missingObjects, positions);
    }
}
