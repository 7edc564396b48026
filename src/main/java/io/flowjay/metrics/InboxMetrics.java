package io.flowjay.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Registers gauges of what waits for work. */
public final class InboxMetrics {
    private final MeterRegistry registry;
    private final String prefix;

    /**
     * @param registry where the gauges are
     * @param namespace as for {@link CaptureMetrics}
     */
    public InboxMetrics(MeterRegistry registry, String namespace) {
        this.registry = registry;
        prefix = MeterNames.prefix(namespace);
    }

    /** Registers a gauge of a number. */
    public <T> void gauge(String name, String description, T source, ToDoubleFunction<T> value) {
        Gauge.builder(prefix + name, source, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    /** Registers a counter that is kept elsewhere. */
    public <T> void counter(String name, String description, T source, ToDoubleFunction<T> value) {
        FunctionCounter.builder(prefix + name, source, value)
                .description(description)
                .register(registry);
    }

    /** Registers a gauge of a time. */
    public <T> void seconds(String name, String description, T source, Function<T, Duration> value) {
        TimeGauge.builder(prefix + name, source, TimeUnit.MILLISECONDS, object -> value.apply(object)
                        .toMillis())
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
