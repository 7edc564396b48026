package io.flowjay.cli;

import io.flowjay.kafka.BrokerDiagnosis;
import io.flowjay.kafka.ClientDefaults;
import io.flowjay.kafka.TopicUse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic's records as they arrive, until it is closed or told that it has seen enough. It leaves no trace in the cluster. */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    /** Kafka's own 30 s are more than whoever ends the process waits. */
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final CountDownLatch assigned = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private TopicReader(
            String brokers, String topic, boolean create, boolean fromBeginning, Map<String, String> client) {
        this.topic = topic;
        Map<String, Object> properties = ClientDefaults.over(client);
        properties.put("bootstrap.servers", brokers);
        properties.put("group.id", "flowjay-" + UUID.randomUUID());
        properties.put("client.id", "flowjay-reader");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", fromBeginning ? "earliest" : "latest");
        properties.put("allow.auto.create.topics", String.valueOf(create));
        properties.put("isolation.level", "read_committed");
        properties.put("metadata.max.age.ms", "5000");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * A reader of an existing topic.
     *
     * @param fromBeginning whether to read what it holds already
     * @param client further settings of Kafka's consumer
     * @throws IOException when the topic does not exist or cannot be read, saying what is wrong and where
     */
    static TopicReader ofExisting(String brokers, String topic, boolean fromBeginning, Map<String, String> client)
            throws IOException {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("bootstrap.servers", brokers);
        TopicUse use = new TopicUse(topic, "to read", Set.of(AclOperation.READ), false);
        Optional<String> problem = new BrokerDiagnosis(settings, List.of(use), List.of()).problem();
        if (problem.isPresent()) {
            throw new IOException(problem.get());
        }
        return new TopicReader(brokers, topic, false, fromBeginning, client);
    }

    /**
     * A reader of what is sent from now on.
     *
     * @param create whether the topic is made if it is missing, where brokers make topics that are asked for
     * @param client further settings of Kafka's consumer
     */
    static TopicReader ofNext(String brokers, String topic, boolean create, Map<String, String> client) {
        return new TopicReader(brokers, topic, create, false, client);
    }

    /**
     * Hands every record on, in the calling thread, until {@link #close()} is called by another one.
     *
     * @param use takes a record, and answers false when it wants no more
     */
    void read(Predicate<ConsumerRecord<byte[], byte[]>> use) {
        try {
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
            try {
                consumer.close(CloseOptions.timeout(CLOSE));
            } finally {
                ended.countDown();
                assigned.countDown();
            }
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
