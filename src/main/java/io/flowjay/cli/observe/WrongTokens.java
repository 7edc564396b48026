package io.flowjay.cli.observe;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs attempts to sign in with a wrong token, at most once a minute however many there are. Safe for several threads. */
final class WrongTokens {
    private static final Logger LOG = LoggerFactory.getLogger(WrongTokens.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private long untold;
    private long lastNanos;

    /**
     * @param nanoTime time that only goes forward, in nanoseconds
     */
    WrongTokens(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        lastNanos = nanoTime.getAsLong() - PAUSE.toNanos();
    }

    /** Counts an attempt, and logs it with those that were not logged. */
    synchronized void tell(String client) {
        untold++;
        long now = nanoTime.getAsLong();
        if (now - lastNanos >= PAUSE.toNanos()) {
            LOG.warn("{} attempts to sign in with a wrong token, the last one from {}", untold, client);
            lastNanos = now;
            untold = 0;
        }
    }
}
