package io.flowjay.feature;

/**
 * Handle of a feature of type {@link FeatureType#ROWS} that lists rows of numbers: takes a {@code double[][]}.
 *
 * <p>Made by {@link FeatureList#rows}. It is a record so that the JIT compiler treats the index of a constant handle as a
 * constant.
 *
 * @param index position of the feature in its group
 */
public record RowsFeature(int index) {}
