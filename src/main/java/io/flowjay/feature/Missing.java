package io.flowjay.feature;

import org.apiguardian.api.API;

/** What a record holds where a feature has no value: the schema's {@code missing_policy}. */
@API(status = API.Status.STABLE, since = "0.1.0")
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
