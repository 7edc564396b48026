/**
 * Every feature there is, a selection of them, and their computation.
 *
 * <p>In: names of groups and features, settings, finished flows. Out: the catalogue, from which schema and documentation are made;
 * what must be read of payloads; a vector for each flow.
 *
 * <p>Threads: a {@link io.flowjay.feature.catalog.FeatureExtractor} belongs to one thread; everything else is immutable.
 *
 * <p>Imports: {@code names}, {@code settings}, all other rooms of {@code feature}, {@code flow}, {@code graph}, {@code protocol}. Tests: the same
 * package, and {@code feature.group} for the values of vectors. API: {@code FeatureCatalog}.
 */
@NullMarked
package io.flowjay.feature.catalog;

import org.jspecify.annotations.NullMarked;
