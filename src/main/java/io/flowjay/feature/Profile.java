package io.flowjay.feature;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tiers of features. A profile holds its own tier and every tier before it. */
public enum Profile {
    JJ_CORE("JJ-CORE"),
    JJ_EXTENDED("JJ-EXTENDED"),
    JJ_EXPERIMENTAL("JJ-EXPERIMENTAL"),
    /** Everything, with the features that the reference schema does not have. */
    FLOWJAY("FLOWJAY");

    private final String text;

    Profile(String text) {
        this.text = text;
    }

    /** The profile's name as users write it, for example {@code JJ-CORE}. */
    public String text() {
        return text;
    }

    /** Whether a record of this profile holds a feature of the given tier. */
    public boolean includes(Profile tier) {
        return tier.compareTo(this) <= 0;
    }

    /**
     * The profile of a name, in any letter case.
     *
     * @throws IllegalArgumentException naming the valid profiles
     */
    public static Profile of(String name) {
        String wanted = name.trim().toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(profile -> profile.text.equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown profile \"" + name + "\"; valid profiles: "
                        + Arrays.stream(values()).map(Profile::text).collect(Collectors.joining(", "))));
    }
}
