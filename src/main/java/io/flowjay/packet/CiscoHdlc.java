package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** Cisco's HDLC: address (unicast or broadcast), control, EtherType. */
final class CiscoHdlc {
    private static final int UNICAST = 0x0f;
    private static final int BROADCAST = 0x8f;
    private static final int LENGTH = 4;

    private CiscoHdlc() {}

    static boolean startsAt(DecodedPacket packet, int at) {
        if (!packet.has(at, 1)) {
            return false;
        }
        int address = Bytes.u8(packet.data, at);
        return address == UNICAST || address == BROADCAST;
    }

    static @Nullable Ignored decode(DecodedPacket packet, int at) {
        return Tags.ending(packet, Header.CISCO_HDLC, at, LENGTH);
    }

    /** Frames of an interface that may run PPP instead. */
    static @Nullable Ignored orPpp(DecodedPacket packet, int at) {
        return startsAt(packet, at) ? decode(packet, at) : Ppp.decode(packet, at);
    }
}
