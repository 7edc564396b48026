package io.flowjay.camel;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether records can be delivered: one state for a whole Camel context. An outage begins with the first attempt that fails and ends with
 * the next record that arrives. When a capture has failed because of it, no capture is taken until the next try; the waits between tries
 * double.
 *
 * <p>The log has one line for the beginning, one for a new reason, and one for the end; at most two a minute. The reason comes from a
 * diagnosis, which runs in a thread of its own, or else from the error. Times are monotonic. Thread-safe.
 */
public final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);
    private static final Duration BETWEEN_DIAGNOSES = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int MAX_WAITING = 10_000;
    /** An outage that no capture waits for is over when no attempt has failed for this long. */
    private static final Duration STALE = Duration.ofMinutes(5);

    private final Settings settings;
    private final LongSupplier nanos;
    private volatile Supplier<Optional<String>> diagnosis = Optional::empty;
    private volatile boolean active;

    private long since;
    private long lastFailure;
    private String reason = "";
    /** What was wrong by the error alone. */
    private String error = "";
    /** Whether the diagnosis can explain the latest error. */
    private boolean diagnosable;

    private int tries;
    private long nextTry;
    private final Set<Path> waiting = new LinkedHashSet<>();
    private long nextLook;
    /** Whether the records of captures that can be read again are among those that failed. */
    private boolean capturesWait;

    private boolean diagnosing;
    private long nextDiagnosis;
    private @Nullable String logged;
    private long nextLine;

    Outage(Settings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
        nextLine = nanos.getAsLong();
        nextDiagnosis = nextLine;
    }

    /** The state of a context, which is made on first use. */
    public static Outage of(CamelContext context) {
        synchronized (context) {
            Outage known = find(context);
            if (known == null) {
                known = new Outage(ContextSettings.of(context), System::nanoTime);
                context.getCamelContextExtension().addContextPlugin(Outage.class, known);
            }
            return known;
        }
    }

    /** The state of a context; null before anything has used it. */
    public static @Nullable Outage find(CamelContext context) {
        return context.getCamelContextExtension().getContextPlugin(Outage.class);
    }

    /** Sets what finds the reason of an outage: one line, or empty if it finds nothing wrong. It may take seconds. */
    public void setDiagnosis(Supplier<Optional<String>> value) {
        diagnosis = value;
    }

    /** An attempt to deliver has failed. */
    public void failed(String cause) {
        failed(cause, null, true, true);
    }

    /** An attempt to deliver records of a live capture has failed: they are lost. */
    public void lost(String cause) {
        failed(cause, null, false, true);
    }

    private void failed(String cause, @Nullable Path capture, boolean kept, boolean byDiagnosis) {
        synchronized (this) {
            long now = nanos.getAsLong();
            if (!active) {
                active = true;
                since = now;
                tries = 0;
                waiting.clear();
                capturesWait = false;
                reason = cause;
                nextDiagnosis = now;
                nextLook = now;
            }
            capturesWait |= kept;
            if (capture != null && waiting.size() < MAX_WAITING) {
                waiting.add(capture);
            }
            lastFailure = now;
            error = cause;
            diagnosable = byDiagnosis;
            if (diagnosing || now - nextDiagnosis < 0) {
                return;
            }
            diagnosing = true;
        }
        Thread thread = new Thread(this::diagnose, "flowjay-diagnosis");
        thread.setDaemon(true);
        thread.start();
    }

    private void diagnose() {
        boolean needed;
        synchronized (this) {
            needed = diagnosable;
        }
        Optional<String> found;
        try {
            found = needed ? diagnosis.get() : Optional.empty();
        } catch (RuntimeException e) {
            LOG.debug("The diagnosis failed", e);
            found = Optional.empty();
        }
        synchronized (this) {
            diagnosing = false;
            nextDiagnosis = nanos.getAsLong() + BETWEEN_DIAGNOSES.toNanos();
            if (active) {
                reason = diagnosable ? found.orElse(error) : error;
                logBegin();
            }
        }
    }

    private void logBegin() {
        long now = nanos.getAsLong();
        if (!reason.equals(logged) && now - nextLine >= 0) {
            LOG.warn(
                    capturesWait
                            ? "Records cannot be delivered; captures stay in the inbox and are tried again: {}"
                            : "Records cannot be delivered: {}",
                    reason);
            logged = reason;
            nextLine = now + BETWEEN_LINES.toNanos();
        }
    }

    /**
     * A capture has failed because of the outage: no capture is taken before the next try. Captures that fail before that failed in the same
     * try.
     *
     * @param byDiagnosis whether the diagnosis of the brokers can explain the failure; false if the cause says all
     * @return how long the captures wait
     */
    public Duration pause(Path capture, String cause, boolean byDiagnosis) {
        failed(cause, capture, true, byDiagnosis);
        synchronized (this) {
            long left = nextTry - nanos.getAsLong();
            if (tries > 0 && left > 0) {
                return Duration.ofNanos(left);
            }
            Duration wait = Backoff.of(
                    tries, settings.get(SettingCatalog.FIRST_WAIT), settings.get(SettingCatalog.LONGEST_WAIT));
            tries++;
            nextTry = nanos.getAsLong() + wait.toNanos();
            return wait;
        }
    }

    /** A record has arrived. */
    public void ended() {
        if (active) {
            end(true);
        }
    }

    private synchronized void end(boolean delivered) {
        if (!active) {
            return;
        }
        active = false;
        waiting.clear();
        tries = 0;
        if (logged != null) {
            logged = null;
            LOG.info(
                    delivered
                            ? "Records are delivered again, after {} s"
                            : "No capture waits for records to be delivered any more, after {} s",
                    Duration.ofNanos(nanos.getAsLong() - since).toSeconds());
        }
    }

    /** Whether a capture may be taken: records can be delivered, or it is time for the next try. */
    public boolean allowsTry() {
        if (!active) {
            return true;
        }
        follow();
        synchronized (this) {
            return !active || waiting.isEmpty() || nanos.getAsLong() - nextTry >= 0;
        }
    }

    /** Why records cannot be delivered, in one line; empty if they can, as far as is known. */
    public Optional<String> reason() {
        if (!active) {
            return Optional.empty();
        }
        follow();
        synchronized (this) {
            return active ? Optional.of(reason) : Optional.empty();
        }
    }

    /** Another worker, or a person, may have taken away the captures that wait; looks once a second. */
    private synchronized void follow() {
        long now = nanos.getAsLong();
        if (!active || now - nextLook < 0) {
            return;
        }
        nextLook = now + BETWEEN_LOOKS.toNanos();
        boolean over;
        if (waiting.isEmpty()) {
            over = now - lastFailure > STALE.toNanos();
        } else {
            waiting.removeIf(capture -> Files.notExists(capture, LinkOption.NOFOLLOW_LINKS));
            over = waiting.isEmpty();
        }
        if (over) {
            end(false);
        }
    }
}
