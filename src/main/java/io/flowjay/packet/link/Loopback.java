package io.flowjay.packet.link;

import io.flowjay.packet.Header;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/**
 * BSD loopback: four bytes of address family, in the byte order of the capturing host (LINKTYPE_NULL) or in network order
 * (LINKTYPE_LOOP). A family fits into 16 bits, so the order shows in the value.
 */
final class Loopback {
    private static final int LENGTH = 4;

    private Loopback() {}

    static Outcome decode(Frame frame, int at) {
        Outcome entered = frame.enter(Header.LOOPBACK, at, LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        long bigEndian = frame.u32be(at);
        long family = bigEndian > 0xffff ? frame.u32le(at) : bigEndian;
        return AddressFamily.decode(frame, family, at + LENGTH);
    }
}
