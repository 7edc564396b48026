package io.flowjay.camel.inbox;

import io.flowjay.camel.CaptureActivity;
import io.flowjay.camel.ContextSettings;
import io.flowjay.camel.delivery.KafkaClients;
import io.flowjay.delivery.DeadLetters;
import io.flowjay.metrics.InboxMetrics;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The directory that a route takes captures from, as others see it: how many wait there. It takes no part in routing. Gauges are
 * registered where the Camel registry holds a {@link MeterRegistry}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class Inbox implements CamelContextAware {
    /** Many may ask within one look: each gauge, the health check, the page. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private @Nullable CamelContext camelContext;
    private Settings settings = Settings.DEFAULT;
    private PendingCaptures last = PendingCaptures.NONE;
    private long lastLook;

    /** Registers the gauges. */
    public void init() {
        CamelContext context = Objects.requireNonNull(camelContext, "no Camel context");
        MeterRegistry meters = CaptureActivity.meters(context);
        CaptureActivity.of(context, settings);
        if (meters != null) {
            InboxMetrics metrics = new InboxMetrics(meters, settings.get(SettingCatalog.METRICS_NAMESPACE));
            countDeadLetters(context, metrics);
            metrics.gauge(
                    "pending.captures",
                    "Captures in the inbox, including those in progress",
                    this,
                    inbox -> inbox.pending().count());
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
            metrics.counter(
                    "records.dead.lettered.files",
                    "Dead letters that are files, because the topic of dead letters does not take them",
                    letters,
                    DeadLetters::inFiles);
        }
    }

    /** What waits in the inbox, as of at most a second ago; nothing when it cannot be read. */
    @API(status = API.Status.INTERNAL)
    public synchronized PendingCaptures pending() {
        long now = System.nanoTime();
        if (lastLook == 0 || now - lastLook > LOOK.toNanos()) {
            last = PendingCaptures.in(
                    Path.of(settings.get(SettingCatalog.CAPTURES)),
                    Pattern.compile(settings.get(SettingCatalog.INCLUDE), Pattern.CASE_INSENSITIVE),
                    settings.get(SettingCatalog.RECURSIVE));
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

    /** The settings of the context. */
    public void setSettings(ContextSettings value) {
        settings = value.settings();
    }
}
