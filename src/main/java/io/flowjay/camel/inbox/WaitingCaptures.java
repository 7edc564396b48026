package io.flowjay.camel.inbox;

import io.flowjay.camel.Backoff;
import io.flowjay.camel.ContextSettings;
import io.flowjay.camel.Outage;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The captures of an inbox that could not be processed for a reason that says nothing against them. They stay where they are; each is
 * tried again after a wait that doubles from one attempt to the next. While records cannot be delivered at all, no capture is taken
 * before the next try of the {@link Outage}.
 *
 * <p>The list follows the directory: a capture that somebody else has finished or taken away does not wait any more. A restart forgets
 * the waits. Times are monotonic, so a clock that is set changes nothing. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class WaitingCaptures implements CamelContextAware {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingCaptures.class);
    private static final int MAX_ENTRIES = 10_000;
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private record Waiting(int attempts, long next, String reason, boolean trouble) {}

    private final LongSupplier nanos;
    private final Map<Path, Waiting> captures = new LinkedHashMap<>();
    private Settings settings = Settings.DEFAULT;
    private @Nullable CamelContext camelContext;
    private long nextLook;

    /** Nothing waits. */
    public WaitingCaptures() {
        this(System::nanoTime);
    }

    WaitingCaptures(LongSupplier nanos) {
        this.nanos = nanos;
        nextLook = nanos.getAsLong();
    }

    /** The settings of the context. */
    public void setSettings(ContextSettings value) {
        settings = value.settings();
    }

    /**
     * Makes a capture wait. Logs the reason if it changed.
     *
     * @param trouble whether something is wrong that somebody should know of
     */
    public synchronized void add(Path capture, String reason, boolean trouble) {
        Waiting before = captures.get(capture);
        if (before == null || !before.reason.equals(reason)) {
            LOG.warn(
                    "{} stays in the inbox and is tried again: {}", CaptureNames.printable(capture.toString()), reason);
        }
        int attempts = before == null ? 1 : before.attempts + 1;
        Duration wait = Backoff.of(
                attempts - 1, settings.get(SettingCatalog.FIRST_WAIT), settings.get(SettingCatalog.LONGEST_WAIT));
        put(capture, new Waiting(attempts, nanos.getAsLong() + wait.toNanos(), reason, trouble));
    }

    /**
     * Makes a capture wait until shortly after the outage's next try, so that the try is another capture's, if there is one: a capture
     * that causes its own outage must not keep the others from being tried. The outage itself says what is wrong.
     *
     * @param reason why it was not delivered
     * @param byDiagnosis whether the diagnosis of the brokers can explain that
     */
    public synchronized void addInOutage(Path capture, String reason, boolean byDiagnosis) {
        CamelContext context = camelContext;
        Duration pause = context == null ? Duration.ZERO : Outage.of(context).pause(capture, reason, byDiagnosis);
        Duration wait = pause.plus(settings.get(SettingCatalog.POLL_DELAY).multipliedBy(2));
        put(capture, new Waiting(0, nanos.getAsLong() + wait.toNanos(), reason, false));
    }

    private void put(Path capture, Waiting waiting) {
        captures.remove(capture);
        captures.put(capture, waiting);
        if (captures.size() > MAX_ENTRIES) {
            // The one whose last attempt is longest ago is tried before its time.
            captures.remove(captures.keySet().iterator().next());
        }
    }

    /** Forgets a capture: it has left the inbox. */
    public synchronized void remove(Path capture) {
        captures.remove(capture);
    }

    /** Whether a capture may be taken now. */
    public synchronized boolean isDue(Path capture) {
        Outage outage = camelContext == null ? null : Outage.find(camelContext);
        if (outage != null && !outage.allowsTry()) {
            return false;
        }
        Waiting waiting = captures.get(capture);
        return waiting == null || nanos.getAsLong() - waiting.next >= 0;
    }

    /** Number of captures that wait. */
    public synchronized int size() {
        follow();
        return captures.size();
    }

    /** Number of those that wait because something is wrong with them alone. */
    public synchronized long inTrouble() {
        follow();
        return captures.values().stream().filter(Waiting::trouble).count();
    }

    /** What was wrong last, of what still is; empty when nothing is. */
    public synchronized Optional<String> trouble() {
        follow();
        return captures.values().stream()
                .filter(Waiting::trouble)
                .map(Waiting::reason)
                .reduce((earlier, later) -> later);
    }

    /** Forgets captures that are not in the directory any more; looks once a second. */
    private void follow() {
        long now = nanos.getAsLong();
        if (now - nextLook >= 0) {
            captures.keySet().removeIf(capture -> Files.notExists(capture, LinkOption.NOFOLLOW_LINKS));
            nextLook = now + LOOK_NANOS;
        }
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(@Nullable CamelContext context) {
        camelContext = context;
    }
}
