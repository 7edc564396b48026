/**
 * Sequences of integers, how they are distributed, and the bursts of a flow.
 *
 * <p>In: gaps, lengths, payload bytes. Out: extremes, means, deviations, percentiles, entropy, bursts.
 *
 * <p>Threads: an instance belongs to one thread and is filled again for each flow; it keeps its arrays, so that filling it
 * allocates nothing once they are large enough.
 *
 * <p>Imports: {@code spill}. Tests: the same package. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.feature.series;

import org.jspecify.annotations.NullMarked;
