package io.flowjay.delivery;

import io.flowjay.kafka.KafkaFutures;
import io.flowjay.kafka.TopicReadiness;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A producer for which a record that its topic refuses for good is delivered when it is a dead letter: the others of its batch are not
 * concerned. It waits for a topic to be ready before it sends the first record there. Thread-safe; not for transactions.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class DeadLetterProducer<K, V> extends KafkaProducer<K, V> {
    /** Of a record that is in no topic, as Kafka's own callbacks have it. */
    private static final RecordMetadata NOWHERE = new RecordMetadata(new TopicPartition("", -1), -1, -1, -1, -1, -1);

    private final TopicReadiness topics;
    private final DeadLetters letters;
    /** Dead letters wait for the brokers, which the producer's own thread must not do. */
    private final ExecutorService burials = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "flowjay-dead-letters");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param config settings of the producer, serializers among them
     * @param topics sees that topics can take records
     * @param letters where refused records go
     */
    public DeadLetterProducer(Map<String, Object> config, TopicReadiness topics, DeadLetters letters) {
        super(config);
        this.topics = topics;
        this.letters = letters;
    }

    /**
     * @throws KafkaException at once when the topic is not ready in the time that a call may block: the same would be true for each
     *     record of a batch
     */
    @Override
    public Future<RecordMetadata> send(ProducerRecord<K, V> record, @Nullable Callback callback) {
        topics.await(record.topic());
        CompletableFuture<RecordMetadata> outcome = new CompletableFuture<>();
        Future<RecordMetadata> unused = super.send(record, (metadata, error) -> {
            if (KafkaErrors.refusesRecord(error)) {
                buryLater(record, error, outcome, callback);
            } else {
                settle(metadata, error, outcome, callback);
            }
        });
        return outcome;
    }

    private void settle(
            RecordMetadata metadata,
            @Nullable Exception error,
            CompletableFuture<RecordMetadata> outcome,
            @Nullable Callback callback) {
        if (error != null) {
            topics.forget();
        }
        if (callback != null) {
            callback.onCompletion(metadata, error);
        }
        if (error == null) {
            outcome.complete(metadata);
        } else {
            outcome.completeExceptionally(error);
        }
    }

    private void buryLater(
            ProducerRecord<K, V> record,
            Exception cause,
            CompletableFuture<RecordMetadata> outcome,
            @Nullable Callback callback) {
        try {
            burials.execute(() -> {
                RecordMetadata metadata = NOWHERE;
                Exception error = null;
                try {
                    metadata = bury(record, cause);
                } catch (RuntimeException e) {
                    error = e;
                }
                settle(metadata, error, outcome, callback);
            });
        } catch (RejectedExecutionException e) {
            // The producer is being closed.
            settle(NOWHERE, cause, outcome, callback);
        }
    }

    private RecordMetadata bury(ProducerRecord<K, V> record, Exception cause) {
        ProducerRecord<K, V> letter = letters.letter(record, cause);
        try {
            topics.await(letter.topic());
            RecordMetadata metadata = KafkaFutures.get(super.send(letter, null));
            letters.sent(record, cause);
            return metadata;
        } catch (KafkaException e) {
            if (!KafkaErrors.refusesRecord(e)) {
                topics.forget();
                throw e;
            }
            letters.file(record, cause);
            return NOWHERE;
        }
    }

    @Override
    public void close(Duration timeout) {
        burials.shutdown();
        try {
            if (!burials.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                burials.shutdownNow();
            }
        } catch (InterruptedException e) {
            burials.shutdownNow();
            Thread.currentThread().interrupt();
        }
        super.close(timeout);
    }
}
