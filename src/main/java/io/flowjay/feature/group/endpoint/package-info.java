/**
 * Who communicates, and where: the groups {@code flow_meta}, {@code mac} and {@code connection}.
 *
 * <p>In: addresses, ports, times, tunnels and Ethernet frames of a flow, and the graph of the hosts. Out: their features.
 *
 * <p>Threads: a group belongs to the thread of its extractor, and keeps nothing of a flow.
 *
 * <p>Imports: {@code settings}, {@code feature}, {@code flow}, {@code graph}, {@code packet}, and no other group. Tests: the same
 * package, and {@code feature.group}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.feature.group.endpoint;

import org.jspecify.annotations.NullMarked;
