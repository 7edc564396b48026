package io.flowjay.feature;

/**
 * Handle of a feature of type {@link FeatureType#ARRAY} that lists rows of numbers: takes a {@code double[][]}.
 *
 * <p>Made by {@link FeatureList#rows}.
 */
public final class RowsFeature {
    /** Position of the feature in its group. */
    final int index;

    RowsFeature(int index) {
        this.index = index;
    }
}
