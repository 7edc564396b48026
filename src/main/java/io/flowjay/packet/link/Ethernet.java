package io.flowjay.packet.link;

import io.flowjay.packet.EtherType;
import io.flowjay.packet.Header;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Decoder;
import io.flowjay.packet.frame.Frame;
import io.flowjay.wire.Bytes;

/** Ethernet frames (IEEE 802.3): destination, source, EtherType or length. */
final class Ethernet implements Decoder {
    private static final int TYPE = 12;
    private static final int LENGTH = 14;

    @Override
    public Outcome decode(Frame frame, int at) {
        Outcome entered = frame.enter(Header.ETHERNET, at, LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        byte[] data = frame.data();
        int type = Bytes.u16be(data, at + TYPE);
        if (type < EtherType.IPV4 && Isl.startsAt(frame, at)) {
            return Isl.decode(frame, at);
        }
        Outcome outcome = frame.etherType(type, at + LENGTH);
        if (outcome == Progress.DECODED) {
            frame.packet.ethernet.type(type);
            frame.packet.ethernet.frame(data, at);
        }
        return outcome;
    }
}
