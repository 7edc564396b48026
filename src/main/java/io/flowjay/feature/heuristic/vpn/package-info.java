/**
 * Rules that recognise VPNs: by the first message of each direction, by headers, by ports and by full packets.
 *
 * <p>In: a finished flow with a sample of its payload. Out: a verdict with the kind of VPN.
 *
 * <p>Threads: rules are immutable; any thread may use them.
 *
 * <p>Imports: {@code packet}, {@code feature.heuristic.rule}, {@code flow}, {@code wire}. Tests: {@code feature.heuristic}, and
 * {@code feature.group.classification} for the features. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.feature.heuristic.vpn;

import org.jspecify.annotations.NullMarked;
