package io.flowjay.packet.tunnel;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/**
 * AYIYA (draft-massar-v6ops-ayiya-02 section 3): lengths of identity (a power of two) and signature (in units of 4 bytes),
 * operation, next header, time, then both.
 */
final class Ayiya {
    private static final int LENGTH = 8;
    private static final int FORWARD = 1;

    private Ayiya() {}

    static Outcome decode(Frame frame, int at) {
        Outcome entered = frame.enter(Header.AYIYA, at, LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        int identity = 1 << (frame.u8(at) >> 4);
        int signature = (frame.u8(at + 1) >> 4) * 4;
        boolean forward = (frame.u8(at + 2) & 0x0f) == FORWARD;
        return forward ? frame.ip(at + LENGTH + identity + signature) : Ignored.NOT_IP;
    }
}
