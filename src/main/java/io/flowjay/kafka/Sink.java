package io.flowjay.kafka;

import org.jspecify.annotations.Nullable;

/** Where encoded rows go. It names no Kafka type, so that {@link KafkaWriter} loads without Kafka's client. */
interface Sink extends AutoCloseable {
    /** Hands over one row; its outcome is told to {@code deliveries}, maybe later and from another thread. */
    void send(byte @Nullable [] key, byte[] value, Deliveries deliveries);

    /** Returns when the outcome of every row handed over is known. */
    void flush();

    @Override
    void close();
}
