package io.flowjay.feature;

/**
 * Handle of a feature of type {@link FeatureType#BOOL}: takes a {@code boolean}.
 *
 * <p>Made by {@link FeatureList#bool}. It is a record so that the JIT compiler treats the index of a constant handle as a
 * constant.
 *
 * @param index position of the feature in its group
 */
public record FlagFeature(int index) {}
