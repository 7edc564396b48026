package io.flowjay.kafka;

/** Where messages go. It loads no class of Kafka, so that {@link KafkaWriter} loads without Kafka's client. */
interface Sink extends AutoCloseable {
    /** Hands over the message of one row; {@code deliveries} hears of its outcome, maybe later and from another thread. */
    void send(KafkaMessage message, Deliveries deliveries);

    /** Returns when the outcome of every row handed over is known. */
    void flush();

    @Override
    void close();
}
