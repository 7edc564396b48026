/**
 * Bounded reads of numbers from byte arrays.
 *
 * <p>In: bytes from files and packets, which are not trusted. Out: numbers, slices and texts; a read past the end is a
 * {@link io.flowjay.wire.MalformedException} with its offset.
 *
 * <p>Threads: a {@link io.flowjay.wire.ByteCursor} belongs to one thread; {@link io.flowjay.wire.Bytes} has no state. Imports:
 * nothing of FlowJay. Tests: {@code io.flowjay.wire}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.wire;

import org.jspecify.annotations.NullMarked;
