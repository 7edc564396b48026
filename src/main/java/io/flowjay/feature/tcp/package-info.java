/**
 * The state of a TCP connection over a whole flow, from its segments, in one pass over the flow's columns.
 *
 * <p>In: a finished flow over TCP. Out: retransmissions, round trips, windows, acknowledgements and options of each side.
 *
 * <p>Threads: an instance belongs to one thread and is filled again for each flow.
 *
 * <p>Imports: {@code flow}, {@code packet}. Tests: the same package, and {@code feature.group.tcp} for the features. API: none;
 * every type here is internal.
 */
@NullMarked
package io.flowjay.feature.tcp;

import org.jspecify.annotations.NullMarked;
