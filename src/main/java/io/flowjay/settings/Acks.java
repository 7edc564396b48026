package io.flowjay.settings;

import org.apiguardian.api.API;

/** Which brokers must have a record before it counts as sent; Kafka's {@code acks}. */
@API(status = API.Status.STABLE, since = "0.1.0")
public enum Acks implements Choice {
    /** All in-sync replicas. */
    ALL("all"),
    /** Kafka's number for all in-sync replicas. */
    MINUS_ONE("-1"),
    /** The leader of the partition. */
    LEADER("1"),
    /** None: a record counts as sent at once. */
    NONE("0");

    private final String text;

    Acks(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /** Whether all in-sync replicas must have the record. */
    public boolean isAll() {
        return this == ALL || this == MINUS_ONE;
    }
}
