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

    /** Whether the parser wants bytes beyond {@link TcpStream#MAX_BYTES}: it holds no more for a long stream than for a short one. */
    default boolean readsWhole() {
        return false;
    }

    /** How many of the next bytes the parser only counts, such as those of content. A hole in them does no harm. */
    default long unneeded() {
        return 0;
    }

    /**
     * Passes over some of the bytes that {@link #unneeded()} told of.
     *
     * @param count how many
     */
    default void pass(int count) {}

    /** Memory that is held for bytes that were taken, about. */
    default int heldBytes() {
        return 0;
    }

    /** Says that no more bytes will come: the connection ended, or what follows cannot be known. */
    default void end() {}
}
