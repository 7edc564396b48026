package io.flowjay.packet.frame;

import io.flowjay.packet.Header;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;

/** Headers of known length that lead on to Ethernet or to an EtherType. */
public final class Encapsulation {
    private Encapsulation() {}

    /** Decodes an Ethernet frame after a header of {@code length} bytes. */
    public static Outcome ethernet(Frame frame, Header header, int at, int length) {
        Outcome entered = frame.enter(header, at, length);
        return entered != Progress.CONTINUE ? entered : frame.ethernet(at + length);
    }

    /** The decoder of such a header. */
    public static Decoder ethernet(Header header, int length) {
        return (frame, at) -> ethernet(frame, header, at, length);
    }

    /** Decodes what follows a header of {@code length} bytes that ends with its EtherType. */
    public static Outcome etherType(Frame frame, Header header, int at, int length) {
        Outcome entered = frame.enter(header, at, length);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        int type = frame.u16be(at + length - 2);
        Outcome outcome = frame.etherType(type, at + length);
        if (outcome == Progress.DECODED) {
            frame.packet.ethernet.type(type);
        }
        return outcome;
    }

    /** The decoder of such a header. */
    public static Decoder etherType(Header header, int length) {
        return (frame, at) -> etherType(frame, header, at, length);
    }
}
