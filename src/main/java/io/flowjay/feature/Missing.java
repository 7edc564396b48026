package io.flowjay.feature;

/** What a record holds where a feature has no value: the schema's {@code missing_policy}. */
public enum Missing {
    /** {@code null}. */
    NAN,
    /** 0, 0.0 or false. */
    ZERO,
    /** The empty string; for an array, the empty array. */
    EMPTY,
    /** A value of the feature's own, see {@link Feature#sentinel()}. */
    SENTINEL
}
