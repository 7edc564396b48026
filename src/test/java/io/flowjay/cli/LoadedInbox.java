package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.testing.NumberedCaptures;
import io.flowjay.testing.TestCluster;
import io.flowjay.testing.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.component.kafka.KafkaConstants;

/** A directory into which captures are dropped while {@code flowjay run}, a process of its own, sends their records to a cluster. */
final class LoadedInbox implements AutoCloseable {
    static final Duration LIMIT = Duration.ofMinutes(4);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FLOWS = 300;

    private final String topic = "load-" + UUID.randomUUID();
    private final Path directory;
    private final Path captures;
    private final String brokers;
    private final List<FlowjayProcess> workers = new ArrayList<>();
    private int dropped;

    private LoadedInbox(Path directory, String brokers) throws IOException {
        this.directory = directory;
        this.brokers = brokers;
        captures = Files.createDirectories(directory.resolve("captures"));
    }

    /** An inbox of the cluster, with one worker. */
    static LoadedInbox start(Path directory, List<String> options) throws Exception {
        LoadedInbox inbox = on(directory, TestCluster.brokers());
        inbox.startWorker(options);
        return inbox;
    }

    /** An inbox without workers. */
    static LoadedInbox on(Path directory, String brokers) throws Exception {
        LoadedInbox inbox = new LoadedInbox(directory, brokers);
        Topics.create(brokers, inbox.topic, 3);
        return inbox;
    }

    /** Where the records go. */
    String topic() {
        return topic;
    }

    /** Starts one more worker. */
    FlowjayProcess startWorker(List<String> options) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("run", "--no-show", "--quiet-time", "1", "--batch-size", "20"));
        arguments.addAll(List.of("--routes", Path.of("routes").toAbsolutePath().toString()));
        arguments.addAll(List.of("--captures", captures.toString(), "--topic", topic));
        arguments.addAll(List.of("--brokers", brokers));
        arguments.addAll(List.of("-p", "flowjay.key-header=" + keyHeader(), "-p", "flowjay.poll-delay=50"));
        arguments.addAll(List.of("-p", "flowjay.ledger-topic=" + topic + "-ledger"));
        arguments.addAll(options);
        FlowjayProcess worker = FlowjayProcess.onTerminal(directory, Map.of(), arguments);
        workers.add(worker);
        return worker;
    }

    /** Drops captures that differ from all before. */
    void drop(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Path partial = Files.write(directory.resolve("partial"), NumberedCaptures.bytes(dropped, FLOWS));
            Files.move(partial, captures.resolve(NumberedCaptures.name(dropped)), StandardCopyOption.ATOMIC_MOVE);
            dropped++;
        }
    }

    /** Waits until so many of the captures are done. */
    void awaitDone(int count) {
        await("captures done")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(done()).as("%s", text()).hasSizeGreaterThanOrEqualTo(count));
    }

    /** Waits until nothing is left to do. */
    void awaitAllDone() {
        awaitDone(dropped);
    }

    /** Names in {@code .done}. */
    Set<String> done() {
        try (Stream<Path> files = Files.list(Files.createDirectories(captures.resolve(".done")))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a reader of committed records sees is every record of every capture: once, or, unless exactly, at least once. */
    void assertDelivered(boolean exactly) {
        List<String> expected = new ArrayList<>();
        for (int number = 0; number < dropped; number++) {
            expected.addAll(NumberedCaptures.recordIds(number, FLOWS));
        }
        assertThat(expected).doesNotHaveDuplicates().hasSize(dropped * FLOWS);
        List<String> ids = Topics.read(brokers, topic).stream()
                .map(record -> recordId(record.value()))
                .toList();
        assertThat(
                        exactly
                                ? ids.stream().sorted().toList()
                                : ids.stream().distinct().sorted().toList())
                .isEqualTo(expected.stream().sorted().toList());
        assertThat(captures.resolve(".failed")).doesNotExist();
        assertThat(captures.resolve(".dead")).doesNotExist();
    }

    private static String recordId(byte[] record) {
        try {
            return JSON.readTree(record).get("record_id").textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the workers have told. */
    String text() {
        return workers.stream().map(FlowjayProcess::text).collect(Collectors.joining("\n---\n"));
    }

    /** Whether every worker runs. */
    boolean isAlive() {
        return workers.stream().allMatch(FlowjayProcess::isAlive);
    }

    /** That of the Camel version under test; the compiler must not copy the constant. */
    private static String keyHeader() {
        try {
            return String.valueOf(KafkaConstants.class.getField("KEY").get(null));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        workers.forEach(FlowjayProcess::close);
    }
}
