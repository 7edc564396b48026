package io.flowjay.cli.observe;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Browsers that have signed in. Bounded: one more ends the oldest session. Safe for several threads. */
final class Sessions {
    /** How long a session lasts. */
    static final Duration LIFETIME = Duration.ofHours(12);

    private static final int MOST = 100;
    private static final int SECRET_BYTES = 32;

    private final LongSupplier nanoTime;
    private final SecureRandom random = new SecureRandom();
    /** When each session began, by the hash of its secret, the oldest first. */
    private final Map<String, Long> begun = new LinkedHashMap<>();

    /**
     * @param nanoTime time that only goes forward, in nanoseconds
     */
    Sessions(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Begins a session, and returns its secret. */
    synchronized String begin() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        if (begun.size() == MOST) {
            begun.remove(begun.keySet().iterator().next());
        }
        begun.put(key(secret), nanoTime.getAsLong());
        return secret;
    }

    /** Whether a session runs; false for null. */
    synchronized boolean contains(@Nullable String secret) {
        Long start = secret == null ? null : begun.get(key(secret));
        return start != null && nanoTime.getAsLong() - start < LIFETIME.toNanos();
    }

    /** Ends a session, if there is one. */
    synchronized void end(@Nullable String secret) {
        if (secret != null) {
            begun.remove(key(secret));
        }
    }

    private static String key(String secret) {
        return HexFormat.of().formatHex(Access.hash(secret));
    }
}
