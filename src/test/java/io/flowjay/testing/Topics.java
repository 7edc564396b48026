package io.flowjay.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.kafka.TopicReadiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Topics of a real broker, as a test sees them. */
public final class Topics {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private Topics() {}

    /** Makes a topic. */
    public static void create(String brokers, String topic, int partitions) throws InterruptedException {
        create(brokers, topic, partitions, Map.of());
    }

    /** Makes a topic with settings of its own. */
    public static void create(String brokers, String topic, int partitions, Map<String, String> settings)
            throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.createTopics(
                            List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(settings)))
                    .all()
                    .get();
            new TopicReadiness(Map.of("bootstrap.servers", brokers), false).await(topic);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /** Everything that a topic holds now. */
    public static List<ConsumerRecord<byte[], byte[]>> read(String brokers, String topic) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", brokers);
        properties.put("isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers));
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = ends(admin, topic);
            Set<TopicPartition> partitions = ends.keySet();
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

    /** The record_id of everything that a topic holds now, for whoever reads committed records only. */
    public static List<String> recordIds(String brokers, String topic) {
        return recordIds(brokers, topic, value -> {
            try {
                return JSON.readTree(value).get("record_id").textValue();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The same of values in another format. */
    public static List<String> recordIds(String brokers, String topic, Function<byte[], String> idOfValue) {
        return read(brokers, topic).stream()
                .map(record -> idOfValue.apply(record.value()))
                .toList();
    }

    /** How many records a topic has been sent, those of transactions that came to nothing among them. */
    public static long sent(Admin admin, String topic) {
        return ends(admin, topic).values().stream().mapToLong(end -> end).sum();
    }

    /** How far a consumer group is, all partitions together. */
    public static long committed(Admin admin, String group) throws Exception {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    /** The ends of everything sent: that of what is committed moves only some time after a commit. */
    private static Map<TopicPartition, Long> ends(Admin admin, String topic) {
        try {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .forEach(partition ->
                            latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest()));
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Has a topic take larger or smaller records from now on. */
    public static void limit(String brokers, String topic, int bytes) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("max.message.bytes", String.valueOf(bytes)),
                                    AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    /** A key or value as text. */
    public static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
