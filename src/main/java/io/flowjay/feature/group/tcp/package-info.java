/**
 * What TCP segments say: the groups whose names start with {@code tcp}.
 *
 * <p>In: the analysis of a TCP flow, its flags and its opening segments. Out: their features.
 *
 * <p>Threads: a group belongs to the thread of its extractor, and keeps nothing of a flow.
 *
 * <p>Imports: {@code settings}, {@code feature}, {@code feature.tcp}, {@code feature.heuristic} (operating systems), {@code flow},
 * {@code packet}, and no other group. Tests: the same package, and {@code feature.group}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.feature.group.tcp;

import org.jspecify.annotations.NullMarked;
