package io.flowjay.packet.tag;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;
import io.flowjay.packet.frame.NextProtocol;

/** Network Service Header (RFC 8300 section 2): length in units of 4 bytes in the low 6 bits of byte 1, next protocol in byte 3. */
final class Nsh {
    private static final int BASE_LENGTH = 8;

    private Nsh() {}

    static Outcome decode(Frame frame, int at) {
        if (!frame.has(at, BASE_LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int length = (frame.u8(at + 1) & 0x3f) * 4;
        int next = frame.u8(at + 3);
        if (length < BASE_LENGTH) {
            return Ignored.MALFORMED_LINK;
        }
        Outcome entered = frame.enter(Header.NSH, at, length);
        return entered != Progress.CONTINUE ? entered : NextProtocol.decode(frame, next, at + length);
    }
}
