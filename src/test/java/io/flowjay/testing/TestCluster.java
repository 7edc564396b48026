package io.flowjay.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Three brokers in processes of their own, for the tests that kill them: every topic has three replicas and needs two (KRaft,
 * {@code min.insync.replicas} 2). Started when the first such test needs it, ended after the last; a test finds all of them alive.
 */
public final class TestCluster implements BeforeAllCallback, BeforeEachCallback {
    /** Brokers are numbered from 1 to this. */
    public static final int SIZE = 3;

    private static final String KEY = TestCluster.class.getName();
    private static final Duration LIMIT = Duration.ofMinutes(3);
    /** Below the ports that systems give to clients, so that nobody takes that of a broker that is down. */
    private static final int LOWEST_PORT = 12_000;

    private static final int HIGHEST_PORT = 32_000;

    private static volatile Running running;

    /** Where clients reach it. */
    public static String brokers() {
        return running.brokers;
    }

    /** SIGKILL to a broker; returns when it is gone. */
    public static void kill(int broker) {
        running.nodes.get(broker - 1).kill();
    }

    /** Starts the brokers that are not running, and waits until every replica of every topic is in sync. */
    public static void restore() {
        running.start();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(KEY, key -> Running.make(), Running.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        restore();
    }

    private record Running(Path directory, List<ClusterProcess> nodes, String brokers) implements AutoCloseable {
        static Running make() {
            try {
                Path directory = Files.createTempDirectory("flowjay-cluster");
                List<Integer> ports = freePorts(2 * SIZE);
                String cluster = Uuid.randomUuid().toString();
                List<ClusterProcess> nodes = new ArrayList<>();
                for (int node = 1; node <= SIZE; node++) {
                    List<String> arguments = new ArrayList<>(
                            List.of(directory.resolve("node" + node).toString(), cluster, String.valueOf(node)));
                    for (int i = 0; i < SIZE; i++) {
                        arguments.add(ports.get(2 * i) + ":" + ports.get(2 * i + 1));
                    }
                    nodes.add(new ClusterProcess(arguments));
                }
                String brokers =
                        Stream.of(0, 2, 4).map(i -> "127.0.0.1:" + ports.get(i)).collect(Collectors.joining(","));
                return new Running(directory, nodes, brokers);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void start() {
            List<ClusterProcess> down =
                    nodes.stream().filter(node -> !node.isAlive()).toList();
            if (down.isEmpty()) {
                return;
            }
            try {
                for (ClusterProcess node : down) {
                    node.start();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            await("brokers").atMost(LIMIT).until(() -> down.stream().allMatch(ClusterProcess::isStarted));
            Map<String, Object> client =
                    Map.of("bootstrap.servers", brokers, "request.timeout.ms", 5_000, "default.api.timeout.ms", 10_000);
            try (Admin admin = Admin.create(client)) {
                await("replicas in sync")
                        .atMost(LIMIT)
                        .ignoreExceptionsMatching(e -> e instanceof ExecutionException)
                        .until(() -> inSync(admin));
            }
        }

        private static boolean inSync(Admin admin) throws Exception {
            int alive =
                    admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).size();
            Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
            return alive == SIZE
                    && admin.describeTopics(topics).allTopicNames().get().values().stream()
                            .flatMap(topic -> topic.partitions().stream())
                            .allMatch(partition -> partition.leader() != null
                                    && partition.isr().size()
                                            == partition.replicas().size());
        }

        @Override
        public void close() throws IOException {
            nodes.forEach(ClusterProcess::kill);
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private static List<Integer> freePorts(int count) {
        Set<Integer> ports = new LinkedHashSet<>();
        while (ports.size() < count) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                ports.add(socket.getLocalPort());
            } catch (IOException e) {
                // Taken: another one.
            }
        }
        return List.copyOf(ports);
    }
}
