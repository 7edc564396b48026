package io.flowjay.delivery;

import io.flowjay.kafka.KafkaFutures;
import io.flowjay.kafka.TopicReadiness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.jspecify.annotations.Nullable;

/**
 * A producer for which a record that its topic refuses for good is delivered when it is a dead letter; the other records of its batch
 * are not affected. It waits for a topic to be ready before it sends the first record there.
 *
 * <p>Kafka's own producer is made when the first record is sent, and again after an error that it may not recover from: brokers whose
 * names do not resolve, or a wrong setting, fail a send and not the start of a route. Thread-safe; not for transactions.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class DeadLetterProducer<K, V> implements Producer<K, V> {
    /** The outcome of a record that is a dead letter: it is not in the topic that it was sent to. */
    private static final RecordMetadata DEAD = new RecordMetadata(new TopicPartition("", -1), -1, -1, -1, -1, -1);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Map<String, Object> config;
    private final TopicReadiness topics;
    private final DeadLetters letters;
    private final List<Header> headers;
    private final Object outcomes = new Object();
    /** Dead letters wait for the brokers, which the producer's own thread must not do. */
    private final ExecutorService burials = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "flowjay-dead-letters");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable Producer<K, V> producer;
    private volatile boolean broken;
    private volatile boolean closing;
    private boolean closed;

    /**
     * Connects to nothing yet.
     *
     * @param config settings of the producer, serializers among them
     * @param topics makes sure that topics can take records; closed with the producer
     * @param letters where refused records go
     */
    public DeadLetterProducer(Map<String, Object> config, TopicReadiness topics, DeadLetters letters) {
        this(config, topics, letters, List.of());
    }

    /**
     * The same with headers for every record.
     *
     * @param headers are added to a record that does not have them
     */
    public DeadLetterProducer(
            Map<String, Object> config, TopicReadiness topics, DeadLetters letters, List<Header> headers) {
        this.headers = headers;
        this.config = config;
        this.topics = topics;
        this.letters = letters;
    }

    /** Whether a record with this outcome is a dead letter. */
    public static boolean isDead(RecordMetadata outcome) {
        return outcome.topic().isEmpty();
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<K, V> record) {
        return send(record, null);
    }

    /**
     * Sends a record.
     *
     * @throws KafkaException at once when there can be no producer, or the topic is not ready in the time that a call may block: the
     *     same would be true for each record of a batch
     */
    @Override
    public Future<RecordMetadata> send(ProducerRecord<K, V> record, @Nullable Callback callback) {
        for (Header header : headers) {
            if (record.headers().lastHeader(header.key()) == null) {
                record.headers().add(header);
            }
        }
        CompletableFuture<RecordMetadata> outcome = new CompletableFuture<>();
        try {
            Future<RecordMetadata> unused = sendNow(record, (metadata, error) -> {
                if (error != null && KafkaErrors.refusesRecord(error)) {
                    buryLater(new Burial(record, error, outcome, callback));
                } else {
                    settle(metadata, error, outcome, callback);
                }
            });
        } catch (KafkaException e) {
            failed(e);
            throw e;
        }
        return outcome;
    }

    private Future<RecordMetadata> sendNow(ProducerRecord<K, V> record, @Nullable Callback callback) {
        topics.await(record.topic());
        return open().send(record, callback);
    }

    private Producer<K, V> open() {
        Producer<K, V> old = null;
        try {
            synchronized (this) {
                if (closed) {
                    throw new RejectedExecutionException("the producer is closed");
                }
                if (broken) {
                    broken = false;
                    old = producer;
                    producer = null;
                }
                Producer<K, V> open = producer;
                if (open == null) {
                    open = create();
                    producer = open;
                }
                return open;
            }
        } finally {
            if (old != null) {
                // Outside the lock: it waits for its thread, which may just report an outcome.
                old.close(Duration.ZERO);
            }
        }
    }

    private Producer<K, V> create() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Kafka finds what its settings name there.
        thread.setContextClassLoader(KafkaProducer.class.getClassLoader());
        try {
            return new KafkaProducer<>(topics.withBatchesThatFit(config));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void failed(KafkaException error) {
        if (closing) {
            // Errors are expected now.
            return;
        }
        if (!(error instanceof RetriableException)) {
            broken = true;
        }
        topics.failed(error);
    }

    private void settle(
            RecordMetadata metadata,
            @Nullable Exception error,
            CompletableFuture<RecordMetadata> outcome,
            @Nullable Callback callback) {
        if (error instanceof KafkaException known) {
            failed(known);
        }
        try {
            if (callback != null) {
                // From two threads, but one after the other, as the callbacks of Kafka's own producer.
                synchronized (outcomes) {
                    callback.onCompletion(metadata, error);
                }
            }
        } finally {
            if (error == null) {
                outcome.complete(metadata);
            } else {
                outcome.completeExceptionally(error);
            }
        }
    }

    private void buryLater(Burial burial) {
        try {
            burials.execute(burial);
        } catch (RejectedExecutionException e) {
            burial.abandon();
        }
    }

    private void bury(ProducerRecord<K, V> record, Exception cause) {
        ProducerRecord<K, V> letter = letters.letter(record, cause);
        if (!letters.isUsable(letter.topic())) {
            letters.file(record, cause);
            return;
        }
        try {
            KafkaFutures.get(sendNow(letter, null));
            letters.sent(record, cause);
        } catch (KafkaException e) {
            if (KafkaErrors.refusesTopic(e)) {
                letters.setUnusable(letter.topic(), e);
            } else if (!KafkaErrors.refusesRecord(e)) {
                failed(e);
                throw e;
            }
            letters.file(record, cause);
        }
    }

    /** A record that is to become a dead letter. */
    private final class Burial implements Runnable {
        private final ProducerRecord<K, V> record;
        private final Exception cause;
        private final CompletableFuture<RecordMetadata> outcome;
        private final @Nullable Callback callback;

        Burial(
                ProducerRecord<K, V> record,
                Exception cause,
                CompletableFuture<RecordMetadata> outcome,
                @Nullable Callback callback) {
            this.record = record;
            this.cause = cause;
            this.outcome = outcome;
            this.callback = callback;
        }

        @Override
        public void run() {
            Exception error = null;
            try {
                bury(record, cause);
            } catch (RuntimeException e) {
                error = e;
            }
            settle(DEAD, error, outcome, callback);
        }

        /** The producer is being closed: nobody has the record. */
        void abandon() {
            settle(
                    DEAD,
                    new TimeoutException("the producer was closed before a refused record became a dead letter", cause),
                    outcome,
                    callback);
        }
    }

    /** Closes within seconds: records without an outcome fail. */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    @Override
    public void close(Duration timeout) {
        closing = true;
        burials.shutdown();
        try {
            if (!burials.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                abandonBurials();
            }
        } catch (InterruptedException e) {
            abandonBurials();
            Thread.currentThread().interrupt();
        }
        topics.close();
        Producer<K, V> open;
        synchronized (this) {
            closed = true;
            open = producer;
            producer = null;
        }
        if (open != null) {
            open.close(timeout);
        }
    }

    private void abandonBurials() {
        topics.close();
        for (Runnable waiting : burials.shutdownNow()) {
            ((DeadLetterProducer<?, ?>.Burial) waiting).abandon();
        }
    }

    /** Returns when the outcome of every record sent before is known, also of those that become dead letters. */
    @Override
    public void flush() {
        Producer<K, V> open;
        synchronized (this) {
            open = producer;
        }
        if (open != null) {
            open.flush();
        }
        try {
            // Refused records are in line by now: their callbacks come before the end of a flush.
            burials.submit(() -> {}).get();
        } catch (RejectedExecutionException e) {
            // Closed: nothing is in line.
        } catch (ExecutionException e) {
            throw new IllegalStateException("doing nothing fails", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        return open().partitionsFor(topic);
    }

    @Override
    public synchronized Map<MetricName, ? extends Metric> metrics() {
        return producer == null ? Map.of() : producer.metrics();
    }

    @Override
    public Uuid clientInstanceId(Duration timeout) {
        return open().clientInstanceId(timeout);
    }

    @Override
    public void registerMetricForSubscription(KafkaMetric metric) {
        open().registerMetricForSubscription(metric);
    }

    @Override
    public void unregisterMetricFromSubscription(KafkaMetric metric) {
        open().unregisterMetricFromSubscription(metric);
    }

    @Override
    public void initTransactions() {
        throw noTransactions();
    }

    @Override
    public void beginTransaction() {
        throw noTransactions();
    }

    @Override
    public void sendOffsetsToTransaction(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        throw noTransactions();
    }

    @Override
    public void commitTransaction() {
        throw noTransactions();
    }

    @Override
    public void abortTransaction() {
        throw noTransactions();
    }

    private static UnsupportedOperationException noTransactions() {
        return new UnsupportedOperationException("transactions are for delivery exactly once");
    }
}
