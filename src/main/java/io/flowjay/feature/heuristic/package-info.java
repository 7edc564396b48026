/** Guesses about flows by rules that are data: the rule files that come with FlowJay, or a user's in their place. */
@NullMarked
package io.flowjay.feature.heuristic;

import org.jspecify.annotations.NullMarked;
