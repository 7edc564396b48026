/**
 * How packets are distributed in time and size: the groups {@code timing}, {@code size} and {@code entropy}.
 *
 * <p>In: the series of gaps, lengths and payloads of a flow, and a sample of its payload. Out: their features.
 *
 * <p>Threads: a group belongs to the thread of its extractor, and keeps nothing of a flow.
 *
 * <p>Imports: {@code settings}, {@code feature}, {@code feature.series}, {@code flow}, and no other group. Tests: the same
 * package, and {@code feature.group}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.feature.group.statistics;

import org.jspecify.annotations.NullMarked;
