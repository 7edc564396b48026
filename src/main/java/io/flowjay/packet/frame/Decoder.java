package io.flowjay.packet.frame;

import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;

/** Decodes one kind of header, and by what it says hands over to the decoder of the next. */
@FunctionalInterface
public interface Decoder {
    /**
     * Decodes a header and all that follows it.
     *
     * @param frame holds the bytes, and takes the fields
     * @param at where the header starts; may lie after the captured bytes
     * @return {@link Progress#DECODED} or {@link Progress#HELD}, or why the packet belongs to no flow
     */
    Outcome decode(Frame frame, int at);

    /**
     * Whether decoding is worth a try. It costs less than a try that leads nowhere, and notes nothing.
     *
     * @return false only when {@link #decode} would return a reason
     */
    default boolean mayDecode(Frame frame, int at) {
        return true;
    }
}
