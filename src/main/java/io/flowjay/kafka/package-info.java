/**
 * Rows to a Kafka topic without Camel, and the record key of a row.
 *
 * <p>In: maps from field name to value, which a user or an extraction makes. Out: acknowledged messages, or an exception that
 * counts those that failed. Threads: {@link io.flowjay.kafka.KafkaWriter} and {@link io.flowjay.kafka.KeyField} are thread-safe, a
 * builder belongs to one thread. Imports: {@code json} and Kafka's client; no other package of FlowJay, for the writer takes any
 * maps. Tests: {@code io.flowjay.kafka}; the keys of every way to Kafka are in {@code io.flowjay.camel.record.KeyTableTest}. API:
 * {@code KafkaWriteException}, {@code KafkaWriter} and {@code KafkaWriterBuilder}.
 */
@NullMarked
package io.flowjay.kafka;

import org.jspecify.annotations.NullMarked;
