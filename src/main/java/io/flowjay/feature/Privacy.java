package io.flowjay.feature;

import org.apiguardian.api.API;

/** How much a feature tells about people and hosts. */
@API(status = API.Status.STABLE, since = "0.1.0")
public enum Privacy {
    /** Statistics that identify nobody. */
    SAFE,
    /** Narrows down who communicated: ports, absolute times. */
    SENSITIVE,
    /** Identifies a host or a person: addresses, names. */
    HIGH
}
