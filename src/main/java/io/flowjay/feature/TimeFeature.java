package io.flowjay.feature;

/**
 * Handle of a feature of type {@link FeatureType#TIME}: takes nanoseconds since the Unix epoch.
 *
 * <p>Made by {@link FeatureList#time}.
 */
public final class TimeFeature {
    /** Position of the feature in its group. */
    final int index;

    TimeFeature(int index) {
        this.index = index;
    }
}
