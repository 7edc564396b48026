package io.flowjay.flow;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Which TCP control bits end a flow. */
public enum FinRstMode {
    /** FIN from both sides, or RST: the flow closes and ends after a linger (RFC 9293 section 3.6). */
    BOTH("both"),
    /** The first FIN or RST that is not on the flow's first packet ends it at once; for comparison with other tools. */
    FIRST("first"),
    /** Neither ends a flow; for comparison with other tools. */
    NEVER("never");

    private final String text;

    FinRstMode(String text) {
        this.text = text;
    }

    /** The mode's name in settings. */
    public String text() {
        return text;
    }

    /**
     * The mode of a name.
     *
     * @throws IllegalArgumentException naming the valid modes
     */
    public static FinRstMode of(String name) {
        return Arrays.stream(values())
                .filter(mode -> mode.text.equalsIgnoreCase(name.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown fin-rst mode \"" + name + "\"; valid modes: "
                        + Arrays.stream(values()).map(FinRstMode::text).collect(Collectors.joining(", "))));
    }
}
