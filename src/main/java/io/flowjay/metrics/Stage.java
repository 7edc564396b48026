package io.flowjay.metrics;

/** Where the work on a capture failed. */
public enum Stage {
    /** The file could not be opened, or is no capture. */
    OPEN("open"),
    /** The capture is damaged, cut, or changed while it was read. */
    READ("read"),
    /** Kafka did not take the records. */
    DELIVER("deliver"),
    /** Anything else. */
    PROCESS("process");

    private final String text;

    Stage(String text) {
        this.text = text;
    }

    /** The value of the label {@code stage}. */
    public String text() {
        return text;
    }
}
