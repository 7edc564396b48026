package io.flowjay.settings;

import org.apiguardian.api.API;

/** What is promised about the records of a capture. */
@API(status = API.Status.STABLE, since = "0.1.0")
public enum DeliveryMode implements Choice {
    /** Every record arrives; after a failure some may arrive again. */
    AT_LEAST_ONCE("at-least-once"),
    /** Every record arrives once for consumers that read committed records only. */
    EXACTLY_ONCE("exactly-once");

    private final String text;

    DeliveryMode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
