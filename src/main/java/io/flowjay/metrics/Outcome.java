package io.flowjay.metrics;

/** What became of the work on a capture. */
public enum Outcome {
    /** Every record was delivered. */
    DONE("done"),
    /** It could not be read or delivered whole. */
    FAILED("failed"),
    /** It stays in the inbox, and will be taken up again: Kafka is away, another worker has it, or the service stops. */
    WAITING("waiting");

    private final String text;

    Outcome(String text) {
        this.text = text;
    }

    /** The value of the label {@code outcome}. */
    public String text() {
        return text;
    }
}
