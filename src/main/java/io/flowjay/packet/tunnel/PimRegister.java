package io.flowjay.packet.tunnel;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/** Register messages of PIM sparse mode (RFC 7761 section 4.9.3), which carry a multicast packet; null registers carry none. */
final class PimRegister {
    private static final int LENGTH = 8;
    /** Version 2, type 1. */
    private static final int REGISTER = 0x21;

    private static final int NULL_REGISTER = 0x40;

    private PimRegister() {}

    static Outcome decode(Frame frame, int at) {
        Outcome entered = frame.enter(Header.PIM, at, LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        boolean register = frame.u8(at) == REGISTER && (frame.u8(at + 4) & NULL_REGISTER) == 0;
        return register ? frame.ip(at + LENGTH) : Ignored.NOT_IP;
    }
}
