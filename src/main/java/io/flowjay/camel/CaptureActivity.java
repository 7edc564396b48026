package io.flowjay.camel;

import io.flowjay.metrics.CaptureMeter;
import io.flowjay.metrics.CaptureMetrics;
import io.flowjay.metrics.Mode;
import io.flowjay.metrics.Outcome;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;

/**
 * The captures that a Camel context works on, and how far they are. Feeds the meters when the Camel registry holds a
 * {@link MeterRegistry} (the one named {@code metricsRegistry}, the only one, or the only composite), and a {@link RecordListener} when it holds one. For
 * several threads.
 */
public final class CaptureActivity {
    /** Name by which Camel's own components look for a meter registry. */
    public static final String METRICS_REGISTRY = "metricsRegistry";

    private final @Nullable CaptureMetrics metrics;
    private final @Nullable RecordListener listener;
    private final Set<WorkedCapture> atWork = ConcurrentHashMap.newKeySet();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile @Nullable Throwable fatal;

    private CaptureActivity(@Nullable CaptureMetrics metrics, @Nullable RecordListener listener) {
        this.metrics = metrics;
        this.listener = listener;
    }

    /**
     * The activity of a context, which is made on first use.
     *
     * @param settings say what the names of its meters begin with
     */
    public static CaptureActivity of(CamelContext context, Settings settings) {
        synchronized (context) {
            CaptureActivity activity = find(context);
            if (activity == null) {
                MeterRegistry meters = meters(context);
                activity = new CaptureActivity(
                        meters == null
                                ? null
                                : new CaptureMetrics(meters, settings.get(SettingCatalog.METRICS_NAMESPACE)),
                        context.getRegistry().findSingleByType(RecordListener.class));
                context.getCamelContextExtension().addContextPlugin(CaptureActivity.class, activity);
            }
            return activity;
        }
    }

    /** The activity of a context; null before any of FlowJay's beans has begun there. */
    public static @Nullable CaptureActivity find(CamelContext context) {
        return context.getCamelContextExtension().getContextPlugin(CaptureActivity.class);
    }

    /** The registry for meters in a context; null when there is none, or none that is to be preferred. */
    public static @Nullable MeterRegistry meters(CamelContext context) {
        Registry registry = context.getRegistry();
        MeterRegistry named = registry.lookupByNameAndType(METRICS_REGISTRY, MeterRegistry.class);
        if (named != null) {
            return named;
        }
        MeterRegistry single = registry.findSingleByType(MeterRegistry.class);
        // Spring Boot and Quarkus have one that stands for all of theirs.
        return single != null ? single : registry.findSingleByType(CompositeMeterRegistry.class);
    }

    /** Notes that work on a capture begins; it ends with the exchange. */
    WorkedCapture begin(Exchange exchange, String name, Mode mode) {
        CaptureMeter meter = metrics == null ? null : metrics.start(mode);
        WorkedCapture capture = new WorkedCapture(name, meter, listener, this);
        atWork.add(capture);
        exchange.getExchangeExtension().addOnCompletion(capture);
        return capture;
    }

    void ended(WorkedCapture capture, Outcome outcome) {
        if (atWork.remove(capture) && outcome != Outcome.WAITING) {
            (outcome == Outcome.DONE ? done : failed).incrementAndGet();
        }
    }

    /** Names of the captures in progress. */
    public List<String> names() {
        return atWork.stream()
                .filter(capture -> !capture.isHeld())
                .map(WorkedCapture::name)
                .sorted()
                .toList();
    }

    /** Captures delivered whole since the start. */
    public long done() {
        return done.get();
    }

    /** Captures that were not, since the start. */
    public long failed() {
        return failed.get();
    }

    /** Notes that this process cannot be relied on any more. */
    public void fatal(Throwable error) {
        fatal = error;
    }

    /** Why this process cannot be relied on any more and should be started again; null while it can. */
    public @Nullable Throwable fatal() {
        return fatal;
    }

    /** Names of the captures in progress with no record read or delivered for at least {@code limit}. */
    public List<String> stuck(Duration limit) {
        return atWork.stream()
                .filter(capture -> capture.idle().compareTo(limit) > 0)
                .map(WorkedCapture::name)
                .sorted()
                .toList();
    }
}
