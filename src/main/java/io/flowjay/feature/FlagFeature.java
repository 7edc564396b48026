package io.flowjay.feature;

/**
 * Handle of a feature of type {@link FeatureType#BOOL}: takes a {@code boolean}.
 *
 * <p>Made by {@link FeatureList#bool}.
 */
public final class FlagFeature {
    /** Position of the feature in its group. */
    final int index;

    FlagFeature(int index) {
        this.index = index;
    }
}
