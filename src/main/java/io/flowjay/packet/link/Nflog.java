package io.flowjay.packet.link;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;
import io.flowjay.wire.Bytes;

/**
 * Linux netfilter log (LINKTYPE_NFLOG): address family, then fields of length, type and content, aligned to 32 bits, in the byte
 * order of the capturing host; one of them is the packet.
 */
final class Nflog {
    private static final int LENGTH = 4;
    private static final int FIELD_LENGTH = 4;
    private static final int TYPE = 0x7fff;
    private static final int PAYLOAD = 9;

    private Nflog() {}

    static Outcome decode(Frame frame, int at) {
        Outcome entered = frame.enter(Header.NFLOG, at, LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        int payload = payload(frame, at + LENGTH, true);
        if (payload < 0) {
            payload = payload(frame, at + LENGTH, false);
        }
        int family = frame.u8(at);
        return payload < 0 ? Ignored.MALFORMED_LINK : AddressFamily.decode(frame, family, payload);
    }

    /** Where the packet starts, or -1. */
    private static int payload(Frame frame, int start, boolean littleEndian) {
        byte[] data = frame.data();
        int at = start;
        while (frame.has(at, FIELD_LENGTH)) {
            int length = littleEndian ? Bytes.u16le(data, at) : Bytes.u16be(data, at);
            int type = littleEndian ? Bytes.u16le(data, at + 2) : Bytes.u16be(data, at + 2);
            if (length < FIELD_LENGTH) {
                return -1;
            }
            if ((type & TYPE) == PAYLOAD) {
                return at + FIELD_LENGTH;
            }
            at += (length + 3) & ~3;
        }
        return -1;
    }
}
