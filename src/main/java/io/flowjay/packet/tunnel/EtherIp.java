package io.flowjay.packet.tunnel;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.frame.Encapsulation;
import io.flowjay.packet.frame.Frame;

/** Ethernet in IP (RFC 3378 section 3): version, 12 reserved bits, frame. */
final class EtherIp {
    private static final int LENGTH = 2;
    private static final int VERSION = 3;

    private EtherIp() {}

    static Outcome decode(Frame frame, int at) {
        if (frame.has(at, 1) && frame.u8(at) >> 4 != VERSION) {
            return Ignored.NOT_IP;
        }
        return Encapsulation.ethernet(frame, Header.ETHERIP, at, LENGTH);
    }
}
