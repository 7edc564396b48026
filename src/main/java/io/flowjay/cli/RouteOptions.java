package io.flowjay.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Options that are settings of the routes. Option {@code --x-y} is the setting {@code flowjay.x-y}; {@link RouteSettings} takes over
 * those that are given, so that the defaults stay where they are explained.
 */
final class RouteOptions {
    @Option(names = "--captures", paramLabel = "DIR", order = 1, description = "Directory to watch. Default: captures.")
    @Nullable
    Path captures;

    @Option(
            names = "--brokers",
            paramLabel = "HOST:PORT[,...]",
            order = 2,
            description = "Kafka bootstrap servers. Default: a broker is started in this process.")
    @Nullable
    String brokers;

    @Option(names = "--topic", paramLabel = "TOPIC", order = 3, description = "Default: flow-features.")
    @Nullable
    String topic;

    @Option(
            names = "--key-field",
            paramLabel = "FIELD",
            order = 4,
            description = "Record field that becomes the record's key. Default: flow_id.")
    @Nullable
    String keyField;

    @Option(names = "--batch-size", paramLabel = "N", order = 5, description = "Records sent together. Default: 1000.")
    @Nullable
    Integer batchSize;

    @Option(names = "--acks", paramLabel = "ACKS", order = 5, description = "all (default), 1 or 0.")
    @Nullable
    String acks;

    @Option(
            names = "--delivery",
            paramLabel = "PROMISE",
            order = 5,
            description = "at-least-once (default) or exactly-once.")
    @Nullable
    String delivery;

    @Option(
            names = "--compression",
            paramLabel = "CODEC",
            order = 5,
            description = "none, gzip, snappy, lz4 (default) or zstd.")
    @Nullable
    String compression;

    @Option(
            names = "--linger-ms",
            paramLabel = "MS",
            order = 5,
            description = "How long the producer waits for more records. Default: 5.")
    @Nullable
    Integer lingerMs;

    @Option(names = "--client-id", paramLabel = "ID", order = 5, description = "Default: flowjay.")
    @Nullable
    String clientId;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            order = 8,
            description = "Port of page, metrics and health; a free one when it is taken, none for -1. Default: 9876.")
    @Nullable
    Integer httpPort;

    @Option(
            names = "--http-host",
            paramLabel = "ADDRESS",
            order = 8,
            description = "Address to serve them on. Default: 127.0.0.1, which only this machine reaches.")
    @Nullable
    String httpHost;

    @Option(names = "--uploads", order = 8, description = "Take captures that are dragged onto the page.")
    boolean uploads;

    @Option(names = "--recursive", order = 6, description = "Watch subdirectories too.")
    boolean recursive;

    @Option(
            names = "--quiet-time",
            paramLabel = "MS",
            order = 6,
            description = "A file is taken when nobody has written to it for this long. Default: 2000.")
    @Nullable
    Integer quietTime;
}
