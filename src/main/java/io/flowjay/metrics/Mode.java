package io.flowjay.metrics;

/** How packets come in. */
public enum Mode {
    /** From a capture file. */
    FILE("file"),
    /** From bytes or a stream. */
    STREAM("stream"),
    /** From a network interface. */
    LIVE("live");

    private final String text;

    Mode(String text) {
        this.text = text;
    }

    /** The value of the label {@code mode}. */
    public String text() {
        return text;
    }
}
