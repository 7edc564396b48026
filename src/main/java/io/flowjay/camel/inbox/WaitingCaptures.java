package io.flowjay.camel.inbox;

import io.flowjay.camel.ContextSettings;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The captures of an inbox that could not be delivered for a reason that may pass, such as a broker outage. They stay where they
 * are; each is tried again after a wait that doubles from one attempt to the next. A restart forgets the waits. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class WaitingCaptures {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingCaptures.class);
    private static final int MAX_ENTRIES = 10_000;

    private record Waiting(int attempts, Instant next, String reason, boolean trouble) {}

    private final Clock clock;
    private final Map<Path, Waiting> captures = new LinkedHashMap<>();
    private Settings settings = Settings.DEFAULT;

    /** Nothing waits. */
    public WaitingCaptures() {
        this(Clock.systemUTC());
    }

    WaitingCaptures(Clock clock) {
        this.clock = clock;
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
        Waiting before = captures.remove(capture);
        int attempts = before == null ? 1 : before.attempts + 1;
        Duration longestWait = settings.get(SettingCatalog.LONGEST_WAIT);
        Duration wait = settings.get(SettingCatalog.FIRST_WAIT);
        for (int i = 1; i < attempts && wait.compareTo(longestWait) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        if (wait.compareTo(longestWait) > 0) {
            wait = longestWait;
        }
        if (before == null || !before.reason.equals(reason)) {
            LOG.warn(
                    "{} stays in the inbox and is tried again: {}", CaptureNames.printable(capture.toString()), reason);
        }
        captures.put(capture, new Waiting(attempts, clock.instant().plus(wait), reason, trouble));
        if (captures.size() > MAX_ENTRIES) {
            // The one whose last attempt is longest ago is tried before its time.
            captures.remove(captures.keySet().iterator().next());
        }
    }

    /** Forgets a capture: it has left the inbox. */
    public synchronized void remove(Path capture) {
        captures.remove(capture);
    }

    /** Whether a capture need not wait any longer. */
    public synchronized boolean isDue(Path capture) {
        Waiting waiting = captures.get(capture);
        return waiting == null || !clock.instant().isBefore(waiting.next);
    }

    /** Number of captures that wait. */
    public synchronized int size() {
        return captures.size();
    }

    /** Number of those that wait because something is wrong. */
    public synchronized long inTrouble() {
        return captures.values().stream().filter(Waiting::trouble).count();
    }

    /** What was wrong last, of what still is; empty when nothing is. */
    public synchronized Optional<String> trouble() {
        return captures.values().stream()
                .filter(Waiting::trouble)
                .map(Waiting::reason)
                .reduce((earlier, later) -> later);
    }
}
