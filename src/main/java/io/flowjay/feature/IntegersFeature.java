package io.flowjay.feature;

/**
 * Handle of a feature of type {@link FeatureType#ARRAY} that lists integers: takes a {@code long[]}.
 *
 * <p>Made by {@link FeatureList#integers}.
 */
public final class IntegersFeature {
    /** Position of the feature in its group. */
    final int index;

    IntegersFeature(int index) {
        this.index = index;
    }
}
