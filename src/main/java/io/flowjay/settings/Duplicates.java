package io.flowjay.settings;

import org.apiguardian.api.API;

/** What happens to a capture whose content is published already. */
@API(status = API.Status.STABLE, since = "0.1.0")
public enum Duplicates implements Choice {
    /** Its records are not sent again. */
    SKIP("skip"),
    /** Its records are sent again, unless it is the very file that was published. */
    PROCESS("process");

    private final String text;

    Duplicates(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
