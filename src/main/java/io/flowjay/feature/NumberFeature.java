package io.flowjay.feature;

/**
 * Handle of a feature of type {@link FeatureType#FLOAT64}: takes a {@code double}.
 *
 * <p>Made by {@link FeatureList#float64} and {@link FeatureList#nullable}. It is a record so that the JIT compiler treats the
 * index of a constant handle as a constant.
 *
 * @param index position of the feature in its group
 */
public record NumberFeature(int index) {}
