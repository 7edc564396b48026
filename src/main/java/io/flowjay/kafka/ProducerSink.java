package io.flowjay.kafka;

import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A topic, written to with a Kafka producer. Only this class, and those that only it uses, need Kafka's client when they are loaded. */
final class ProducerSink implements Sink {
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final @Nullable TopicReadiness readiness;

    /** @param readiness sees that the topic can take records; null when nothing is known about the brokers */
    ProducerSink(Producer<byte[], byte[]> producer, String topic, @Nullable TopicReadiness readiness) {
        this.producer = producer;
        this.topic = topic;
        this.readiness = readiness;
    }

    static ProducerSink open(Map<String, Object> config, String topic, boolean createTopic) {
        try {
            return new ProducerSink(
                    new KafkaProducer<>(
                            ClientDefaults.over(config), new ByteArraySerializer(), new ByteArraySerializer()),
                    topic,
                    new TopicReadiness(config, createTopic));
        } catch (KafkaException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof ConfigException) {
                    throw new IllegalArgumentException("Kafka refuses the configuration: " + cause.getMessage(), e);
                }
            }
            throw new KafkaWriteException(topic, 0, "no producer for topic " + topic + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void send(KafkaMessage message, Deliveries deliveries) {
        deliveries.sent();
        try {
            if (readiness != null) {
                readiness.await(topic);
            }
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic, null, message.key(), message.value(), message.headers());
            Future<?> unused = producer.send(record, (metadata, error) -> {
                if (error == null) {
                    deliveries.acknowledged();
                } else {
                    deliveries.failed(error);
                }
            });
        } catch (RuntimeException | LinkageError e) {
            // A LinkageError is a compression library that is not on the class path.
            deliveries.failed(e);
        }
    }

    @Override
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
