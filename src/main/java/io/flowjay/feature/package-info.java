/**
 * What a feature and a vector of features are, and what a group needs to compute its own.
 *
 * <p>In: a finished {@link io.flowjay.flow.Flow}, seen through a {@link io.flowjay.feature.FlowView}. Out: a
 * {@link io.flowjay.feature.FeatureVector}, whose entries a {@link io.flowjay.feature.Feature} describes. A group declares its
 * features in a {@code FeatureList}, which returns a handle for each; the handle's type decides what the vector lets it set.
 *
 * <p>The rooms in order; each may import only rooms to its left:
 *
 * <pre>
 * heuristic.rule ─► heuristic.vpn ─► heuristic ─┐
 * series ───────────────────────────────────────┼─► feature ─► group.* ─► catalog
 * tcp ──────────────────────────────────────────┘
 * </pre>
 *
 * <p>Threads: views and vectors belong to one thread; everything else is immutable after it is declared.
 *
 * <p>Imports: {@code settings}, {@code spill}, {@code flow}, {@code graph}, {@code protocol}, {@code packet}, and {@code feature.heuristic},
 * {@code feature.series} and {@code feature.tcp}. Tests: the same package. API: {@code Direction}, {@code Feature},
 * {@code FeatureType}, {@code Missing} and {@code Privacy}.
 */
@NullMarked
package io.flowjay.feature;

import org.jspecify.annotations.NullMarked;
