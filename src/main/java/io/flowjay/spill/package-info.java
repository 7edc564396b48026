/**
 * Memory that the packets of a capture share, and the temporary file that takes what does not fit.
 *
 * <p>In: columns of whole numbers. Out: the same numbers, in the same order, from memory or from the file. What fits changes the
 * speed and never a value.
 *
 * <p>Threads: a {@link io.flowjay.spill.SpillSpace} serves all threads that work on a capture; every other type belongs to one thread
 * at a time. Imports: nothing of FlowJay. Tests: the same package. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.spill;

import org.jspecify.annotations.NullMarked;
