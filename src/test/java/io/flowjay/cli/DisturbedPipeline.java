package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.Settings;
import io.flowjay.testing.TestCluster;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * An inbox whose workers deliver exactly once to a cluster of three brokers, and the ways to disturb them. Workers see a clock that a
 * file sets (libfaketime) and find the brokers by a name that a hosts file resolves.
 */
final class DisturbedPipeline implements AutoCloseable {
    /** Where Debian puts the library that sets the clock of a process. */
    static final Path CLOCK_LIBRARY = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

    /** What can happen to a pipeline. */
    enum Disturbance {
        WORKER_KILLED,
        BROKER_KILLED,
        WORKER_STOPPED,
        CLOCK_STEPPED,
        SETTINGS_CHANGED,
        TOPIC_CHANGED,
        CAPTURE_REPLACED,
        LEDGER_DAMAGED,
        NAME_LOST
    }

    /** A capture and what it must give. */
    private record Dropped(String name, Set<String> ids) {}

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Duration STOPPED = Duration.ofSeconds(20);
    private static final String NAME = "kafka.test";
    private static final String DELIVERY_HEADER = "flowjay-delivery";
    private static final int FLOWS = 120;
    private static final int BATCH = 20;
    private static final int[] CLOCK_SECONDS = {-3600, -900, 0, 900, 1800};
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final Path inbox;
    private final Path clock;
    private final Path hosts;
    private final Random random;
    private final String prefix = "chaos-" + UUID.randomUUID();
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", TestCluster.brokers()));
    private final List<Dropped> captures = new ArrayList<>();
    /** Names of captures that another file replaced while they may have been in progress. */
    private final Set<Dropped> replaced = new HashSet<>();

    private final List<String> topics = new ArrayList<>();
    private final List<FlowjayProcess> workers = new ArrayList<>();
    private int idleTimeout = 60;

    DisturbedPipeline(Path directory, Random random) throws Exception {
        this.directory = directory;
        this.random = random;
        inbox = Files.createDirectory(directory.resolve("captures"));
        clock = Files.writeString(directory.resolve("clock"), "+0");
        hosts = directory.resolve("hosts");
        resolve(true);
        addTopic();
        start();
    }

    /** Drops captures, waits until one is in progress, and disturbs it. */
    void disturb(Disturbance disturbance) throws Exception {
        drop(2);
        awaitRecords(1 + random.nextInt(FLOWS));
        switch (disturbance) {
            case WORKER_KILLED -> restart();
            case BROKER_KILLED -> {
                TestCluster.kill(1 + random.nextInt(TestCluster.SIZE));
                awaitRecords(1 + random.nextInt(FLOWS));
                TestCluster.restore();
            }
            case WORKER_STOPPED -> stopForAWhile();
            case CLOCK_STEPPED -> {
                Files.writeString(clock, "%+d".formatted(CLOCK_SECONDS[random.nextInt(CLOCK_SECONDS.length)]));
                awaitRecords(BATCH);
                restart();
            }
            case SETTINGS_CHANGED -> {
                idleTimeout++;
                restart();
            }
            case TOPIC_CHANGED -> {
                addTopic();
                restart();
            }
            case CAPTURE_REPLACED -> replaceOne();
            case LEDGER_DAMAGED -> {
                damageLedger();
                restart();
            }
            case NAME_LOST -> loseName();
        }
    }

    private void stopForAWhile() throws Exception {
        FlowjayProcess stopped = workers.get(workers.size() - 1);
        stopped.signal("STOP");
        start();
        long end = System.nanoTime() + STOPPED.toNanos();
        drop(1);
        await("the pause").atMost(LIMIT).until(() -> System.nanoTime() > end);
        stopped.signal("CONT");
        awaitRecords(BATCH);
        stopped.kill();
        workers.remove(stopped);
    }

    private void replaceOne() throws Exception {
        List<String> present = WorkersOnOneInbox.names(inbox);
        drop(1);
        Dropped replacement = captures.get(captures.size() - 1);
        String name = present.isEmpty() ? replacement.name() : present.get(random.nextInt(present.size()));
        if (!name.equals(replacement.name())) {
            Files.move(inbox.resolve(replacement.name()), inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            captures.stream()
                    .filter(capture -> capture.name().equals(name))
                    .reduce((earlier, later) -> later)
                    .ifPresent(replaced::add);
            captures.set(captures.size() - 1, new Dropped(name, replacement.ids()));
        }
    }

    /** Records of somebody else in the topic of the ledger, and records that nobody can read. */
    private void damageLedger() throws Exception {
        Properties client = new Properties();
        client.put("bootstrap.servers", TestCluster.brokers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] key = "somebody/else".getBytes(StandardCharsets.UTF_8);
            List<byte[]> values = new ArrayList<>(List.of(
                    new byte[0],
                    new byte[] {0, -1, 17},
                    "{".getBytes(StandardCharsets.UTF_8),
                    "[]".getBytes(StandardCharsets.UTF_8),
                    "{\"records\":\"many\",\"complete\":0}".getBytes(StandardCharsets.UTF_8)));
            for (byte[] value : values) {
                producer.send(new ProducerRecord<>(ledger(), 0, key, value)).get();
            }
            producer.send(new ProducerRecord<>(ledger(), 0, key, null)).get();
        }
    }

    private void loseName() throws Exception {
        resolve(false);
        FlowjayProcess late = start();
        await("the new worker says what is missing").atMost(LIMIT).until(() -> late.text()
                .contains(NAME));
        resolve(true);
        drop(1);
        awaitRecords(BATCH);
        late.kill();
        workers.remove(late);
    }

