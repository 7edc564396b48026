package io.flowjay.kafka;

import java.time.Duration;
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
    private final String topic;
    private final @Nullable Own own;
    private Producer<byte[], byte[]> producer;
    /** Whether the producer's batches fit into the topic, as far as that is known. */
    private boolean fits;

    private boolean closed;

    /**
     * What is known about a producer that was made here.
     *
     * @param config its settings
     * @param readiness sees that the topic can take records
     */
    private record Own(Map<String, Object> config, TopicReadiness readiness) {}

    /** With a producer that somebody else made. */
    ProducerSink(Producer<byte[], byte[]> producer, String topic) {
        this(producer, topic, null);
    }

    private ProducerSink(Producer<byte[], byte[]> producer, String topic, @Nullable Own own) {
        this.producer = producer;
        this.topic = topic;
        this.own = own;
        fits = own == null;
    }

    static ProducerSink open(Map<String, Object> config, String topic, boolean createTopic) {
        Own own = new Own(ClientDefaults.over(config), new TopicReadiness(config, createTopic));
        try {
            return new ProducerSink(producer(own.config), topic, own);
        } catch (KafkaException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof ConfigException) {
                    throw new IllegalArgumentException("Kafka refuses the configuration: " + cause.getMessage(), e);
                }
            }
            throw new KafkaWriteException(topic, 0, "no producer for topic " + topic + ": " + e.getMessage(), e);
        }
    }

    private static Producer<byte[], byte[]> producer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void send(KafkaMessage message, Deliveries deliveries) {
        deliveries.sent();
        try {
            if (own != null) {
                own.readiness.await(topic);
            }
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic, null, message.key(), message.value(), message.headers());
            Future<?> unused = fitting().send(record, (metadata, error) -> {
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

    /** The producer, after the topic is ready; before the first record it makes way for one whose batches fit into the topic. */
    private synchronized Producer<byte[], byte[]> fitting() {
        if (!fits && own != null && !closed) {
            Map<String, Object> fitting = own.readiness.withBatchesThatFit(own.config);
            if (!fitting.equals(own.config)) {
                Producer<byte[], byte[]> unused = producer;
                producer = producer(fitting);
                unused.close(Duration.ZERO);
            }
            fits = true;
        }
        return producer;
    }

    private synchronized Producer<byte[], byte[]> current() {
        return producer;
    }

    @Override
    public void flush() {
        current().flush();
    }

    @Override
    public void close() {
        Producer<byte[], byte[]> last;
        synchronized (this) {
            closed = true;
            last = producer;
        }
        last.close();
    }
}
