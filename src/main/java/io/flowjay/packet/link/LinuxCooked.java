package io.flowjay.packet.link;

import io.flowjay.packet.Header;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/** Linux "cooked" captures (LINKTYPE_LINUX_SLL and LINKTYPE_LINUX_SLL2): a made-up header with an EtherType in it. */
final class LinuxCooked {
    private static final int LENGTH = 16;
    private static final int PROTOCOL = 14;
    private static final int LENGTH_2 = 20;
    private static final int PROTOCOL_2 = 0;
    private static final int INTERFACE_2 = 4;
    /** Linux' number for a frame with an LLC header. */
    private static final int LLC = 4;

    private LinuxCooked() {}

    static Outcome decode(Frame frame, int at) {
        return decode(frame, at, Header.LINUX_COOKED, LENGTH, PROTOCOL);
    }

    static Outcome decodeVersion2(Frame frame, int at) {
        if (frame.has(at, LENGTH_2)) {
            frame.packet.interfaceId = (int) frame.u32be(at + INTERFACE_2);
        }
        return decode(frame, at, Header.LINUX_COOKED_2, LENGTH_2, PROTOCOL_2);
    }

    private static Outcome decode(Frame frame, int at, Header header, int length, int protocol) {
        Outcome entered = frame.enter(header, at, length);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        int type = frame.u16be(at + protocol);
        return type == LLC ? Llc.decode(frame, at + length) : frame.etherType(type, at + length);
    }
}
