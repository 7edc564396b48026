package io.flowjay.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/**
 * The Kafka broker of {@code flowjay run}, in a process of its own: none of its classes can help the platform under test.
 * The system property {@code flowjay.distribution} says where FlowJay's distribution is.
 */
public final class Broker implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("Kafka broker: +(\\S+),");
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration ARRIVAL = Duration.ofMinutes(2);

    private final Process process;
    private final String address;

    private Broker(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts one; its data is in a directory of the caller's. */
    public static Broker start(Path directory) throws IOException, InterruptedException {
        Path output = Files.createDirectories(directory).resolve("broker.txt");
        Path captures = Files.createDirectories(directory.resolve("none"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("flowjay.distribution"), "bin", "flowjay").toString(),
                        "run",
                        "--no-show",
                        "--port=0",
                        "--captures=" + captures,
                        "--broker-dir=" + directory.resolve("data"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        // It must not outlive a test that is killed.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Broker(process, address(process, output));
    }

    private static String address(Process process, Path output) throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(START);
        while (Instant.now().isBefore(limit) && process.isAlive()) {
            Matcher matcher = ADDRESS.matcher(Files.readString(output));
            if (matcher.find()) {
                return matcher.group(1);
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        process.destroyForcibly();
        throw new IOException("the broker did not start: " + Files.readString(output));
    }

    /** Its bootstrap servers. */
    public String address() {
        return address;
    }

    /**
     * Makes a topic of one partition, and waits until its leader knows of it: before that it refuses a producer's first batch and may
     * take the second, after which the first is out of order for good.
     */
    public void create(String topic) throws InterruptedException {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            Awaitility.await("a leader of " + topic).atMost(ARRIVAL).until(() -> hasLeader(admin, partition));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static boolean hasLeader(Admin admin, TopicPartition partition) throws InterruptedException {
        try {
            admin.listOffsets(Map.of(partition, OffsetSpec.latest())).all().get();
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    /** Waits for a number of records, and answers what the topic holds then. */
    public List<ConsumerRecord<String, String>> await(String topic, int count) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", address);
        properties.put("group.id", "it-" + topic);
        properties.put("auto.offset.reset", "earliest");
        properties.put("isolation.level", "read_committed");
        properties.put("metadata.max.age.ms", "1000");
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        Instant limit = Instant.now().plus(ARRIVAL);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (records.size() < count && Instant.now().isBefore(limit)) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            consumer.poll(Duration.ofMillis(500)).forEach(records::add);
        }
        return records;
    }

    /** What a topic of one partition holds now. */
    public List<ConsumerRecord<String, String>> all(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        Properties properties = new Properties();
        properties.put("bootstrap.servers", address);
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
