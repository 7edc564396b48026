/**
 * The command line: {@code flowjay run}, {@code extract}, {@code live}, {@code consume}, {@code replay}, {@code catalog} and
 * {@code config}.
 *
 * <p>In: arguments, the environment, standard input. Out: running routes, records on standard output or in files, messages for
 * people, and exit codes.
 *
 * <p>Threads: a command runs in the main thread and starts what else it needs; a shutdown hook stops it. Imports: {@code camel},
 * {@code camel.files}, {@code capture}, {@code cli.broker}, {@code cli.observe}, {@code delivery}, {@code feature}, {@code flow}, {@code kafka},
 * {@code names}, {@code packet}, {@code record}, {@code registry} and {@code settings}; no other package imports this one. Tests: {@code io.flowjay.cli}. API:
 * none; every type here is internal.
 */
@NullMarked
package io.flowjay.cli;

import org.jspecify.annotations.NullMarked;
