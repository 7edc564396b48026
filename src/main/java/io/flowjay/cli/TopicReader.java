package io.flowjay.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic's records as they arrive, until it is closed or told that it has seen enough. It leaves no trace in the cluster. */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final String brokers;
    private final String topic;
    private final boolean existing;
    private final CountDownLatch assigned = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private TopicReader(
            String brokers, String topic, boolean existing, boolean fromBeginning, Map<String, String> client) {
        this.brokers = brokers;
        this.topic = topic;
        this.existing = existing;
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put("bootstrap.servers", brokers);
        properties.put("group.id", "flowjay-" + UUID.randomUUID());
        properties.put("client.id", "flowjay-reader");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", fromBeginning ? "earliest" : "latest");
        properties.put("allow.auto.create.topics", String.valueOf(!existing));
        properties.put("isolation.level", "read_committed");
        properties.put("metadata.max.age.ms", "5000");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * A reader of a topic that there is.
     *
     * @param fromBeginning whether to read what it holds already
     * @param client further settings of Kafka's consumer
     */
    static TopicReader ofExisting(String brokers, String topic, boolean fromBeginning, Map<String, String> client) {
        return new TopicReader(brokers, topic, true, fromBeginning, client);
    }

    /**
     * A reader of what is sent from now on; the topic is made where the brokers do so unasked.
     *
     * @param client further settings of Kafka's consumer
     */
    static TopicReader ofNext(String brokers, String topic, Map<String, String> client) {
        return new TopicReader(brokers, topic, false, false, client);
    }

    /**
     * Hands every record on, in the calling thread, until {@link #close()} is called by another one.
     *
     * @param use takes a record, and answers false when it wants no more
     * @throws IOException when the topic, which should exist, does not, or no broker answers
     */
    void read(Predicate<ConsumerRecord<byte[], byte[]>> use) throws IOException {
        try (consumer) {
            if (existing) {
                checkExistence();
            }
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
            ended.countDown();
            assigned.countDown();
        }
    }

    private void checkExistence() throws IOException {
        try {
            if (consumer.partitionsFor(topic, ANSWER).isEmpty()) {
                throw new IOException("there is no topic " + topic + " on " + brokers);
            }
        } catch (TimeoutException e) {
            throw new IOException("no broker at " + brokers + " answers within " + ANSWER.toSeconds() + " s");
        }
    }

    /** Waits until it would see a record that is sent from now on; answers false when that takes too long, or it has ended. */
    boolean awaitAssignment() throws InterruptedException {
        return assigned.await(ANSWER.toSeconds(), TimeUnit.SECONDS) && ended.getCount() > 0;
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
