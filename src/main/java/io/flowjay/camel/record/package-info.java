/**
 * Steps of a route that prepare one record for Kafka: its key, its value, its CloudEvents headers.
 *
 * <p>In: a message with a record, or any map, as its body. Out: the same message with headers, or the bytes of the record. The key
 * is the one that {@code KafkaWriter} makes.
 *
 * <p>Threads: beans are set up once and serve any thread after that. Imports: {@code camel}, {@code settings}, {@code record} and
 * {@code kafka}. Tests: {@code io.flowjay.camel.record}. API: {@code CloudEvents}, {@code FlowRecordMapper},
 * {@code RecordKey} and {@code RecordValue}.
 */
@NullMarked
package io.flowjay.camel.record;

import org.jspecify.annotations.NullMarked;
