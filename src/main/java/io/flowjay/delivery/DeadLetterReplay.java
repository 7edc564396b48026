package io.flowjay.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends dead letters again, each to the topic that refused it. Those of a topic go out in transactions that also commit how far the
 * topic of dead letters has been read, so that each is sent again once, whenever this is interrupted; a file is deleted when its record
 * is committed. What is refused again is a dead letter again. For use by one thread.
 */
public final class DeadLetterReplay implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final String GROUP = "flowjay-replay";

    private final DeliverySettings settings;
    private final Map<String, Object> clients;
    private @Nullable Producer<byte[], byte[]> producer;
    private long sent;
    private long refused;

    /**
     * @param clients settings of Kafka's clients: brokers, security
     * @param settings how to deliver
     */
    public DeadLetterReplay(Map<String, Object> clients, DeliverySettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    /** Records that their topic has taken now. */
    public long sent() {
        return sent;
    }

    /** Records that were refused again. */
    public long refused() {
        return refused;
    }

    /**
     * Sends what a topic of dead letters holds now and has not been sent again before.
     *
     * @throws KafkaException when that is impossible; what has been sent until then stays sent
     */
    public void topic(String deadLetterTopic) {
        try (Consumer<byte[], byte[]> consumer = consumer(deadLetterTopic)) {
            List<TopicPartition> partitions = consumer.partitionsFor(deadLetterTopic).stream()
                    .map(info -> new TopicPartition(deadLetterTopic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                send(consumer, consumer.poll(POLL), ends);
            }
        }
    }

    private void send(
            Consumer<byte[], byte[]> consumer,
            ConsumerRecords<byte[], byte[]> letters,
            Map<TopicPartition, Long> ends) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            TopicPartition partition = new TopicPartition(letter.topic(), letter.partition());
            // Later ones were refused again just now.
            if (letter.offset() < ends.getOrDefault(partition, 0L)) {
                records.add(original(letter));
                offsets.put(partition, new OffsetAndMetadata(letter.offset() + 1));
            }
        }
        if (!records.isEmpty()) {
            send(
                    new Batch(records, settings),
                    records.size(),
                    (producer, callback) -> producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata()));
        }
    }

    /**
     * Sends what is in files.
     *
     * @throws IOException when a file cannot be read, holds something else, or cannot be deleted; its name is in the message
     * @throws KafkaException when a record cannot be sent; the files sent until then are gone
     */
    public void files(DeadFiles files) throws IOException {
        for (Path file : files.list()) {
            List<ProducerRecord<byte[], byte[]>> records = DeadFiles.read(file);
            Batch batch = new Batch(records, settings);
            send(batch, records.size(), (producer, callback) -> {});
            if (batch.inFiles() == 0) {
                Files.delete(file);
            }
        }
    }

    private void send(Batch batch, int size, Batch.Progress progress) {
        try {
            Producer<byte[], byte[]> open = open();
            boolean committed = false;
            while (!committed) {
                committed = batch.send(open, progress);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        refused += batch.dead();
        sent += size - batch.dead();
    }

    private Producer<byte[], byte[]> open() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            open = new KafkaProducer<>(
                    settings.producerOf("replay"), new ByteArraySerializer(), new ByteArraySerializer());
            producer = open;
            open.initTransactions();
        }
        return open;
    }

    /** Closes its producer within seconds; an open transaction is aborted. */
    @Override
    public void close() {
        Producer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(CLOSE_TIMEOUT);
        }
    }

    private static ProducerRecord<byte[], byte[]> original(ConsumerRecord<byte[], byte[]> letter) {
        Header topic = letter.headers().lastHeader(DeadLetter.TOPIC);
        if (topic == null) {
            throw new KafkaException("topic " + letter.topic() + ", partition " + letter.partition() + ", offset "
                    + letter.offset() + ": not a dead letter, it lacks header " + DeadLetter.TOPIC);
        }
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(new String(topic.value(), StandardCharsets.UTF_8), letter.key(), letter.value());
        for (Header header : letter.headers()) {
            if (!DeadLetter.isOwn(header.key())) {
                record.headers().add(header);
            }
        }
        return record;
    }

    private Consumer<byte[], byte[]> consumer(String deadLetterTopic) {
        Map<String, Object> config = new HashMap<>(clients);
        config.put("group.id", GROUP + '-' + deadLetterTopic);
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        config.put("allow.auto.create.topics", false);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
