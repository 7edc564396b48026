package io.flowjay.protocol.stream;

import io.flowjay.protocol.payload.Payload;

/** Takes one direction of a connection, byte after byte, as far as it wants. */
public interface StreamParser {
    /**
     * Takes the next bytes, which all came in one segment; a retransmitted byte never comes again. What is left of the payload
     * afterwards is not read by anyone.
     *
     * @param run the bytes, at least 1
     * @return whether more bytes are wanted; after false nothing is called any more
     */
    boolean accept(Payload run);

    /** Memory that is held for bytes that were taken, about. */
    default int heldBytes() {
        return 0;
    }

    /** Says that no more bytes will come: the connection ended, or what follows cannot be known. */
    default void end() {}
}
