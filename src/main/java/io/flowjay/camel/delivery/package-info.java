/**
 * Delivery of batches from a route: at least once with dead letters, or exactly once in transactions.
 *
 * <p>In: batches of records, and the Kafka endpoint that the route declares. Out: acknowledged records; dead letters for those
 * that their topic refuses; an exception when a batch has to be sent again.
 *
 * <p>Threads: beans serve any thread; a transactional delivery belongs to the exchange of its capture. Imports: {@code camel},
 * {@code camel.record}, {@code settings}, {@code capture}, {@code record}, {@code metrics}, {@code kafka} and {@code delivery}.
 * Tests: {@code io.flowjay.camel.delivery}, and {@code io.flowjay.cli} for workers and brokers that are killed. API:
 * {@code FlowDelivery}, {@code KafkaClients} and {@code Redelivery}.
 */
@NullMarked
package io.flowjay.camel.delivery;

import org.jspecify.annotations.NullMarked;
