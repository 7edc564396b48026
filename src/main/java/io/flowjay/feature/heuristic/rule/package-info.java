/**
 * What the rules of every heuristic are made of: points, ports, checks of values, verdicts, and the file that they are read from.
 *
 * <p>In: JSON, and what a flow says of its first payloads and of encryption. Out: checked parts of rules, verdicts.
 *
 * <p>Threads: everything is immutable; any thread may use it.
 *
 * <p>Imports: {@code settings}, {@code flow}, {@code packet}, {@code protocol}. Tests: {@code feature.heuristic}. API: none; every
 * type here is internal.
 */
@NullMarked
package io.flowjay.feature.heuristic.rule;

import org.jspecify.annotations.NullMarked;
