/**
 * Meters of Micrometer for the work on captures. operations.md lists their names.
 *
 * <p>In: {@code CaptureCounts} as a capture goes on, and its outcome. Out: counters, timers and gauges of a {@code MeterRegistry}.
 *
 * <p>Threads: the meters are for any thread; a {@link io.flowjay.metrics.CaptureMeter} is for one at a time. Imports:
 * {@code packet}, {@code protocol} and {@code flow}. Tests: {@code camel.MetricsRouteTest}. API: none; every type here is
 * internal.
 */
@NullMarked
package io.flowjay.metrics;

import org.jspecify.annotations.NullMarked;
