package io.flowjay.settings;

import org.apiguardian.api.API;

/** What a wrong TCP or UDP checksum means. */
@API(status = API.Status.STABLE, since = "0.1.0")
public enum ChecksumMode implements Choice {
    /** The payload is left out if the sender had a right checksum in the same flow before. */
    AUTO("auto"),
    /** The payload is left out. */
    VERIFY("verify"),
    /** Nothing: checksums are not looked at. */
    IGNORE("ignore");

    private final String text;

    ChecksumMode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
