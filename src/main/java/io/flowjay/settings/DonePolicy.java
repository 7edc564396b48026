package io.flowjay.settings;

import org.apiguardian.api.API;

/** What becomes of a capture file whose records are all published. */
@API(status = API.Status.STABLE, since = "0.1.0")
public enum DonePolicy implements Choice {
    /** It moves to {@code .done/}. */
    KEEP("keep"),
    /** It is deleted. */
    DELETE("delete"),
    /** It moves to {@code .done/} and is compressed there by zstd, unless it is compressed already. */
    COMPRESS("compress");

    private final String text;

    DonePolicy(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
