package io.flowjay.feature;

/**
 * Handle of a feature of type {@link FeatureType#INT64}: takes a {@code long}.
 *
 * <p>Made by {@link FeatureList#int64}.
 */
public final class IntegerFeature {
    /** Position of the feature in its group. */
    final int index;

    IntegerFeature(int index) {
        this.index = index;
    }
}
