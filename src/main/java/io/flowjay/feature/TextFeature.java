package io.flowjay.feature;

/**
 * Handle of a feature of type {@link FeatureType#STRING}: takes a {@code String}.
 *
 * <p>Made by {@link FeatureList#string}.
 */
public final class TextFeature {
    /** Position of the feature in its group. */
    final int index;

    TextFeature(int index) {
        this.index = index;
    }
}
