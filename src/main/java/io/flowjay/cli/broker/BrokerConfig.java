package io.flowjay.cli.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The settings of a broker that is a cluster by itself. */
final class BrokerConfig {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    /** Enough that a key's partition is a matter of the key. */
    private static final int PARTITIONS = 6;
    /** Records with raw sequences are large. */
    private static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

    private BrokerConfig() {}

    static Map<String, String> of(Path data, BrokerPorts ports) {
        Map<String, String> config = new HashMap<>();
        String clients = "PLAINTEXT://" + BrokerPorts.LOOPBACK + ":" + ports.clients();
        String controller = BrokerPorts.LOOPBACK + ":" + ports.controller();
        config.put("process.roles", "broker,controller");
        config.put("node.id", String.valueOf(NODE_ID));
        config.put("listeners", clients + "," + CONTROLLER_LISTENER + "://" + controller);
        config.put("advertised.listeners", clients);
        config.put("controller.listener.names", CONTROLLER_LISTENER);
        config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        config.put("inter.broker.listener.name", "PLAINTEXT");
        config.put("controller.quorum.voters", NODE_ID + "@" + controller);
        config.put("log.dirs", data.toString());
        config.put("num.partitions", String.valueOf(PARTITIONS));
        config.put("message.max.bytes", String.valueOf(MAX_RECORD_BYTES));
        config.put("group.initial.rebalance.delay.ms", "0");
        alone(config);
        small(config);
        return config;
    }

    /** There is no other node to hold a replica. */
    private static void alone(Map<String, String> config) {
        config.put("default.replication.factor", "1");
        config.put("offsets.topic.replication.factor", "1");
        config.put("transaction.state.log.replication.factor", "1");
        config.put("transaction.state.log.min.isr", "1");
        config.put("share.coordinator.state.topic.replication.factor", "1");
        config.put("share.coordinator.state.topic.min.isr", "1");
    }

    /** Sized for one user, not for a cluster: it shares the machine with the extraction. */
    private static void small(Map<String, String> config) {
        config.put("offsets.topic.num.partitions", "1");
        config.put("transaction.state.log.num.partitions", "1");
        config.put("share.coordinator.state.topic.num.partitions", "1");
        config.put("num.network.threads", "1");
        config.put("num.io.threads", "2");
        config.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 * 1024 * 1024));
    }
}
