package io.flowjay.settings;

import org.apiguardian.api.API;

/** Tiers of features. A profile holds its own tier and every tier before it. */
@API(status = API.Status.STABLE, since = "0.1.0")
public enum Profile implements Choice {
    JJ_CORE("JJ-CORE"),
    JJ_EXTENDED("JJ-EXTENDED"),
    JJ_EXPERIMENTAL("JJ-EXPERIMENTAL"),
    /** Everything, with the features that the reference schema does not have. */
    FLOWJAY("FLOWJAY");

    private final String text;

    Profile(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /** Whether a record of this profile holds a feature of the given tier. */
    public boolean includes(Profile tier) {
        return tier.compareTo(this) <= 0;
    }
}
