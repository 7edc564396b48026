package io.flowjay.settings;

/** What is promised about the records of a capture. */
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
