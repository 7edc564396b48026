package io.flowjay.packet.link;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/**
 * Cisco's Inter-Switch Link, which puts a whole frame into another one.
 *
 * <pre>
 *  0 multicast address (5) | 5 type, user | 6 source | 12 length | 14 SNAP (3) | 17 high bits of the source (3) | 20 VLAN, BPDU
 *  22 index | 24 reserved | 26 frame, then a check sequence
 * </pre>
 */
final class Isl {
    private static final int LENGTH = 26;
    private static final int STATED_LENGTH = 12;
    private static final int AFTER_STATED_LENGTH = 14;
    private static final int VLAN = 20;
    private static final int ADDRESS = 0x01000c00;
    private static final int OTHER_ADDRESS = 0x03000c00;
    private static final int SNAP = 0xaaaa03;
    private static final int ETHERNET = 0;
    private static final int TOKEN_RING = 1;

    private Isl() {}

    /** Whether what looks like an Ethernet frame is one of ISL. */
    static boolean startsAt(Frame frame, int at) {
        if (!frame.has(at, LENGTH) || frame.u8(at + 4) != 0) {
            return false;
        }
        int address = (int) frame.u32be(at);
        return (address == ADDRESS || address == OTHER_ADDRESS) && frame.u32be(at + 14) >> 8 == SNAP;
    }

    static Outcome decode(Frame frame, int at) {
        Outcome entered = frame.enter(Header.ISL, at, LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        frame.packet.vlan(frame.u16be(at + VLAN) >> 1);
        frame.endAt((long) at + AFTER_STATED_LENGTH + frame.u16be(at + STATED_LENGTH));
        return switch (frame.u8(at + 5) >> 4) {
            case ETHERNET -> frame.ethernet(at + LENGTH);
            case TOKEN_RING -> Ring.tokenRing(frame, at + LENGTH);
            default -> Ignored.NOT_IP;
        };
    }
}
