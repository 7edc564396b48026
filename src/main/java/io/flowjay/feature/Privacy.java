package io.flowjay.feature;

/** How much a feature tells about people and hosts. */
public enum Privacy {
    /** Statistics that identify nobody. */
    SAFE,
    /** Narrows down who communicated: ports, absolute times. */
    SENSITIVE,
    /** Identifies a host or a person: addresses, names. */
    HIGH
}
