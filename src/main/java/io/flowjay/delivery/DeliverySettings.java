package io.flowjay.delivery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * How the records of captures are delivered in transactions.
 *
 * @param producer settings of Kafka's producer
 * @param transactionPrefix what transactional ids begin with; the capture's id follows
 * @param transactionTimeout after which the broker gives up an open transaction
 * @param deadLetterTopic where refused records go
 * @param deadFiles directory for those that the broker does not take there either
 * @param attempts how often a batch is tried
 * @param backoff wait before the second attempt; it doubles with each
 */
public record DeliverySettings(
        Map<String, Object> producer,
        String transactionPrefix,
        Duration transactionTimeout,
        String deadLetterTopic,
        Path deadFiles,
        int attempts,
        Duration backoff) {
    private static final int KAFKAS_BATCH_SIZE = 16384;
    private static final String BATCH_SIZE = "batch.size";

    /** Whether a record is larger than the batches of the producer. */
    boolean exceedsBatch(ProducerRecord<byte[], byte[]> record) {
        int batch = Integer.parseInt(String.valueOf(producer.getOrDefault(BATCH_SIZE, KAFKAS_BATCH_SIZE)));
        return length(record.key()) + length(record.value()) > batch;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
