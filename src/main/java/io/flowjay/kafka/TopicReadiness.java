package io.flowjay.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that a topic exists and that its leaders know of it before records are sent to it.
 *
 * <p>If a leader refuses the first batch of an idempotent producer, it may take the second, which is on its way already. After that the
 * first is out of order, and is sent in vain until its time is over. Two reasons for such a refusal are known here. For a moment after a
 * topic is made, a leader may not know its partition: leaders return offsets only of partitions that they know, so they are asked for
 * these first. And a topic may take no batch as large as the producer makes them: see {@link #withBatchesThatFit}. Thread-safe.
 */
public final class TopicReadiness implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);
    /** A topic that somebody else makes at this moment appears within this time; one that is missing for longer stays so. */
    private static final Duration MISSING = Duration.ofSeconds(2);

    private static final String MAX_BLOCK = "max.block.ms";
    private static final int KAFKAS_MAX_BLOCK = 60_000;
    private static final int KAFKAS_BATCH_SIZE = 16_384;

    private final Map<String, Object> config;
    private final boolean create;
    private final Duration patience;
    private final Consumer<? super KafkaException> trouble;
    private final Set<String> ready = ConcurrentHashMap.newKeySet();
    /** The most bytes that a batch may have in every topic that has been asked about. */
    private volatile int batchLimit = Integer.MAX_VALUE;

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Admin asking;

    /**
     * Knows no topic as ready yet.
     *
     * @param client settings of a producer or consumer: where the brokers are, security, and how long a call may block
     * @param create whether to make a missing topic
     */
    public TopicReadiness(Map<String, ?> client, boolean create) {
        this(client, create, error -> {});
    }

    /**
     * The same, with somebody who wants to know of trouble.
     *
     * @param trouble takes each error that keeps records from their topics, from any thread; must return at once
     */
    public TopicReadiness(Map<String, ?> client, boolean create, Consumer<? super KafkaException> trouble) {
        this.create = create;
        this.trouble = trouble;
        Object block = client.get(MAX_BLOCK);
        patience = Duration.ofMillis(block == null ? KAFKAS_MAX_BLOCK : Long.parseLong(block.toString()));
        config = AdminSettings.of(client, patience);
    }

    /** How long a client may wait for its topics: the time that a call of the producer may block. */
    public Duration patience() {
        return patience;
    }

    /**
     * Waits until a topic can take records; a topic that was ready before is not asked about again.
     *
     * @throws UnknownTopicOrPartitionException within seconds when the topic is missing and cannot be made
     * @throws KafkaException when it cannot take records in the time that a call of the producer may block
     */
    public void await(String topic) {
        await(new NewTopic(topic, Optional.empty(), Optional.empty()));
    }

    /**
     * Waits until a topic can take records that, if it has to be made, needs partitions or settings of its own.
     *
     * @param wanted how to make the topic
     */
    public void await(NewTopic wanted) {
        String topic = wanted.name();
        if (ready.contains(topic)) {
            return;
        }
        synchronized (this) {
            if (!ready.contains(topic)) {
                ask(wanted);
                ready.add(topic);
            }
        }
    }

    /**
     * Settings of a producer whose batches fit into the topics that were awaited so far.
     *
     * @param producer settings of a producer
     * @return the same with the smaller {@code batch.size}, if a topic's {@code max.message.bytes} is below it
     */
    public Map<String, Object> withBatchesThatFit(Map<String, Object> producer) {
        long fitting = batchSize(producer);
        if (configuredBatchSize(producer) == fitting) {
            return producer;
        }
        Map<String, Object> config = new HashMap<>(producer);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, (int) fitting);
        return config;
    }

    /** The most bytes in a batch of the producer that {@link #withBatchesThatFit} describes. */
    public long batchSize(Map<String, Object> producer) {
        return Math.min(configuredBatchSize(producer), batchLimit);
    }

    private static long configuredBatchSize(Map<String, Object> producer) {
        return Long.parseLong(producer.getOrDefault(ProducerConfig.BATCH_SIZE_CONFIG, KAFKAS_BATCH_SIZE)
                .toString());
    }

    private void ask(NewTopic wanted) {
        Admin admin = Admin.create(config);
        asking = admin;
        try {
            checkOpen();
            await(admin, wanted);
            batchLimit = Math.min(batchLimit, batchLimit(admin, wanted.name()));
        } finally {
            asking = null;
            // By itself it would wait for an answer that nobody needs any more.
            admin.close(Duration.ZERO);
        }
    }

    /** Asks about topics again. */
    public void forget() {
        ready.clear();
    }

    /** Takes note of an attempt to send that failed: topics are asked about again, and whoever wants to know of trouble does. */
    public void failed(KafkaException error) {
        forget();
        trouble.accept(error);
    }

    /** Ends every wait, now and later, with an exception. */
    @Override
    public void close() {
        closed.countDown();
        Admin admin = asking;
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    private void await(Admin admin, NewTopic wanted) {
        String topic = wanted.name();
        long start = System.nanoTime();
        while (true) {
            Problem problem = problem(admin, wanted);
            if (problem == null) {
                return;
            }
            long waited = System.nanoTime() - start;
            if (waited > patience.toNanos()) {
                throw new TimeoutException(
                        "topic " + topic + " is not ready within " + patience.toMillis() + " ms: "
                                + problem.error().getMessage(),
                        problem.error());
            }
            if (problem.lasts() && waited > MISSING.toNanos()) {
                throw new UnknownTopicOrPartitionException(
                        "topic " + topic + " does not exist and "
                                + (create ? "cannot be made: " + problem.error().getMessage() : "is not to be made"),
                        problem.error());
            }
            pause();
            checkOpen();
        }
    }

    private void checkOpen() {
        if (closed.getCount() == 0) {
            throw new TimeoutException("the client is closed");
        }
    }

    /**
     * Why a topic cannot take records.
     *
     * @param lasts whether waiting does not help
     */
    private record Problem(KafkaException error, boolean lasts) {}

    /** What keeps the topic from taking records; null when nothing does. */
    private @Nullable Problem problem(Admin admin, NewTopic wanted) {
        String topic = wanted.name();
        try {
            Map<TopicPartition, OffsetSpec> offsets =
                    KafkaFutures.get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                            .flatMap(description -> description.partitions().stream())
                            .collect(Collectors.toMap(
                                    partition -> new TopicPartition(topic, partition.partition()),
                                    partition -> OffsetSpec.latest()));
            KafkaFutures.get(admin.listOffsets(offsets).all());
            return null;
        } catch (AuthorizationException e) {
            // Who may not look may still write: sending shows.
            return null;
        } catch (UnknownTopicOrPartitionException e) {
            return create ? create(admin, wanted) : new Problem(e, true);
        } catch (RetriableException e) {
            return new Problem(e, false);
        }
    }

    /** The most bytes that a batch may have in a topic; no limit if the brokers do not tell. */
    private static int batchLimit(Admin admin, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            return KafkaFutures.get(admin.describeConfigs(List.of(resource)).all()).values().stream()
                    .flatMap(settings -> settings.entries().stream())
                    .filter(entry -> entry.name().equals(TopicConfig.MAX_MESSAGE_BYTES_CONFIG))
                    .mapToInt(entry -> Integer.parseInt(entry.value()))
                    .findFirst()
                    .orElse(Integer.MAX_VALUE);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            // Who may not read settings may still write.
            return Integer.MAX_VALUE;
        }
    }

    /** Makes a topic, unless another has just done so. */
    private static Problem create(Admin admin, NewTopic wanted) {
        try {
            KafkaFutures.get(admin.createTopics(List.of(wanted)).all());
            return new Problem(new UnknownTopicOrPartitionException("the topic has just been made"), false);
        } catch (TopicExistsException | RetriableException e) {
            return new Problem((KafkaException) e, false);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            return new Problem(e, true);
        }
    }

    private void pause() {
        try {
            boolean unused = closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
