package io.flowjay.settings;

/** A value that a setting offers for choice; implemented by enums. */
public interface Choice {
    /** The word that users write. */
    String text();
}
