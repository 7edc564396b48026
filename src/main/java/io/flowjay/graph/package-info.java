/**
 * The graph of hosts that the flows of one capture make, with its counters and metrics.
 *
 * <p>In: the finished flows of a capture. Out: an {@link io.flowjay.graph.HostGraph}, which returns degrees, centralities and
 * communities of each host.
 *
 * <p>Threads: a builder belongs to one thread; a graph is immutable, and threads may share it. Imports: {@code settings},
 * {@code packet} and {@code flow}. Tests: {@code io.flowjay.graph}, with brute-force versions of the metrics. API: none; every
 * type here is internal.
 */
@NullMarked
package io.flowjay.graph;

import org.jspecify.annotations.NullMarked;
