package io.flowjay.packet.link;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/** Apple's packet tap: length of the header, kind of record and link type of the frame, each of 4 bytes, little-endian. */
final class Pktap {
    private static final int MIN_LENGTH = 12;
    private static final int MAX_LENGTH = 0xffff;
    private static final int PACKET = 1;

    private Pktap() {}

    static Outcome decode(Frame frame, int at) {
        if (!frame.has(at, MIN_LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        long length = frame.u32le(at);
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            return Ignored.MALFORMED_LINK;
        }
        if (frame.u32le(at + 4) != PACKET) {
            return Ignored.NOT_IP;
        }
        Outcome entered = frame.enter(Header.PKTAP, at, (int) length);
        return entered != Progress.CONTINUE ? entered : frame.link((int) frame.u32le(at + 8), at + (int) length);
    }
}
