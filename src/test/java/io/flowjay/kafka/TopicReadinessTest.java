package io.flowjay.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics that are there or not when the first record is to be sent. */
@ExtendWith(TestBroker.class)
class TopicReadinessTest {
    private final String topic = "ready-" + UUID.randomUUID();

    @Test
    void aTopicThatIsNotThereIsMadeWithItsSettings() throws Exception {
        new TopicReadiness(client(60_000), true)
                .await(new NewTopic(topic, Optional.empty(), Optional.empty())
                        .configs(Map.of("cleanup.policy", "compact")));
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(AdminSettings.of(client(60_000), java.time.Duration.ofSeconds(30)))) {
            assertThat(admin.describeConfigs(List.of(resource))
                            .all()
                            .get()
                            .get(resource)
                            .get("cleanup.policy")
                            .value())
                    .isEqualTo("compact");
            assertThat(admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic)
                            .partitions())
                    .as("the broker's own number")
                    .hasSize(6);
        }
    }

    /** Without the wait the broker's log tells of batches out of order, now and then; with it the first batches are taken. */
    @RepeatedTest(5)
    void theFirstBatchesToANewTopicAreTaken() throws Exception {
        new TopicReadiness(client(60_000), true).await(topic);
        Map<String, Object> config =
                Map.of("bootstrap.servers", TestBroker.brokers(), "retries", 0, "linger.ms", 0, "batch.size", 1);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var sent : IntStream.range(0, 100)
                    .mapToObj(i -> producer.send(new ProducerRecord<>(topic, i % 6, null, new byte[] {(byte) i})))
                    .toList()) {
                sent.get();
            }
        }
        assertThat(Topics.read(TestBroker.brokers(), topic)).hasSize(100);
    }

    @ParameterizedTest
    @CsvSource({
        "smaller than the topic's limit, 10000, 9999,    9999",
        "the topic's limit,              10000, 10000,   10000",
        "larger,                         10000, 10001,   10000",
        "far larger,                     10000, 2000000, 10000",
        "not set: Kafka's 16384,         10000, ,        10000"
    })
    void batchesAreNotLargerThanTheirTopicsTake(String what, String limit, @Nullable String batch, int fitting)
            throws Exception {
        TopicReadiness readiness = new TopicReadiness(client(60_000), true);
        Topics.create(TestBroker.brokers(), topic, 1, Map.of("max.message.bytes", limit));
        readiness.await(topic);
        readiness.await(topic + "-of-usual-size");
        Map<String, Object> producer = readiness.withBatchesThatFit(
                batch == null ? Map.of("acks", "all") : Map.of("batch.size", batch, "acks", "all"));
        assertThat(Integer.parseInt(producer.get("batch.size").toString())).isEqualTo(fitting);
        assertThat(producer).containsEntry("acks", "all");
    }

    @Test
    @Timeout(30)
    void aTopicThatMayNotBeMadeIsMissedWithinSeconds() {
        assertThatExceptionOfType(UnknownTopicOrPartitionException.class)
                .isThrownBy(() -> new TopicReadiness(client(60_000), false).await(topic))
                .withMessage("topic " + topic + " does not exist and is not to be made");
    }

    @Test
    @Timeout(30)
    void closingEndsAWait() throws Exception {
        TopicReadiness readiness =
                new TopicReadiness(Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", 600_000), true);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> readiness.await(topic));
        readiness.close();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> waiting.get(20, TimeUnit.SECONDS))
                .withCauseInstanceOf(KafkaException.class);
    }

    @Test
    void brokersThatAreAwayTakeNoLongerThanACallMayBlock() {
        TopicReadiness readiness =
                new TopicReadiness(Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", 300), true);
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> readiness.await(topic));
    }

    private static Map<String, Object> client(int maxBlock) {
        return Map.of("bootstrap.servers", TestBroker.brokers(), "max.block.ms", maxBlock, "acks", "all");
    }
}
