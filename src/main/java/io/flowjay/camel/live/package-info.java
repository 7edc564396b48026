/**
 * Live capture as the source of a route.
 *
 * <p>In: the settings of a capture on a network interface. Out: a message with the open capture as its body, which ends when its
 * route stops.
 *
 * <p>Threads: one thread starts a capture, and any thread may end it. Imports: {@code camel}, {@code settings},
 * {@code capture} and {@code delivery}. Tests: {@code io.flowjay.camel.live}. API: {@code LiveCaptureSource} and
 * {@code LostRecords}.
 */
@NullMarked
package io.flowjay.camel.live;

import org.jspecify.annotations.NullMarked;
