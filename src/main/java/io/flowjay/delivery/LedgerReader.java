package io.flowjay.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the notes of a ledger from its first one, each once. For use by one thread at a time. */
final class LedgerReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final Consumer<ConsumerRecord<byte[], byte[]>> sink;

    /**
     * @param partition where the notes are
     * @param clients settings of a consumer: brokers, security
     * @param isolation whether notes of open and aborted transactions are read too
     * @param sink takes each note
     */
    LedgerReader(
            TopicPartition partition,
            Map<String, Object> clients,
            IsolationLevel isolation,
            Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        this.partition = partition;
        this.sink = sink;
        Map<String, Object> config = new HashMap<>(clients);
        config.put("isolation.level", isolation.toString());
        config.put("enable.auto.commit", false);
        // Otherwise the client itself would go on elsewhere when the log is not what it was.
        config.put("auto.offset.reset", "none");
        config.put("allow.auto.create.topics", false);
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(Set.of(partition));
        consumer.seekToBeginning(Set.of(partition));
    }

    /** Offset of the next note to be read. */
    long position() {
        return consumer.position(partition);
    }

    /**
     * Reads up to an offset.
     *
     * @param end first offset that need not be read
     * @param patience how long to wait for it
     * @throws TimeoutException when it cannot be read in time
     * @throws OffsetOutOfRangeException when the log is shorter than it was
     */
    void readTo(long end, Duration patience) {
        long start = System.nanoTime();
        while (position() < end) {
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new TimeoutException("topic " + partition.topic() + ": read to offset " + position() + " of "
                        + end + " within " + patience.toSeconds() + " s");
            }
            poll();
        }
    }

    private void poll() {
        try {
            consumer.poll(POLL).forEach(sink);
        } catch (LogTruncationException e) {
            throw e;
        } catch (OffsetOutOfRangeException e) {
            long first = consumer.beginningOffsets(Set.of(partition)).getOrDefault(partition, 0L);
            if (position() >= first) {
                throw e;
            }
            // The topic drops old notes.
            consumer.seek(partition, first);
        }
    }

    /** Ends the wait of another thread, or its next one, with a {@link org.apache.kafka.common.errors.WakeupException}. */
    void wakeUp() {
        consumer.wakeup();
    }

    /** Closes within seconds. */
    @Override
    // What replaces it is in Kafka's client from 4.1 only; Spring Boot and Camel 4.18 bring earlier ones.
    @SuppressWarnings("deprecation")
    public void close() {
        consumer.close(CLOSE_TIMEOUT);
    }
}
