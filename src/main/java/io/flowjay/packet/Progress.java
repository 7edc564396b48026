package io.flowjay.packet;

/** The outcomes of a decoder that met nothing wrong. */
public enum Progress implements Outcome {
    /** A header can be read: decoding continues with its fields and what follows it. */
    CONTINUE,
    /** The packet is a fragment that waits for the others. */
    HELD,
    /** The packet is decoded down to its transport header: it belongs to a flow. */
    DECODED
}
