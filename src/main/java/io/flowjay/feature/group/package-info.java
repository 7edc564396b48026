/**
 * The rooms of the feature groups, by what they read. A group declares its features and computes them; only the catalogue knows it.
 *
 * <p>A new group is a class in one of these rooms, and one line in {@code FeatureCatalog}. The rooms do not know each other. Tests
 * across rooms are in this package: {@code GroupTest} has values worked out by hand, {@code RandomFlowTest} an independent
 * implementation.
 */
@NullMarked
package io.flowjay.feature.group;

import org.jspecify.annotations.NullMarked;
