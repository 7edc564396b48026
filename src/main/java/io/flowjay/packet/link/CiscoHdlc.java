package io.flowjay.packet.link;

import io.flowjay.packet.Header;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.frame.Encapsulation;
import io.flowjay.packet.frame.Frame;

/** Cisco's HDLC: address (unicast or broadcast), control, EtherType. */
final class CiscoHdlc {
    private static final int UNICAST = 0x0f;
    private static final int BROADCAST = 0x8f;
    private static final int LENGTH = 4;

    private CiscoHdlc() {}

    static boolean startsAt(Frame frame, int at) {
        if (!frame.has(at, 1)) {
            return false;
        }
        int address = frame.u8(at);
        return address == UNICAST || address == BROADCAST;
    }

    static Outcome decode(Frame frame, int at) {
        return Encapsulation.etherType(frame, Header.CISCO_HDLC, at, LENGTH);
    }

    /** Frames of an interface that may run PPP instead. */
    static Outcome orPpp(Frame frame, int at) {
        return startsAt(frame, at) ? decode(frame, at) : Ppp.decode(frame, at);
    }
}
