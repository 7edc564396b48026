package io.flowjay.camel;

import io.flowjay.delivery.DeadLetters;
import io.flowjay.metrics.CaptureMetrics;
import io.flowjay.metrics.InboxMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.jspecify.annotations.Nullable;

/**
 * The directory that a route takes captures from, as others see it: how many wait there. It takes no part in routing. Gauges are
 * registered where the Camel registry holds a {@link MeterRegistry}.
 */
public class Inbox implements CamelContextAware {
    /** Many may ask within one look: each gauge, the health check, the page. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private @Nullable CamelContext camelContext;
    private Path directory = Path.of("captures");
    private Pattern include = Pattern.compile(".*", Pattern.DOTALL);
    private boolean recursive;
    private String metricsNamespace = CaptureMetrics.DEFAULT_NAMESPACE;
    private PendingCaptures last = PendingCaptures.NONE;
    private long lastLook;

    /** Registers the gauges. */
    public void init() {
        CamelContext context = Objects.requireNonNull(camelContext, "no Camel context");
        MeterRegistry meters = CaptureActivity.meters(context);
        CaptureActivity.of(context, metricsNamespace);
        if (meters != null) {
            InboxMetrics metrics = new InboxMetrics(meters, metricsNamespace);
            countDeadLetters(context, metrics);
            metrics.gauge(
                    "pending.captures", "Captures in the inbox, those in work included", this, inbox -> inbox.pending()
                            .count());
            metrics.gauge("pending.bytes", "Bytes of these captures on disk", this, inbox -> inbox.pending()
                    .bytes());
            metrics.seconds(
                    "oldest.pending",
                    "Time since the oldest of these captures was last written to",
                    this,
                    inbox -> inbox.pending().oldestAge());
        }
    }

    /** Dead letters are counted where they are written. */
    private void countDeadLetters(CamelContext context, InboxMetrics metrics) {
        KafkaClients clients = context.getRegistry().findSingleByType(KafkaClients.class);
        if (clients != null) {
            DeadLetters letters = clients.letters();
            metrics.counter(
                    "records.dead.lettered",
                    "Records that their topic refused: in the topic of dead letters, or in files",
                    letters,
                    counted -> counted.inTopic() + counted.inFiles());
        }
    }

    /** What waits in the inbox, as of at most a second ago; nothing when it cannot be read. */
    public synchronized PendingCaptures pending() {
        long now = System.nanoTime();
        if (lastLook == 0 || now - lastLook > LOOK.toNanos()) {
            last = PendingCaptures.in(directory, include, recursive);
            lastLook = now;
        }
        return last;
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(@Nullable CamelContext context) {
        camelContext = context;
    }

    /** The directory. */
    public String getDirectory() {
        return directory.toString();
    }

    public void setDirectory(String value) {
        directory = Path.of(value);
    }

    /** Regular expression of the names that are taken, in any letter case. */
    public String getInclude() {
        return include.pattern();
    }

    public void setInclude(String value) {
        include = Pattern.compile(value, Pattern.CASE_INSENSITIVE);
    }

    /** Whether subdirectories belong to it. */
    public boolean isRecursive() {
        return recursive;
    }

    public void setRecursive(boolean value) {
        recursive = value;
    }

    /** What the names of its gauges begin with. */
    public String getMetricsNamespace() {
        return metricsNamespace;
    }

    public void setMetricsNamespace(String value) {
        metricsNamespace = value;
    }
}
