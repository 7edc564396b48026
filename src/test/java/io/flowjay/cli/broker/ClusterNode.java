package io.flowjay.cli.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A broker of a cluster, in a process of its own: what {@link io.flowjay.testing.TestCluster} starts. */
public final class ClusterNode {
    /** What it prints when it takes requests. */
    public static final String STARTED = "started";

    private ClusterNode() {}

    /**
     * Runs until standard input ends, which it does when the process that started this one is gone, too.
     *
     * @param args directory, cluster id, the node's id from 1 on, and for each node of the cluster {@code clients:controller}, its ports
     */
    public static void main(String[] args) throws IOException {
        Path data = Files.createDirectories(Path.of(args[0])).toRealPath();
        int node = Integer.parseInt(args[2]);
        List<BrokerPorts> ports = Arrays.stream(args)
                .skip(3)
                .map(text -> text.split(":", 2))
                .map(pair -> new BrokerPorts(Integer.parseInt(pair[0]), Integer.parseInt(pair[1])))
                .toList();
        BrokerStorage.format(data, Uuid.fromString(args[1]), node);
        Map<String, String> config = config(data, node, ports);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
        server.startup();
        System.out.println(STARTED);
        while (System.in.read() >= 0) {
            // Nothing is said to it.
        }
        Runtime.getRuntime().halt(0);
    }

    private static Map<String, String> config(Path data, int node, List<BrokerPorts> ports) {
        Map<String, String> config = new HashMap<>(BrokerConfig.of(data, ports.get(node - 1)));
        config.put("node.id", String.valueOf(node));
        config.put(
                "controller.quorum.voters",
                IntStream.rangeClosed(1, ports.size())
                        .mapToObj(id -> id + "@" + BrokerPorts.LOOPBACK + ":"
                                + ports.get(id - 1).controller())
                        .collect(Collectors.joining(",")));
        String replicas = String.valueOf(ports.size());
        String inSync = String.valueOf(ports.size() - 1);
        config.put("default.replication.factor", replicas);
        config.put("min.insync.replicas", inSync);
        config.put("offsets.topic.replication.factor", replicas);
        config.put("transaction.state.log.replication.factor", replicas);
        config.put("transaction.state.log.min.isr", inSync);
        config.put("share.coordinator.state.topic.replication.factor", replicas);
        config.put("share.coordinator.state.topic.min.isr", inSync);
        // A dead broker is noticed sooner than by default, so that a test of kills takes less time.
        config.put("broker.session.timeout.ms", "6000");
        config.put("broker.heartbeat.interval.ms", "1000");
        config.put("controlled.shutdown.enable", "false");
        return config;
    }
}
