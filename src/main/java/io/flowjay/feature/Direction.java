package io.flowjay.feature;

/** Which packets of a flow a feature is computed from. */
public enum Direction {
    /** Both directions. */
    BIDIR,
    /** From the initiator to the responder. */
    SRC_TO_DST,
    /** From the responder to the initiator. */
    DST_TO_SRC
}
