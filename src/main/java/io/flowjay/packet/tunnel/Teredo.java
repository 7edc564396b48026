package io.flowjay.packet.tunnel;

import io.flowjay.packet.Header;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/** Teredo (RFC 4380 section 5.1.1): IPv6 after an authentication header, an origin indication, both or neither. */
final class Teredo {
    private static final int ORIGIN = 0x0000;
    private static final int ORIGIN_LENGTH = 8;
    private static final int AUTHENTICATION = 0x0001;
    /** Indicator, two lengths, the identifier and the value, then a nonce and a confirmation byte. */
    private static final int AUTHENTICATION_LENGTH = 4 + 8 + 1;

    private Teredo() {}

    static Outcome decode(Frame frame, int start) {
        Outcome entered = frame.enter(Header.TEREDO, start, 2);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        int at = start;
        if (frame.u16be(at) == AUTHENTICATION && frame.has(at, 4)) {
            at += AUTHENTICATION_LENGTH + frame.u8(at + 2) + frame.u8(at + 3);
        }
        if (frame.has(at, 2) && frame.u16be(at) == ORIGIN) {
            at += ORIGIN_LENGTH;
        }
        return frame.ipv6(at);
    }
}
