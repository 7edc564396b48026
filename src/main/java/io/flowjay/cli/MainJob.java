package io.flowjay.cli;

import io.flowjay.cli.broker.EmbeddedBroker;
import io.flowjay.settings.SettingCatalog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the routes with what surrounds them: a broker if there is none, and a reader that shows the records. */
final class MainJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MainJob.class);

    private final PrintStream out;
    /** What has been started, the last on top. */
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    private @Nullable Observation observation;
    private @Nullable RouteRunner runner;

    MainJob(PrintStream out) {
        this.out = out;
    }

    /** Starts a broker, and returns its address. */
    String startBroker(Path directory, int port) throws IOException {
        out.println("Starting a Kafka broker in this process ...");
        EmbeddedBroker broker = EmbeddedBroker.start(directory, port, this::abandonCaptures);
        started.push(broker);
        out.println("Kafka broker:  " + broker.bootstrapServers() + ", its data in " + directory);
        return broker.bootstrapServers();
    }

    /** The process ends for another reason than the captures in progress, so this does not count against them. */
    private void abandonCaptures() {
        RouteRunner routes = runner;
        if (routes != null) {
            routes.abandonCaptures();
        }
    }

    /** Shows every record that reaches the topic from now on. */
    void showRecords(RunSettings settings) throws InterruptedException {
        RecordTable table = new RecordTable(out);
        ValueReader values = new ValueReader(settings.settings());
        TopicReader reader = TopicReader.ofNext(
                settings.get(SettingCatalog.BROKERS),
                settings.get(SettingCatalog.TOPIC),
                settings.get(SettingCatalog.CREATE_TOPICS),
                settings.kafkaClient());
        Thread thread = new Thread(() -> show(reader, values, table), "flowjay-records");
        thread.setDaemon(true);
        thread.start();
        started.push(reader);
        if (!reader.awaitAssignment()) {
            LOG.warn(
                    "Topic {} on {} cannot be read yet; some records may be sent unseen",
                    settings.get(SettingCatalog.TOPIC),
                    settings.get(SettingCatalog.BROKERS));
        }
    }

    private static void show(TopicReader reader, ValueReader values, RecordTable table) {
        try {
            reader.read(record -> print(record, values, table));
        } catch (RuntimeException e) {
            LOG.warn("The records cannot be shown, though they may be sent: {}", Errors.message(e));
        }
    }

    private static boolean print(ConsumerRecord<byte[], byte[]> record, ValueReader values, RecordTable table) {
        try {
            table.print(values.json(record.value()));
        } catch (IOException e) {
            LOG.warn("Partition {}, offset {}: {}", record.partition(), record.offset(), e.getMessage());
        }
        return true;
    }

    /** Starts the routes. */
    void startRoutes(RunSettings settings, Path routes) throws Exception {
        RouteRunner routeRunner = new RouteRunner(routes, settings);
        runner = routeRunner;
        started.push(routeRunner);
        if (settings.get(SettingCatalog.HTTP_PORT) >= 0) {
            Observation watching = new Observation();
            started.push(watching);
            watching.bindTo(routeRunner);
            observation = watching;
        }
        routeRunner.start();
    }

    /** Serves metrics, health and the page of the routes, which have been started, unless that is off. */
    void serve(RunSettings settings) {
        if (observation != null && runner != null) {
            out.println("Page:          " + observation.serve(runner.context(), settings));
        }
    }

    /** Whether the end came in the middle of a capture, which is still in its directory. */
    boolean hasAbandoned() {
        return runner != null && runner.hasAbandoned();
    }

    /** Why this process cannot be relied on any more; null while it can. Call once a second. */
    @Nullable
    Throwable fatal() {
        return runner == null ? null : runner.fatal();
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                LOG.warn("While stopping: {}", Errors.message(e));
            }
        }
    }
}
