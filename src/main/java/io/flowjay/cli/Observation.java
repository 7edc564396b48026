package io.flowjay.cli;

import io.flowjay.camel.CaptureActivity;
import io.flowjay.cli.observe.ObserveServer;
import io.flowjay.cli.observe.RecentRecords;
import io.flowjay.settings.SettingCatalog;
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

    /** Makes the routes count into it; call before they start. */
    void bindTo(RouteRunner runner) {
        runner.bind(CaptureActivity.METRICS_REGISTRY, meters);
        runner.bind("flowjayRecentRecords", records);
    }

    /** Starts the server, and answers where the page is. */
    String serve(CamelContext camel, RunSettings settings) {
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
        ObserveServer started = ObserveServer.start(camel, meters, records, settings.settings());
        server = started;
        String address = settings.get(SettingCatalog.HTTP_HOST);
        String host = address.equals("127.0.0.1") ? "localhost" : address;
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
