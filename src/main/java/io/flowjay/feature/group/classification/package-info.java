/**
 * What a flow probably is, by heuristics: the groups {@code fingerprint}, {@code padding} and
 * {@code classification}.
 *
 * <p>In: a flow, a sample of its payload, and the rules of {@code feature.heuristic}. Out: their features.
 *
 * <p>Threads: a group belongs to the thread of its extractor, and keeps nothing of a flow.
 *
 * <p>Imports: {@code settings}, {@code feature}, {@code feature.heuristic}, {@code feature.heuristic.rule},
 * {@code feature.heuristic.vpn}, {@code feature.heuristic.application}, {@code feature.series}, {@code flow}, {@code protocol}, and no other group. Tests: the same
 * package, and {@code feature.group}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.feature.group.classification;

import org.jspecify.annotations.NullMarked;
