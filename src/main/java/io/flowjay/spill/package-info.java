/**
 * Values that do not fit into the memory they may take: they go to a temporary file, and come back exactly as they were.
 *
 * <p>In: packets of a flow, and series of whole numbers, that are longer than their share of {@code max-memory}. Out: the same
 * values in their order, or sorted.
 *
 * <p>Threads: a {@link io.flowjay.spill.Spill} may be used by any thread; a sequence and a sorter belong to one.
 *
 * <p>Imports: nothing of this project. Tests: the same package, and {@code record} for whole records. API: none; every type here is
 * internal.
 */
@NullMarked
package io.flowjay.spill;

import org.jspecify.annotations.NullMarked;
