/**
 * Rows to a Kafka topic without Camel, the message of a record (key, value in its format, headers), and what keeps a client from its
 * brokers.
 *
 * <p>In: maps from field name to value, which a user or an extraction makes, and values of records. Out: acknowledged messages, or an exception that
 * counts those that failed; findings about brokers, each with what to do. Threads: {@link io.flowjay.kafka.KafkaWriter} and {@link io.flowjay.kafka.KeyField} are thread-safe, a
 * builder belongs to one thread. Imports: {@code settings}, {@code json}, {@code record},
 * {@code registry} and Kafka's client. Tests: {@code io.flowjay.kafka}, and {@code DoctorCommandTest} in {@code io.flowjay.cli}; the keys of every way to Kafka are in {@code io.flowjay.camel.record.KeyTableTest}. API:
 * {@code KafkaWriteException}, {@code KafkaWriter} and {@code KafkaWriterBuilder}.
 */
@NullMarked
package io.flowjay.kafka;

import org.jspecify.annotations.NullMarked;
