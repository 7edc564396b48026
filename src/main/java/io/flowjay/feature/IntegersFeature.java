package io.flowjay.feature;

/**
 * Handle of a feature of type {@link FeatureType#INTEGERS} that lists integers: takes a {@code long[]}.
 *
 * <p>Made by {@link FeatureList#integers}. It is a record so that the JIT compiler treats the index of a constant handle as a
 * constant.
 *
 * @param index position of the feature in its group
 */
public record IntegersFeature(int index) {}
