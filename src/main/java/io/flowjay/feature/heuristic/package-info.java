/**
 * Guesses about flows by rules that are data: the rule files that come with FlowJay, or a user's in their place.
 *
 * <p>In: a finished flow, and JSON files with rules. Out: points, verdicts and hints.
 *
 * <p>Threads: rules are immutable; any thread may use them.
 *
 * <p>Imports: {@code settings}, {@code feature.heuristic.rule}, {@code feature.heuristic.vpn},
 * {@code feature.heuristic.application}, {@code flow}, {@code packet}, {@code protocol.tls}. Tests: the same package, and
 * {@code feature.group.classification} for the features. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.feature.heuristic;

import org.jspecify.annotations.NullMarked;
