package io.flowjay.cli.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A broker's directory, which must be formatted before its first start. */
final class BrokerStorage {
    private static final String FORMATTED = "meta.properties";

    private BrokerStorage() {}

    /**
     * Formats a directory that is not.
     *
     * @param cluster id of the cluster that the broker belongs to
     * @param node the broker's own id in it
     * @throws IOException when that fails, naming the directory
     */
    static void format(Path data, Uuid cluster, int node) throws IOException {
        if (Files.exists(data.resolve(FORMATTED))) {
            return;
        }
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(cluster.toString())
                .setNodeId(node)
                .setDirectories(List.of(data.toString()))
                .setMetadataLogDirectory(data.toString())
                .setControllerListenerName(BrokerConfig.CONTROLLER_LISTENER)
                .setReleaseVersion(MetadataVersion.latestProduction());
        try {
            formatter.run();
        } catch (Exception e) {
            throw new IOException("the broker's directory " + data + " cannot be formatted: " + e.getMessage(), e);
        }
    }
}
