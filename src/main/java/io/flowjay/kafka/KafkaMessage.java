package io.flowjay.kafka;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What a topic gets of one record. Loads without Kafka's client.
 *
 * @param key null for none
 * @param value the record in its format
 * @param headers what consumers may read without the value
 */
@SuppressWarnings("ArrayRecordComponent") // Made once and sent: nobody compares messages.
public record KafkaMessage(byte @Nullable [] key, byte[] value, List<Header> headers) {}
