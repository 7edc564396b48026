package io.flowjay.settings;

import org.apiguardian.api.API;

/** What happens to a capture that is published in part with other settings. */
@API(status = API.Status.STABLE, since = "0.1.0")
public enum ChangedSettings implements Choice {
    /** The rest is published with the settings of the first part, where this worker can make these records. */
    FINISH_WITH_OLD("finish-with-old"),
    /** All records are published again under a new delivery number. */
    AGAIN("again"),
    /** The capture is failed. */
    FAIL("fail");

    private final String text;

    ChangedSettings(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
