package io.flowjay.cli;

import io.flowjay.camel.CaptureActivity;
import io.flowjay.cli.observe.ObserveServer;
import io.flowjay.cli.observe.RecentRecords;
import io.flowjay.cli.observe.ServerSettings;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.jspecify.annotations.Nullable;

/** What watches the routes while they run, and the server that shows it. */
final class Observation implements AutoCloseable {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RecentRecords records = new RecentRecords();
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private @Nullable ObserveServer server;

    /** Has the routes, which are not started yet, count into it. */
    void bindTo(RouteRunner runner) {
        runner.bind(CaptureActivity.METRICS_REGISTRY, meters);
        runner.bind("flowjayRecentRecords", records);
    }

    /** Starts the server, and answers where the page is. */
    String serve(CamelContext camel, RouteSettings settings) {
        collections.bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        // Else Camel leaves out what is well.
        HealthCheckRegistry checks = HealthCheckRegistry.get(camel);
        if (checks != null) {
            checks.setExposureLevel("full");
        }
        ServerSettings where = new ServerSettings(
                settings.get("http-host"),
                Integer.parseInt(settings.get("http-port")),
                settings.get("topic"),
                settings.get("brokers"),
                settings.get("captures"),
                settings.get("include"),
                Boolean.parseBoolean(settings.get("uploads")),
                Long.parseLong(settings.get("max-upload-bytes")));
        ObserveServer started = ObserveServer.start(camel, meters, records, where);
        server = started;
        String host = where.host().equals("127.0.0.1") ? "localhost" : where.host();
        return "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + started.port() + "/";
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        collections.close();
        meters.close();
    }
}
