/**
 * Names the application of a flow: by what its bytes are, then by the name of its server, then by its port. Names are those of nDPI.
 *
 * <p>In: a finished flow with what its decoders found and its first payload, and a JSON file with server names and ports. Out: a name
 * and the evidence for it.
 *
 * <p>Threads: rules are immutable; any thread may use them.
 *
 * <p>Imports: {@code feature.heuristic.rule}, {@code flow}, {@code packet}, {@code protocol}. Tests:
 * {@code feature.group.classification}, and {@code corpus.ApplicationCorpusTest}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.feature.heuristic.application;

import org.jspecify.annotations.NullMarked;
