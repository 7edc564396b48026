package io.flowjay.kafka;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Rows that Kafka did not take. The cause is the first failure; failures of another kind among the same rows are suppressed
 * exceptions, eight at most. A failed row is counted in one exception only.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public final class KafkaWriteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final long rowsFailed;

    KafkaWriteException(String topic, long rowsFailed, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.topic = topic;
        this.rowsFailed = rowsFailed;
    }

    /** The topic written to. */
    public String topic() {
        return topic;
    }

    /** Rows that failed since the last exception of the same writer; 0 where the operation failed but no row is known to be lost. */
    public long rowsFailed() {
        return rowsFailed;
    }
}
