package io.flowjay.packet.link;

import io.flowjay.packet.EtherType;
import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/**
 * BSD loopback: four bytes of address family, in the byte order of the capturing host (LINKTYPE_NULL) or in network order
 * (LINKTYPE_LOOP). A family fits into 16 bits, so the order shows in the value. Some systems write an EtherType instead, in either order or
 * in the last two bytes; those are larger than any family (Wireshark: packet-null.c).
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
        if (AddressFamily.isKnown(family)) {
            return AddressFamily.decode(frame, family, at + LENGTH);
        }
        int type = family <= 0xffff ? (int) family : (int) bigEndian & 0xffff;
        return type > EtherType.MAX_LENGTH ? frame.etherType(type, at + LENGTH) : Ignored.NOT_IP;
    }
}
