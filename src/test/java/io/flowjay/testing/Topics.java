package io.flowjay.testing;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Topics of a real broker, as a test sees them. */
public final class Topics {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Topics() {}

    /** Makes a topic. */
    public static void create(String brokers, String topic, int partitions) throws InterruptedException {
        create(brokers, topic, partitions, Map.of());
    }

    /** Makes a topic with settings of its own. */
    public static void create(String brokers, String topic, int partitions, Map<String, String> settings)
            throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(settings)))
                    .all()
                    .get();
            awaitLeaders(admin, topic, partitions);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /**
     * A partition whose leader does not know of it yet refuses a producer's first batch and may take its second, behind which the
     * first is out of order for good. Leaders tell offsets only of partitions that they know: they are asked until they do.
     */
    private static void awaitLeaders(Admin admin, String topic, int partitions) {
        Map<TopicPartition, OffsetSpec> offsets = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(i -> new TopicPartition(topic, i), i -> OffsetSpec.latest()));
        await().atMost(LIMIT)
                .ignoreExceptionsMatching(e -> e.getCause() instanceof RetriableException)
                .until(() -> admin.listOffsets(offsets).all().get().size() == partitions);
    }

    /** Everything that a topic holds now. */
    public static List<ConsumerRecord<byte[], byte[]>> read(String brokers, String topic) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", brokers);
        properties.put("isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Instant limit = Instant.now().plus(LIMIT);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                if (Instant.now().isAfter(limit)) {
                    throw new AssertionError("only " + records.size() + " records could be read of " + ends);
                }
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** A key or value as text. */
    public static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
