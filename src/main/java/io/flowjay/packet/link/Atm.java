package io.flowjay.packet.link;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/** IP over ATM. */
final class Atm {
    private static final int SUN_LENGTH = 4;
    private static final int SUN_LANE = 1;
    private static final int SUN_LLC = 2;
    private static final int LANE_HEADER = 2;
    private static final int LANE_CONTROL = 0xff00;
    private static final long SNAP = 0xaaaa0300L;

    private Atm() {}

    /** Classical IP over ATM as Linux captures it: IP, with or without LLC and SNAP before it. */
    static Outcome classicalIp(Frame frame, int at) {
        boolean llc = frame.has(at, 4) && frame.u32be(at) == SNAP;
        return llc ? Llc.atm(frame, at) : frame.ip(at);
    }

    /** SunATM: kind of traffic in the low four bits, then the virtual path and channel. */
    static Outcome sun(Frame frame, int at) {
        Outcome entered = frame.enter(Header.ATM, at, SUN_LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        return switch (frame.u8(at) & 0x0f) {
            case SUN_LANE -> lanEmulation(frame, at + SUN_LENGTH);
            case SUN_LLC -> Llc.atm(frame, at + SUN_LENGTH);
            default -> Ignored.NOT_IP;
        };
    }

    private static Outcome lanEmulation(Frame frame, int at) {
        if (!frame.has(at, LANE_HEADER)) {
            return Ignored.TRUNCATED_HEADER;
        }
        return frame.u16be(at) == LANE_CONTROL ? Ignored.NOT_IP : frame.ethernet(at + LANE_HEADER);
    }
}
