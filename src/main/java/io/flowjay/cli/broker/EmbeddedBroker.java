package io.flowjay.cli.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker in this process: one node in KRaft combined mode (KIP-500), on the loopback interface only. Topics and records
 * stay in its directory from one start to the next, whatever the ports. If the directory fails, for example because its disk is full,
 * the process ends with {@link BrokerEnd#EXIT_CODE}.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private final KafkaRaftServer server;
    private final FileChannel lock;
    private final BrokerPorts ports;

    private EmbeddedBroker(KafkaRaftServer server, FileChannel lock, BrokerPorts ports) {
        this.server = server;
        this.lock = lock;
        this.ports = ports;
    }

    /**
     * Starts a broker and waits until it takes requests.
     *
     * @param directory where its data is; made when absent
     * @param port the port to listen on; another one when it is taken or 0
     * @param beforeEnd runs before the broker ends the process because it cannot go on
     * @throws IOException when the directory cannot be used, for example because another broker runs in it, naming it
     */
    public static EmbeddedBroker start(Path directory, int port, Runnable beforeEnd) throws IOException {
        Path data = Files.createDirectories(directory).toRealPath();
        FileChannel lock = lock(data);
        BrokerEnd.install(data, beforeEnd);
        try {
            BrokerStorage.format(data, Uuid.randomUuid(), BrokerConfig.NODE_ID);
            BrokerPorts ports = BrokerPorts.choose(port);
            KafkaRaftServer server = start(data, ports);
            return new EmbeddedBroker(server, lock, ports);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The same, with nothing to do before it ends the process. */
    public static EmbeddedBroker start(Path directory, int port) throws IOException {
        return start(directory, port, () -> {});
    }

    private static KafkaRaftServer start(Path data, BrokerPorts ports) throws IOException {
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(BrokerConfig.of(data, ports), false), Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException e) {
            server.shutdown();
            throw new IOException("the Kafka broker in " + data + " did not start: " + e.getMessage(), e);
        }
    }

    /** Kafka's own lock would tell of a second broker only deep in its start, from several threads. */
    private static FileChannel lock(Path data) throws IOException {
        FileChannel channel =
                FileChannel.open(data.resolve("flowjay.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this process: the same answer as for another one.
            lock = null;
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new IOException("another broker is running in " + data + "; stop it or choose another directory");
        }
        return channel;
    }

    /** Where clients reach it: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return BrokerPorts.LOOPBACK + ":" + ports.clients();
    }

    /** Stops the broker; its data stays. */
    @Override
    public void close() throws IOException {
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            lock.close();
        }
    }
}
