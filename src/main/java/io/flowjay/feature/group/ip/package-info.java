/**
 * What the headers of IP and ICMP say: the groups {@code ip_extended}, {@code ipv6_options} and {@code icmp}.
 *
 * <p>In: columns of header fields of a flow. Out: their features.
 *
 * <p>Threads: a group belongs to the thread of its extractor, and keeps nothing of a flow.
 *
 * <p>Imports: {@code settings}, {@code feature}, {@code feature.heuristic} (initial hop limits), {@code flow}, {@code packet}, {@code spill}, and
 * no other group. Tests: the same package. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.feature.group.ip;

import org.jspecify.annotations.NullMarked;
