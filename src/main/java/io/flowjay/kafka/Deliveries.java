package io.flowjay.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of the rows sent to a topic. Thread-safe: outcomes arrive on the producer's own thread. */
final class Deliveries {
    private static final int MAX_CAUSES = 8;

    private final String topic;
    /** First failure of each kind, by its text: a lost batch fails every row of it with the same one. */
    private final Map<String, Throwable> causes = new LinkedHashMap<>();

    private long inFlight;
    private long acknowledged;
    private long failed;

    Deliveries(String topic) {
        this.topic = topic;
    }

    synchronized void sent() {
        inFlight++;
    }

    synchronized void acknowledged() {
        if (settle()) {
            acknowledged++;
        }
    }

    synchronized void failed(Throwable cause) {
        if (!settle()) {
            return;
        }
        failed++;
        if (causes.size() < MAX_CAUSES) {
            causes.putIfAbsent(cause.toString(), cause);
        }
    }

    synchronized long rowsAcknowledged() {
        return acknowledged;
    }

    /** Throws what has failed since the last report, if anything has. */
    synchronized void report() {
        if (failed > 0) {
            throw exception(null);
        }
    }

    /** What has failed since the last report, including the operation that ended with {@code error}. */
    synchronized KafkaWriteException failure(RuntimeException error) {
        return exception(error);
    }

    /** The producer is gone: a row without an outcome will have none. */
    synchronized void end() {
        failed += inFlight;
        inFlight = 0;
    }

    /** Whether a row waits for its outcome; one that comes after the end is of a row already told as failed. */
    private boolean settle() {
        if (inFlight == 0) {
            return false;
        }
        inFlight--;
        return true;
    }

    private KafkaWriteException exception(@Nullable Throwable operation) {
        List<Throwable> all = new ArrayList<>(causes.values());
        if (operation != null && !all.contains(operation)) {
            all.add(operation);
        }
        Throwable first = all.isEmpty() ? null : all.get(0);
        KafkaWriteException exception = new KafkaWriteException(topic, failed, message(first), first);
        all.stream().skip(1).forEach(exception::addSuppressed);
        causes.clear();
        failed = 0;
        return exception;
    }

    private String message(@Nullable Throwable first) {
        StringBuilder text = new StringBuilder("topic ").append(topic).append(": ");
        if (failed > 0) {
            text.append(rows(failed)).append(" not written");
        } else {
            text.append("failed");
        }
        if (inFlight > 0) {
            text.append(", ").append(rows(inFlight)).append(" not acknowledged yet");
        }
        return text.append(": ")
                .append(first == null ? "the producer closed without an outcome" : first)
                .toString();
    }

    private static String rows(long count) {
        return count == 1 ? "1 row" : count + " rows";
    }
}
