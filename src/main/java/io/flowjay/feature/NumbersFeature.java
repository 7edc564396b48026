package io.flowjay.feature;

/**
 * Handle of a feature of type {@link FeatureType#ARRAY} that lists numbers: takes a {@code double[]}.
 *
 * <p>Made by {@link FeatureList#numbers}.
 */
public final class NumbersFeature {
    /** Position of the feature in its group. */
    final int index;

    NumbersFeature(int index) {
        this.index = index;
    }
}
