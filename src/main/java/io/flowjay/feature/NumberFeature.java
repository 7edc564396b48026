package io.flowjay.feature;

/**
 * Handle of a feature of type {@link FeatureType#FLOAT64}: takes a {@code double}.
 *
 * <p>Made by {@link FeatureList#float64} and {@link FeatureList#nullable}.
 */
public final class NumberFeature {
    /** Position of the feature in its group. */
    final int index;

    NumberFeature(int index) {
        this.index = index;
    }
}
