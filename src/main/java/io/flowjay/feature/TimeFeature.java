package io.flowjay.feature;

/**
 * Handle of a feature of type {@link FeatureType#TIME}: takes nanoseconds since the Unix epoch.
 *
 * <p>Made by {@link FeatureList#time}. It is a record so that the JIT compiler treats the index of a constant handle as a
 * constant.
 *
 * @param index position of the feature in its group
 */
public record TimeFeature(int index) {}
