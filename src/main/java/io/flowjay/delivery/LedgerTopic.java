package io.flowjay.delivery;

import io.flowjay.kafka.KafkaFutures;
import io.flowjay.kafka.TopicReadiness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The compacted topic that says how far each capture has been published. Its key is the capture's id, so that a copy, or the same
 * capture under another name, is known. Memory grows with the captures in it.
 */
public final class LedgerTopic implements AutoCloseable {
    private static final Map<String, String> COMPACTED =
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    private static final Duration POLL = Duration.ofMillis(100);

    private record Noted(CaptureProgress progress, long time) {}

    private final String topic;
    private final Duration patience;
    private final TopicReadiness readiness;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Noted> captures = new HashMap<>();

    /**
     * @param topic the topic, made when it is not there
     * @param clients settings of Kafka's clients: brokers, security
     * @param patience how long to wait for transactions of others that are still open
     */
    public LedgerTopic(String topic, Map<String, Object> clients, Duration patience) {
        this(topic, clients, patience, true);
    }

    /**
     * The same.
     *
     * @param create whether to make a missing topic
     */
    public LedgerTopic(String topic, Map<String, Object> clients, Duration patience, boolean create) {
        this.topic = topic;
        this.patience = patience;
        Map<String, Object> config = new HashMap<>(clients);
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        readiness = new TopicReadiness(clients, create);
        admin = Admin.create(new HashMap<>(clients));
        try {
            consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (RuntimeException e) {
            admin.close();
            throw e;
        }
    }

    /** The topic's name. */
    public String topic() {
        return topic;
    }

    /**
     * How far a capture is, by everything that was committed before this call.
     *
     * @throws KafkaException when the topic cannot be read to its end in time
     */
    public synchronized CaptureProgress find(String captureId) {
        readiness.await(topic, COMPACTED);
        Set<TopicPartition> partitions = partitions();
        if (!partitions.equals(consumer.assignment())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
        readTo(ends(partitions));
        Noted noted = captures.get(captureId);
        return noted == null ? CaptureProgress.NONE : noted.progress();
    }

    /** The record that notes a capture's progress. */
    ProducerRecord<byte[], byte[]> record(String captureId, CaptureProgress progress) {
        return new ProducerRecord<>(topic, captureId.getBytes(StandardCharsets.UTF_8), progress.toJson());
    }

    private void readTo(Map<TopicPartition, Long> ends) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException(
                        "topic " + topic + ": not read to its end within " + patience.toSeconds() + " s");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                read(record);
            }
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        byte[] value = record.value();
        if (key == null) {
            return;
        }
        String captureId = new String(key, StandardCharsets.UTF_8);
        if (value == null) {
            // A tombstone: somebody wants the capture forgotten.
            captures.remove(captureId);
            return;
        }
        try {
            Noted noted = new Noted(CaptureProgress.ofJson(value), record.timestamp());
            // Partitions may have been added since, so that a capture's records are in two of them.
            captures.merge(captureId, noted, (a, b) -> a.time() > b.time() ? a : b);
        } catch (IOException e) {
            String place = "topic " + topic + ", partition " + record.partition() + ", offset " + record.offset();
            throw new KafkaException(place + ": " + e.getMessage(), e);
        }
    }

    private Set<TopicPartition> partitions() {
        return KafkaFutures.get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toSet());
    }

    /** The ends of everything written, and not only of what is committed: an earlier transaction may hide a later one for a while. */
    private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                KafkaFutures.get(admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                        .all());
        return ends.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue()
                .offset()));
    }

    @Override
    public synchronized void close() {
        try (admin;
                consumer) {
            captures.clear();
        }
    }
}
