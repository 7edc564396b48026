package io.flowjay.camel.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.jspecify.annotations.Nullable;

/**
 * Binds the metrics of one Kafka client to Micrometer, from the client's start to its end. Kafka makes it for each client whose settings
 * name it, so that every client has it that is set up as the route's own sink is, whoever makes it.
 */
public final class ClientMeters implements MetricsReporter {
    private static final String REPORTERS = "metric.reporters";
    private static final String REGISTRY = "flowjay.meter.registry";

    private final Map<MetricName, KafkaMetric> metrics = new ConcurrentHashMap<>();
    private @Nullable MeterRegistry registry;
    private @Nullable KafkaClientMetrics meters;
    private @Nullable ScheduledExecutorService refresher;

    /** Bound to nothing yet; for Kafka. */
    public ClientMeters() {}

    /** The settings of a client whose metrics are to be in a registry. */
    static Map<String, Object> over(Map<String, Object> client, MeterRegistry registry) {
        Map<String, Object> config = new HashMap<>(client);
        List<Object> reporters = new ArrayList<>();
        Object known = config.get(REPORTERS);
        if (known instanceof List<?> several) {
            reporters.addAll(several);
        } else if (known == null || known.toString().isBlank()) {
            reporters.add(JmxReporter.class.getName());
        } else {
            reporters.addAll(List.of(known.toString().split("\\s*,\\s*")));
        }
        reporters.add(ClientMeters.class.getName());
        config.put(REPORTERS, reporters);
        config.put(REGISTRY, registry);
        return config;
    }

    @Override
    public void configure(Map<String, ?> configs) {
        registry = configs.get(REGISTRY) instanceof MeterRegistry given ? given : null;
    }

    @Override
    public synchronized void init(List<KafkaMetric> initial) {
        initial.forEach(this::metricChange);
        MeterRegistry target = registry;
        if (target == null) {
            return;
        }
        refresher = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "flowjay-client-meters");
            thread.setDaemon(true);
            return thread;
        });
        // The constructor that Micrometer has had since 1.14, which Spring Boot 3.4 brings; it looks for new metrics
        // once a minute.
        meters = new KafkaClientMetrics(source(), List.of(), refresher);
        // Most metrics appear while the client is being made; the first look is after that.
        refresher.execute(() -> bind(target));
    }

    private synchronized void bind(MeterRegistry target) {
        if (meters != null) {
            meters.bindTo(target);
        }
    }

    /** What the binder asks for metrics. */
    private Producer<?, ?> source() {
        return (Producer<?, ?>) Proxy.newProxyInstance(
                ClientMeters.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("metrics")) {
                        return metrics;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    public void metricChange(KafkaMetric metric) {
        metrics.put(metric.metricName(), metric);
    }

    @Override
    public void metricRemoval(KafkaMetric metric) {
        metrics.remove(metric.metricName());
    }

    @Override
    public synchronized void close() {
        if (refresher != null) {
            refresher.shutdownNow();
        }
        if (meters != null) {
            meters.close();
            meters = null;
        }
    }
}
