package io.flowjay.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

final class Rows {
    private Rows() {}

    /** Rows {@code {"n":0}} and on. */
    static List<Map<String, Long>> numbered(int count) {
        return LongStream.range(0, count).mapToObj(n -> Map.of("n", n)).toList();
    }

    static Map<String, Object> of(String name, Object value) {
        return Collections.singletonMap(name, value);
    }

    /** Acknowledges at once. */
    static MockProducer<byte[], byte[]> acknowledging() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Acknowledges when told to, and everything when flushed. */
    static MockProducer<byte[], byte[]> waiting() {
        return new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static KafkaWriter writer(MockProducer<byte[], byte[]> producer) {
        return KafkaWriter.builder().topic("flows").producer(producer).build();
    }

    static List<String> values(MockProducer<byte[], byte[]> producer) {
        return producer.history().stream()
                .map(message -> new String(message.value(), UTF_8))
                .toList();
    }
}
