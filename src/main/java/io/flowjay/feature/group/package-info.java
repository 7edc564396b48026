/**
 * The rooms of the feature groups, by what they read. A group declares its features and computes them; only the catalogue knows
 * it.
 *
 * <p>In: a finished flow. Out: the features of each group. A new group is a class in one of these rooms, and one line in
 * {@code FeatureCatalog}. The rooms do not know each other.
 *
 * <p>Threads: a group belongs to the thread of its extractor. Imports: this package has no types; each room states its own. Tests:
 * {@code GroupTest} in this package has values worked out by hand, {@code RandomFlowTest} an independent implementation; the
 * others are in each room. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.feature.group;

import org.jspecify.annotations.NullMarked;
