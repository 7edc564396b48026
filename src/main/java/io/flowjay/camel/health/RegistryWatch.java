package io.flowjay.camel.health;

import io.flowjay.camel.Backoff;
import io.flowjay.kafka.RecordMessages;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.registry.RegistryException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the schema registry knows the schema of the records. Many may ask: an answer holds for some seconds, and while the registry is in
 * trouble the waits between two attempts double. Thread-safe.
 */
final class RegistryWatch {
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final RecordMessages messages;
    private final RecordColumns columns;
    private final LongSupplier nanos;
    private @Nullable String problem;
    private int failures;
    private long nextLook;

    /**
     * Nothing is known yet.
     *
     * @param columns what the records hold
     */
    RegistryWatch(RecordMessages messages, RecordColumns columns, LongSupplier nanos) {
        this.messages = messages;
        this.columns = columns;
        this.nanos = nanos;
        nextLook = nanos.getAsLong();
    }

    /** What is wrong, in one line; empty when nothing is. */
    synchronized Optional<String> problem() {
        if (nanos.getAsLong() - nextLook >= 0) {
            Duration holds = GOOD_FOR;
            try {
                messages.encoders(columns);
                problem = null;
                failures = 0;
            } catch (RegistryException e) {
                problem = e.getMessage();
                holds = Backoff.of(failures, FIRST_WAIT, LONGEST_WAIT);
                failures++;
            }
            nextLook = nanos.getAsLong() + holds.toNanos();
        }
        return Optional.ofNullable(problem);
    }
}
