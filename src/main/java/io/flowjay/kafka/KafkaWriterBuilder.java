package io.flowjay.kafka;

import static java.util.Objects.requireNonNull;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link KafkaWriter}. A topic, and brokers or a producer, are required. Where a method and {@link #property} set the
 * same thing, the later call holds. Every method throws IllegalArgumentException for a value that cannot be.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public final class KafkaWriterBuilder {
    private static final String BROKERS = "bootstrap.servers";
    private static final String ACKS = "acks";
    private static final Set<String> ALL_ACKS = new TreeSet<>(Set.of("all", "0", "1"));
    private static final Set<String> COMPRESSIONS = new TreeSet<>(Set.of("none", "gzip", "snappy", "lz4", "zstd"));
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");
    private static final Map<String, String> NOT_SETTABLE = Map.of(
            "key.serializer", "rows are written as bytes",
            "value.serializer", "rows are written as bytes",
            "transactional.id", "the writer opens no transactions");

    private final Map<String, Object> config = new HashMap<>(Map.of(ACKS, "all"));
    private @Nullable String topic;
    private @Nullable String keyField;
    private int batchSize = 1000;
    private boolean createTopic = true;
    private @Nullable Settings settings;
    private @Nullable Producer<byte[], byte[]> producer;

    KafkaWriterBuilder() {}

    /** Kafka's bootstrap servers, {@code host:port}, separated by commas. */
    public KafkaWriterBuilder brokers(String brokers) {
        return brokers(List.of(brokers));
    }

    /** Kafka's bootstrap servers, {@code host:port} each. */
    public KafkaWriterBuilder brokers(List<String> brokers) {
        String joined = brokers.stream()
                .flatMap(entry -> Stream.of(entry.split(",", -1)))
                .map(String::strip)
                .filter(broker -> !broker.isEmpty())
                .collect(Collectors.joining(","));
        if (joined.isEmpty()) {
            throw new IllegalArgumentException("brokers are empty; host:port is needed, several separated by commas");
        }
        return property(BROKERS, joined);
    }

    /** The topic: 1 to 249 of the characters {@code a-z A-Z 0-9 . _ -}, but not {@code .} or {@code ..}. */
    public KafkaWriterBuilder topic(String topic) {
        if (!TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException(
                    "topic \"" + topic + "\" is not 1 to 249 of a-z A-Z 0-9 . _ - (other than . and ..)");
        }
        this.topic = topic;
        return this;
    }

    /**
     * The field whose value becomes the message's key, as {@link KeyField} makes it, so that equal values go to one partition: text
     * as it is, another value as its JSON. A row in which it is missing, null or empty has no key.
     *
     * @param keyField null for messages without key, the default
     */
    public KafkaWriterBuilder keyField(@Nullable String keyField) {
        if (keyField != null && keyField.isEmpty()) {
            throw new IllegalArgumentException("keyField is empty; null is for messages without key");
        }
        this.keyField = keyField;
        return this;
    }

    /**
     * Whether to make a missing topic, with the cluster's own number of partitions and replicas (default: true). Otherwise each row
     * fails with a {@link KafkaWriteException} until the topic exists. A given {@link #producer} decides for itself.
     */
    public KafkaWriterBuilder createTopic(boolean create) {
        createTopic = create;
        return this;
    }

    /** Rows between two waits for acknowledgement, at least 1; 1000 by default. */
    public KafkaWriterBuilder batchSize(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("batchSize " + rows + " is not at least 1");
        }
        batchSize = rows;
        return this;
    }

    /** What counts as acknowledged: {@code all} in-sync replicas (the default), {@code 1} for the leader, {@code 0} for sent. */
    public KafkaWriterBuilder acks(String acks) {
        return property(ACKS, oneOf("acks", acks, ALL_ACKS));
    }

    /** The same as a number, 0 or 1. */
    public KafkaWriterBuilder acks(int acks) {
        return acks(Integer.toString(acks));
    }

    /** How the producer compresses: gzip, snappy, lz4, zstd or none (the default). */
    public KafkaWriterBuilder compression(String compression) {
        return property("compression.type", oneOf("compression", compression, COMPRESSIONS));
    }

    /** How long the producer waits for more rows before it sends, in whole milliseconds; by default what Kafka's client does. */
    public KafkaWriterBuilder linger(Duration linger) {
        if (linger.isNegative()) {
            throw new IllegalArgumentException("linger " + linger + " is negative; 0 or more is needed");
        }
        return property("linger.ms", linger.toMillis());
    }

    /**
     * FlowJay's settings: brokers, topic, key field, batches and the other settings of section Kafka, and the form of messages:
     * {@code flowjay.format}, the schema registry, CloudEvents. Records, which are {@code FlowRecord}s, get the keys, values and headers
     * that the shipped routes give them; other rows are written in JSON only.
     *
     * @throws io.flowjay.settings.SettingException for an unknown format, or settings that the format or the registry's client refuses
     */
    public KafkaWriterBuilder settings(Settings settings) {
        new RecordMessages(settings);
        this.settings = settings;
        topic(settings.get(SettingCatalog.TOPIC));
        keyField(settings.get(SettingCatalog.KEY_FIELD));
        batchSize(settings.get(SettingCatalog.BATCH_SIZE));
        createTopic(settings.get(SettingCatalog.CREATE_TOPICS));
        return properties(ProducerSettings.of(settings));
    }

    /** How the producer names itself in Kafka's logs and metrics; by default Kafka's client chooses. */
    public KafkaWriterBuilder clientId(String clientId) {
        if (clientId.isBlank()) {
            throw new IllegalArgumentException("clientId is blank");
        }
        return property("client.id", clientId);
    }

    /** Any other setting of Kafka's producer, by Kafka's name for it, except serializers and transactions. */
    public KafkaWriterBuilder property(String name, Object value) {
        String reason = NOT_SETTABLE.get(name);
        if (reason != null) {
            throw new IllegalArgumentException(name + " cannot be set: " + reason);
        }
        config.put(name, requireNonNull(value, name));
        return this;
    }

    /** Each entry as {@link #property} does; also for {@link java.util.Properties}. */
    public KafkaWriterBuilder properties(Map<?, ?> properties) {
        properties.forEach((name, value) -> property(String.valueOf(name), value));
        return this;
    }

    /**
     * A producer to use in place of a new one; brokers and the producer's settings then have no effect. The writer owns it: closing the
     * writer closes it. It must call back for every record, since only that counts as written.
     */
    public KafkaWriterBuilder producer(Producer<byte[], byte[]> producer) {
        this.producer = requireNonNull(producer, "producer");
        return this;
    }

    /**
     * A writer, with a producer of its own unless one was given. It connects in the background, so a broker that is down shows at the
     * first write.
     *
     * @throws IllegalArgumentException if topic or brokers are missing, or if Kafka refuses a property
     * @throws IllegalStateException if Kafka's client is not on the class path
     * @throws KafkaWriteException if the producer cannot be created for another reason
     */
    public KafkaWriter build() {
        String name = topic;
        if (name == null) {
            throw new IllegalArgumentException("topic is missing");
        }
        return new KafkaWriter(
                sink(name),
                keyField == null ? null : new KeyField(keyField),
                settings == null ? null : new RecordMessages(settings),
                batchSize,
                new Deliveries(name));
    }

    private Sink sink(String name) {
        Producer<byte[], byte[]> injected = producer;
        if (injected != null) {
            return new ProducerSink(injected, name);
        }
        if (!config.containsKey(BROKERS)) {
            throw new IllegalArgumentException("brokers are missing; host:port is needed, several separated by commas");
        }
        if (!KafkaWriter.isAvailable()) {
            throw new IllegalStateException(
                    "Kafka's client is not on the class path: add org.apache.kafka:kafka-clients");
        }
        return ProducerSink.open(config(), name, createTopic);
    }

    /** The settings of the producer by Kafka's names. */
    @API(status = API.Status.INTERNAL)
    public Map<String, Object> config() {
        return Map.copyOf(config);
    }

    private static String oneOf(String setting, String value, Set<String> valid) {
        if (!valid.contains(value)) {
            throw new IllegalArgumentException(
                    setting + " \"" + value + "\" is not one of " + String.join(", ", valid));
        }
        return value;
    }
}
