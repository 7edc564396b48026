package io.flowjay.settings;

import org.apiguardian.api.API;

/** Which TCP control bits end a flow. */
@API(status = API.Status.STABLE, since = "0.1.0")
public enum FinRstMode implements Choice {
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

    @Override
    public String text() {
        return text;
    }
}
