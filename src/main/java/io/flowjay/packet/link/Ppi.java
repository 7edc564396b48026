package io.flowjay.packet.link;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/** Per-Packet Information (CACE Technologies, PPI 1.0.7): length, link type of the frame, fields of type, length and content. */
final class Ppi {
    private static final int LENGTH = 8;
    private static final int FIELD_LENGTH = 4;
    private static final int COMMON_80211 = 2;
    private static final int COMMON_80211_FLAGS = 8;
    private static final int FCS_PRESENT = 1;
    private static final int FCS_LENGTH = 4;

    private Ppi() {}

    static Outcome decode(Frame frame, int at) {
        if (!frame.has(at, LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int length = frame.u16le(at + 2);
        if (length < LENGTH) {
            return Ignored.MALFORMED_LINK;
        }
        Outcome entered = frame.enter(Header.PPI, at, length);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        if (hasFcs(frame, at + LENGTH, at + length)) {
            frame.leaveOut(FCS_LENGTH);
        }
        return frame.link((int) frame.u32le(at + 4), at + length);
    }

    private static boolean hasFcs(Frame frame, int start, int end) {
        int at = start;
        while (at + FIELD_LENGTH <= end) {
            int type = frame.u16le(at);
            int length = frame.u16le(at + 2);
            int flags = at + FIELD_LENGTH + COMMON_80211_FLAGS;
            if (type == COMMON_80211 && flags + 2 <= end) {
                return (frame.u16le(flags) & FCS_PRESENT) != 0;
            }
            at += FIELD_LENGTH + length;
        }
        return false;
    }
}
