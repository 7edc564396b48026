package io.flowjay.cli;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic's records as they arrive, until it is closed or told that it has seen enough. It leaves no trace in the cluster. */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final CountDownLatch assigned = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * @param brokers bootstrap servers
     * @param topic the topic
     * @param fromBeginning whether to read what it holds already
     */
    TopicReader(String brokers, String topic, boolean fromBeginning) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", brokers);
        properties.put("group.id", "flowjay-" + UUID.randomUUID());
        properties.put("client.id", "flowjay-reader");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", fromBeginning ? "earliest" : "latest");
        properties.put("isolation.level", "read_committed");
        properties.put("metadata.max.age.ms", "5000");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.topic = topic;
    }

    /**
     * Hands every record on, in the calling thread, until {@link #close()} is called by another one.
     *
     * @param use takes a record, and answers false when it wants no more
     */
    void read(Predicate<ConsumerRecord<byte[], byte[]>> use) {
        try (consumer) {
            consumer.subscribe(List.of(topic), new Assigned());
            boolean more = true;
            while (more) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    more = more && use.test(record);
                }
            }
        } catch (WakeupException e) {
            // Closed: that is how a consumer is stopped.
        } finally {
            assigned.countDown();
            ended.countDown();
        }
    }

    /** Waits until it would see a record that is sent from now on, or until it has ended. */
    void awaitAssignment() throws InterruptedException {
        assigned.await();
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Assigned implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // Asks for the positions now: "latest" is to mean the end of the topic at this moment.
            partitions.forEach(consumer::position);
            if (!partitions.isEmpty()) {
                assigned.countDown();
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            // It is alone in its group.
        }
    }
}
