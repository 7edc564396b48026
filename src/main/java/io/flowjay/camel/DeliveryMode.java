package io.flowjay.camel;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What is promised about the records of a capture. */
enum DeliveryMode {
    /** Every record arrives; after a failure some may arrive again. */
    AT_LEAST_ONCE("at-least-once"),
    /** Every record arrives once for whoever reads committed records only. */
    EXACTLY_ONCE("exactly-once");

    private final String text;

    DeliveryMode(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /**
     * The mode of a name.
     *
     * @throws IllegalArgumentException naming the valid ones
     */
    static DeliveryMode of(String name) {
        return Arrays.stream(values())
                .filter(mode -> mode.text.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown delivery \"" + name + "\"; valid: "
                        + Arrays.stream(values()).map(DeliveryMode::text).collect(Collectors.joining(", "))));
    }
}
