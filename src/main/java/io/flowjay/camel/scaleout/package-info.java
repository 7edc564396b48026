/**
 * Captures shared by several machines: one process offers them on a topic, the workers of a consumer group take them.
 *
 * <p>In: capture files of a shared directory; messages that offer them. Out: each capture offered once, and taken until it has
 * left the inbox.
 *
 * <p>Threads: beans serve any thread; {@code AttentiveConsumer} polls its Kafka consumer from a second thread while the route
 * works, never from two at once. Imports: {@code camel}, {@code camel.delivery}, {@code camel.inbox}, {@code settings},
 * {@code capture}, {@code kafka} and {@code delivery}. Tests: {@code io.flowjay.camel.scaleout}, and {@code ScaleOutTest} in
 * {@code io.flowjay.cli} with real workers. API: {@code AttentiveConsumers}, {@code CaptureOffers} and {@code CaptureWorker}.
 */
@NullMarked
package io.flowjay.camel.scaleout;

import org.jspecify.annotations.NullMarked;
