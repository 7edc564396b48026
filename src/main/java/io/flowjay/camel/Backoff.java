package io.flowjay.camel;

import java.time.Duration;

/** How long to wait before the next try: twice as long after each failure, up to a bound. */
public final class Backoff {
    private Backoff() {}

    /**
     * The wait after some failures.
     *
     * @param failures before the latest one
     * @param first the wait after the first failure
     * @param longest no wait is longer
     */
    public static Duration of(int failures, Duration first, Duration longest) {
        Duration wait = first;
        for (int i = 0; i < failures && wait.compareTo(longest) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
