package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.Settings;
import io.flowjay.testing.RegistryProcess;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** An inbox with captures, the workers on it, which are processes of their own, and what they should have sent in the end. */
final class WorkersOnOneInbox implements AutoCloseable {
    static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path directory;
    private final Path inbox;
    private final String brokers;
    private final String delivery;
    private final int flows;
    private final @Nullable RegistryProcess registry;
    private final String topic = "killed-" + UUID.randomUUID();
    private final List<String> expected = new ArrayList<>();
    private final List<FlowjayProcess> workers = new ArrayList<>();
    private int dropped;
    private final Admin admin;

    /** An empty inbox for captures of so many flows. */
    WorkersOnOneInbox(Path directory, String brokers, String delivery, int flows) throws Exception {
        this(directory, brokers, delivery, flows, null);
    }

    /** The same, whose workers send Avro with the schemas of a registry. */
    WorkersOnOneInbox(Path directory, String brokers, String delivery, int flows, @Nullable RegistryProcess registry)
            throws Exception {
        this.registry = registry;
        this.directory = directory;
        this.brokers = brokers;
        this.delivery = delivery;
        this.flows = flows;
        inbox = Files.createDirectory(directory.resolve("captures"));
        Topics.create(brokers, topic, 3);
        admin = Admin.create(Map.of("bootstrap.servers", brokers));
    }

    /** Drops captures that differ from all before, as a mover does. */
    void drop(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            String name = dropped + ".pcap";
            Path file = Files.write(directory.resolve(name), Traffic.flows(flows, dropped));
            try (FlowRecords records = Extraction.of(Settings.DEFAULT).records(CaptureFile.open(file))) {
                records.forEachRemaining(record -> expected.add(String.valueOf(record.get("record_id"))));
            }
            Files.move(file, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            dropped++;
        }
        assertThat(expected).hasSize(dropped * flows).doesNotHaveDuplicates();
    }

    /** Starts one more worker, with further options. */
    FlowjayProcess start(String... options) throws IOException {
        return startOn(brokers, options);
    }

    /** The same, started by another command, such as one that takes rights away. */
    FlowjayProcess startBy(List<String> command, String... options) throws IOException {
        return add(FlowjayProcess.under(directory, command, Map.of(), arguments(brokers, options)));
    }

    /** The same, with brokers that may be wrong. */
    FlowjayProcess startOn(String servers, String... options) throws IOException {
        return add(FlowjayProcess.onTerminal(directory, Map.of(), arguments(servers, options)));
    }

    private FlowjayProcess add(FlowjayProcess worker) {
        workers.add(worker);
        return worker;
    }

    private List<String> arguments(String servers, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--routes",
                Path.of("routes").toAbsolutePath().toString(),
                "--captures",
                inbox.toString(),
                "--brokers",
                servers,
                "--topic",
                topic,
                "--delivery",
                delivery,
                "--batch-size",
                "20",
                "--quiet-time",
                "1ms",
                "--no-show",
                "-p",
                "flowjay.ledger-topic=" + topic + "-ledger",
                // Here operators kill workers, not captures.
                "-p",
                "flowjay.max-deaths=0",
                "-p",
                "flowjay.poll-delay=50ms",
                "-p",
                "flowjay.threads=1",
                "-p",
                "flowjay.groups=flow_meta"));
        if (registry != null) {
            arguments.addAll(List.of("-p", "flowjay.format=avro", "-p", "flowjay.schema-registry=" + registry.url()));
        }
        arguments.addAll(List.of(options));
        return arguments;
    }

    /** That of the Camel version under test; the compiler must not copy the constant. */

    /** Waits until so many more records have been sent, or no capture is left. */
    void awaitRecords(long more) {
        long end = Topics.sent(admin, topic) + more;
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .failFast(() -> assertThat(workers).as(this::told).anyMatch(FlowjayProcess::isAlive))
                .until(() -> isEmpty() || Topics.sent(admin, topic) >= end);
    }

    /** Waits until so many of the captures have left. */
    void awaitDone(int count) {
        await().atMost(LIMIT)
                .failFast(() -> assertThat(workers).as(this::told).anyMatch(FlowjayProcess::isAlive))
                .untilAsserted(() ->
                        assertThat(dropped - names(inbox).size()).as(this::told).isGreaterThanOrEqualTo(count));
    }

    /** Waits until every capture has left. */
    void awaitAllDone() {
        awaitDone(dropped);
    }

    /** Where the records go. */
    String topic() {
        return topic;
    }

    long expected() {
        return expected.size();
    }

    boolean isEmpty() throws IOException {
        return names(inbox).isEmpty();
    }

    /** Waits until the inbox is empty, and compares what arrived with what should have. */
    void assertEverythingArrived() throws IOException {
        List<String> arrived = awaitEnd();
        if (delivery.equals("exactly-once")) {
            assertThat(arrived).hasSameSizeAs(expected);
        }
        assertThat(new HashSet<>(arrived)).isEqualTo(new HashSet<>(expected));
    }

    /** The same, and no record may have arrived twice, whatever is promised. */
    void assertEachRecordArrivedOnce() throws IOException {
        assertThat(awaitEnd()).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Nothing has left the inbox, and nothing is in it besides. */
    void assertUntouched() throws IOException {
        assertThat(names(inbox)).hasSize(dropped);
        assertThat(inbox.resolve(".done")).doesNotExist();
        assertThat(inbox.resolve(".failed")).doesNotExist();
        assertThat(Topics.recordIds(brokers, topic)).isEmpty();
    }

    private List<String> awaitEnd() throws IOException {
        awaitAllDone();
        assertThat(names(inbox.resolve(".done"))).hasSize(dropped);
        assertThat(inbox.resolve(".failed")).doesNotExist();
        assertThat(inbox.resolve(".dead")).doesNotExist();
        return registry == null
                ? Topics.recordIds(brokers, topic)
                : Topics.recordIds(brokers, topic, value -> registry.read(value)
                        .get("record_id")
                        .toString());
    }

    /** What the workers have told. */
    String told() {
        return workers.stream().map(FlowjayProcess::text).reduce("", (a, b) -> a + "\n" + b);
    }

    /** Names of the captures in a directory. */
    static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.startsWith("."))
                    .toList();
        }
    }

    @Override
    public void close() {
        workers.forEach(FlowjayProcess::close);
        admin.close();
    }
}
