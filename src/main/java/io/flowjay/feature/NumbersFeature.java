package io.flowjay.feature;

/**
 * Handle of a feature of type {@link FeatureType#NUMBERS} that lists numbers: takes a {@code double[]}.
 *
 * <p>Made by {@link FeatureList#numbers}. It is a record so that the JIT compiler treats the index of a constant handle as a
 * constant.
 *
 * @param index position of the feature in its group
 */
public record NumbersFeature(int index) {}
