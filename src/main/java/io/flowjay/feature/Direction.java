package io.flowjay.feature;

import org.apiguardian.api.API;

/** Which packets of a flow a feature is computed from. */
@API(status = API.Status.STABLE, since = "0.1.0")
public enum Direction {
    /** Both directions. */
    BIDIR,
    /** From the initiator to the responder. */
    SRC_TO_DST,
    /** From the responder to the initiator. */
    DST_TO_SRC
}
