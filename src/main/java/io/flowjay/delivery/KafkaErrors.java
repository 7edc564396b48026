package io.flowjay.delivery;

import java.util.List;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidRequiredAcksException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/** What an error of Kafka's client means for a delivery. */
public final class KafkaErrors {
    private static final List<Class<? extends Exception>> OF_RECORDS = List.of(
            RecordTooLargeException.class,
            SerializationException.class,
            InvalidRecordException.class,
            InvalidTimestampException.class,
            UnsupportedForMessageFormatException.class);

    private static final List<Class<? extends Exception>> OF_TOPICS = List.of(
            TopicAuthorizationException.class,
            UnknownTopicOrPartitionException.class,
            InvalidTopicException.class,
            PolicyViolationException.class);

    private static final List<Class<? extends Exception>> LASTING = List.of(
            AuthorizationException.class,
            AuthenticationException.class,
            ConfigException.class,
            InvalidTopicException.class,
            InvalidRequiredAcksException.class,
            InvalidTxnTimeoutException.class,
            PolicyViolationException.class,
            UnsupportedVersionException.class);

    private KafkaErrors() {}

    /**
     * Whether the broker, or the client in its place, refuses one record for good. It would not refuse another one: a topic that
     * refuses every record is an outage.
     */
    static boolean refusesRecord(@Nullable Throwable error) {
        return error != null && OF_RECORDS.stream().anyMatch(type -> type.isInstance(error));
    }

    /** Whether a whole topic cannot be written to: the right is missing, or the topic. */
    static boolean refusesTopic(Throwable error) {
        return OF_TOPICS.stream().anyMatch(type -> type.isInstance(error));
    }

    /** Whether trying again at once may help: broker away, no leader, not enough replicas. */
    static boolean mayPass(Throwable error) {
        return has(error, List.of(KafkaException.class))
                && !has(error, LASTING)
                && !has(error, List.of(InterruptException.class))
                && !has(error, OF_RECORDS);
    }

    /** Whether a thread was told to end while it waited for Kafka. */
    public static boolean isInterruption(Throwable error) {
        return has(error, List.of(InterruptException.class));
    }

    /** Whether Kafka's client refuses its settings. */
    static boolean refusesSettings(Throwable error) {
        return has(error, List.of(ConfigException.class));
    }

    /** What the innermost cause of an error says, in one line. */
    public static String text(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause).replaceAll("\\s*\\R\\s*", " ");
    }

    private static boolean has(Throwable error, List<Class<? extends Exception>> types) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            Throwable one = cause;
            if (types.stream().anyMatch(type -> type.isInstance(one))) {
                return true;
            }
        }
        return false;
    }
}