    private void resolve(boolean known) throws IOException {
        Path next =
                Files.writeString(directory.resolve("hosts.next"), known ? "127.0.0.1 " + NAME + "\n" : "# no name\n");
        Files.move(next, hosts, StandardCopyOption.ATOMIC_MOVE);
    }

    private void restart() throws Exception {
        workers.forEach(FlowjayProcess::kill);
        start();
    }

    private FlowjayProcess start() throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("LD_PRELOAD", CLOCK_LIBRARY.toString());
        environment.put("FAKETIME_TIMESTAMP_FILE", clock.toString());
        environment.put("FAKETIME_CACHE_DURATION", "1");
        environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        // Waits of the JVM are by the monotonic clock; with the library's correction of them its threads would never
        // sleep.
        environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        environment.put("NO_FAKE_STAT", "1");
        environment.put("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + hosts + " -Dsun.net.inetaddr.ttl=0");
        FlowjayProcess worker = FlowjayProcess.onTerminal(
                directory,
                environment,
                List.of(
                        "run",
                        "--routes",
                        Path.of("routes").toAbsolutePath().toString(),
                        "--captures",
                        inbox.toString(),
                        "--brokers",
                        TestCluster.brokers().replace("127.0.0.1", NAME),
                        "--topic",
                        topic(),
                        "--delivery",
                        "exactly-once",
                        "--batch-size",
                        String.valueOf(BATCH),
                        "--quiet-time",
                        "1ms",
                        "--idle-timeout",
                        idleTimeout + "s",
                        "--no-show",
                        "-p",
                        "flowjay.ledger-topic=" + ledger(),
                        "-p",
                        "flowjay.transaction-timeout=10s",
                        "-p",
                        "flowjay.longest-wait=2s",
                        "-p",
                        "flowjay.max-deaths=0",
                        "-p",
                        "flowjay.poll-delay=50ms",
                        "-p",
                        "flowjay.threads=1",
                        "-p",
                        "flowjay.groups=flow_meta"));
        workers.add(worker);
        return worker;
    }

    private void addTopic() throws InterruptedException {
        topics.add(prefix + "-" + topics.size());
        Topics.create(TestCluster.brokers(), topic(), 3);
    }

    private String topic() {
        return topics.get(topics.size() - 1);
    }

    private String ledger() {
        return prefix + "-ledger";
    }

    /** Drops captures that differ from all before, as a mover does. */
    private void drop(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            String name = captures.size() + ".pcap";
            Path file = Files.write(directory.resolve(name), Traffic.flows(FLOWS, captures.size()));
            Set<String> ids = new LinkedHashSet<>();
            try (FlowRecords records = Extraction.of(Settings.DEFAULT).records(CaptureFile.open(file))) {
                records.forEachRemaining(record -> ids.add(String.valueOf(record.get("record_id"))));
            }
            assertThat(ids).hasSize(FLOWS);
            captures.add(new Dropped(name, ids));
            Files.move(file, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Waits until so many more records have been sent, or no capture is left. */
    private void awaitRecords(long more) {
        long end = sent() + more;
        await("records")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .failFast(() -> assertThat(workers).as(this::text).anyMatch(FlowjayProcess::isAlive))
                .until(() -> WorkersOnOneInbox.names(inbox).isEmpty() || sent() >= end);
    }

    private long sent() {
        return Topics.sent(admin, topic());
    }

    /** Waits until the inbox is empty, and compares what arrived with what should have. */
    void assertEachTopicHasEachRecordOnce() throws Exception {
        await("the inbox is empty")
                .atMost(LIMIT)
                .failFast(() -> assertThat(workers).as(this::text).anyMatch(FlowjayProcess::isAlive))
                .untilAsserted(() -> assertThat(WorkersOnOneInbox.names(inbox))
                        .as(this::text)
                        .isEmpty());
        Map<String, Map<String, String>> deliveries = new LinkedHashMap<>();
        for (String topic : topics) {
            deliveries.put(topic, deliveriesOfIds(topic));
        }
        for (Dropped capture : captures) {
            for (String topic : topics) {
                Map<String, String> byId = deliveries.get(topic);
                Set<String> of = new HashSet<>();
                capture.ids().stream().filter(byId::containsKey).forEach(id -> of.add(byId.get(id)));
                assertThat(of)
                        .as("deliveries of %s in %s", capture.name(), topic)
                        .hasSizeLessThanOrEqualTo(1);
            }
            if (!replaced.contains(capture)) {
                assertThat(deliveries.values())
                        .as("a topic with all of %s\n%s", capture.name(), text())
                        .anyMatch(byId -> byId.keySet().containsAll(capture.ids()));
            }
        }
        assertThat(inbox.resolve(".dead")).doesNotExist();
    }

    /** The delivery that each record of a topic belongs to; fails for a record that is there twice, or that no capture has. */
    private Map<String, String> deliveriesOfIds(String topic) throws IOException {
        Set<String> known = new HashSet<>();
        captures.forEach(capture -> known.addAll(capture.ids()));
        Map<String, String> deliveries = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : Topics.read(TestCluster.brokers(), topic)) {
            String id = JSON.readTree(record.value()).get("record_id").textValue();
            Header delivery = record.headers().lastHeader(DELIVERY_HEADER);
            assertThat(delivery).as("header " + DELIVERY_HEADER).isNotNull();
            if (deliveries.put(id, Topics.text(delivery.value())) != null) {
                twice.add(id);
            }
        }
        assertThat(twice).as(() -> "records twice in " + topic + "\n" + text()).isEmpty();
        assertThat(known).containsAll(deliveries.keySet());
        return deliveries;
    }

    private String text() {
        return workers.stream().map(FlowjayProcess::text).reduce("", (a, b) -> a + "\n" + b);
    }

    @Override
    public void close() {
        workers.forEach(FlowjayProcess::close);
        admin.close();
    }
}
