package io.flowjay.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Sees that a topic is there and that its leaders know of it before records are sent to it.
 *
 * <p>A leader that does not know its partition yet, which is so for a moment when a topic has just been made, refuses the first batch
 * of an idempotent producer and may take the second, behind which the first is out of order until the producer gives it up. Leaders
 * tell offsets only of partitions that they know, so they are asked for these first. Thread-safe.
 */
public final class TopicReadiness {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String MAX_BLOCK = "max.block.ms";
    private static final int KAFKAS_MAX_BLOCK = 60_000;

    private final Map<String, Object> config;
    private final boolean create;
    private final Duration patience;
    private final Set<String> ready = ConcurrentHashMap.newKeySet();

    /**
     * Nothing is known to be ready.
     *
     * @param client settings of a producer or consumer: where the brokers are, security, and how long a call may block
     * @param create whether to make a topic that is not there
     */
    public TopicReadiness(Map<String, ?> client, boolean create) {
        this.create = create;
        Object block = client.get(MAX_BLOCK);
        patience = Duration.ofMillis(block == null ? KAFKAS_MAX_BLOCK : Long.parseLong(block.toString()));
        config = AdminSettings.of(client, patience);
    }

    /**
     * Waits until a topic can take records; a topic that was ready before is not asked about again.
     *
     * @throws KafkaException when it cannot in the time that a call of the producer may block
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
                try (Admin admin = Admin.create(config)) {
                    await(admin, wanted);
                }
                ready.add(topic);
            }
        }
    }

    /** Has topics asked about again, since sending failed. */
    public void forget() {
        ready.clear();
    }

    private void await(Admin admin, NewTopic wanted) {
        long start = System.nanoTime();
        while (true) {
            KafkaException problem = problem(admin, wanted);
            if (problem == null) {
                return;
            }
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new TimeoutException(
                        "topic " + wanted.name() + " is not ready within " + patience.toMillis() + " ms: "
                                + problem.getMessage(),
                        problem);
            }
            pause();
        }
    }

    /** What keeps the topic from taking records; null when nothing does. */
    private @Nullable KafkaException problem(Admin admin, NewTopic wanted) {
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
            // Who may not look may still write: sending tells.
            return null;
        } catch (UnknownTopicOrPartitionException e) {
            return create ? create(admin, wanted) : e;
        } catch (RetriableException e) {
            return e;
        }
    }

    /** Makes a topic, unless another has just done so. */
    private static @Nullable KafkaException create(Admin admin, NewTopic wanted) {
        try {
            KafkaFutures.get(admin.createTopics(List.of(wanted)).all());
            return new UnknownTopicOrPartitionException("the topic has just been made");
        } catch (TopicExistsException | RetriableException | AuthorizationException e) {
            return (KafkaException) e;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
