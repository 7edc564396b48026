/**
 * What {@code flowjay run} shows of itself over HTTP: metrics, health, and a page.
 *
 * <p>In: the meters and health checks of the Camel context, records that were delivered, and uploaded captures. Out:
 * {@code /observe/metrics}, {@code /observe/health} and the page.
 *
 * <p>Threads: the server answers from its own threads while routes report from theirs, so what they share is thread-safe. Imports:
 * {@code camel}, {@code cli}, {@code delivery}, {@code record} and {@code settings}. Tests: {@code io.flowjay.cli.observe}, and
 * {@code ObservationTest} and {@code PageBrowserTest} in {@code io.flowjay.cli}. API: none; every type here is internal.
 */
@NullMarked
package io.flowjay.cli.observe;

import org.jspecify.annotations.NullMarked;
