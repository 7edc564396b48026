package io.flowjay.delivery;

import io.flowjay.kafka.TopicReadiness;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * How the records of captures are delivered in transactions.
 *
 * @param producer settings of Kafka's producer
 * @param transactionPrefix what transactional ids begin with
 * @param transactionTimeout after which the broker aborts an open transaction
 * @param letters where refused records go
 * @param topics sees that topics can take records
 * @param attempts how often a batch is tried
 * @param backoff wait before the second attempt; it doubles with each
 */
public record DeliverySettings(
        Map<String, Object> producer,
        String transactionPrefix,
        Duration transactionTimeout,
        DeadLetters letters,
        TopicReadiness topics,
        int attempts,
        Duration backoff) {
    /** What holds where the settings say nothing. */
    private static final int KAFKAS_LINGER = 5;

    private static final int KAFKAS_DELIVERY_TIMEOUT = 120_000;
    private static final int KAFKAS_REQUEST_TIMEOUT = 30_000;

    /**
     * Settings of a producer. It never waits longer than the broker lets a transaction be open, so that no
     * transaction times out while its worker waits.
     */
    Map<String, Object> producerOf(String suffix) {
        Map<String, Object> config = new HashMap<>(producer);
        long limit = transactionTimeout.toMillis();
        config.put("transactional.id", transactionPrefix + suffix);
        config.put("transaction.timeout.ms", (int) limit);
        config.put("enable.idempotence", true);
        config.put("acks", "all");
        long linger = number(config, "linger.ms", KAFKAS_LINGER);
        long delivery = Math.min(limit, number(config, "delivery.timeout.ms", KAFKAS_DELIVERY_TIMEOUT));
        config.put("delivery.timeout.ms", (int) delivery);
        config.put("request.timeout.ms", (int)
                Math.max(1, Math.min(number(config, "request.timeout.ms", KAFKAS_REQUEST_TIMEOUT), delivery - linger)));
        return config;
    }

    private static long number(Map<String, Object> config, String name, long otherwise) {
        return Long.parseLong(String.valueOf(config.getOrDefault(name, otherwise)));
    }

    /** Whether a record is larger than the batches of the producer, which fit into the topics that are known. */
    boolean exceedsBatch(ProducerRecord<byte[], byte[]> record) {
        return length(record.key()) + length(record.value()) > topics.batchSize(producer);
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
