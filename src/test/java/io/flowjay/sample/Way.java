package io.flowjay.sample;

/** Direction of a packet in its conversation. */
enum Way {
    /** From the initiator to the responder. */
    FORWARD,
    /** From the responder to the initiator. */
    BACKWARD;

    Way opposite() {
        return this == FORWARD ? BACKWARD : FORWARD;
    }
}
