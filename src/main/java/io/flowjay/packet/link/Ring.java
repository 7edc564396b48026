package io.flowjay.packet.link;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/** FDDI (ISO 9314-2) and token ring (IEEE 802.5): frame control, addresses, LLC. */
final class Ring {
    private static final int FDDI_LENGTH = 13;
    private static final int FDDI_LLC = 0x50;
    private static final int TOKEN_RING_LENGTH = 14;
    private static final int TOKEN_RING_LLC = 0x40;
    private static final int TOKEN_RING_SOURCE = 8;
    private static final int ROUTED = 0x80;
    private static final int ROUTE_LENGTH = 0x1f;

    private Ring() {}

    static Outcome fddi(Frame frame, int at) {
        Outcome entered = frame.enter(Header.FDDI, at, FDDI_LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        boolean llc = (frame.u8(at) & 0xf0) == FDDI_LLC;
        return llc ? Llc.decode(frame, at + FDDI_LENGTH) : Ignored.NOT_IP;
    }

    /** Token ring; the top bit of the source address says whether a route follows, which holds its own length. */
    static Outcome tokenRing(Frame frame, int at) {
        Outcome entered = frame.enter(Header.TOKEN_RING, at, TOKEN_RING_LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        if ((frame.u8(at + 1) & 0xc0) != TOKEN_RING_LLC) {
            return Ignored.NOT_IP;
        }
        int length = TOKEN_RING_LENGTH;
        if ((frame.u8(at + TOKEN_RING_SOURCE) & ROUTED) != 0) {
            if (!frame.has(at + length, 2)) {
                return Ignored.TRUNCATED_HEADER;
            }
            length += frame.u8(at + length) & ROUTE_LENGTH;
        }
        return Llc.decode(frame, at + length);
    }
}
