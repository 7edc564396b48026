package io.flowjay.packet.tag;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Encapsulation;
import io.flowjay.packet.frame.Frame;
import io.flowjay.packet.frame.LikelyEthernet;
import io.flowjay.packet.frame.Mark;

/**
 * MPLS label stacks (RFC 3032 section 2.1). The labels do not say what follows: its first four bits do for IP and for a control
 * word (RFC 4385 section 3); the rest is tried as a pseudowire that carries Ethernet (RFC 4448 section 4). Such a frame without a control
 * word may begin with a MAC address that looks like IP (RFC 8469), so those are compared with the headers inside.
 */
final class Mpls {
    private static final int LABEL_LENGTH = 4;
    private static final int BOTTOM_OF_STACK = 0x100;
    private static final int CHANNEL_IPV4 = 0x0021;
    private static final int CHANNEL_IPV6 = 0x0057;

    private Mpls() {}

    static Outcome decode(Frame frame, int start) {
        int at = start;
        boolean bottom = false;
        while (!bottom) {
            Outcome entered = frame.enter(Header.MPLS, at, LABEL_LENGTH);
            if (entered != Progress.CONTINUE) {
                return entered;
            }
            bottom = (frame.u32be(at) & BOTTOM_OF_STACK) != 0;
            at += LABEL_LENGTH;
        }
        if (!frame.has(at, 1)) {
            return Ignored.TRUNCATED_HEADER;
        }
        return switch (frame.u8(at) >> 4) {
            case 0 -> pseudowire(frame, at);
            case 1 -> channel(frame, at);
            case 4 ->
                !LikelyEthernet.isIpv4(frame, at) && LikelyEthernet.startsAt(frame, at)
                        ? frame.ethernet(at)
                        : frame.ipv4(at);
            case 6 -> LikelyEthernet.startsAt(frame, at) ? frame.ethernet(at) : frame.ipv6(at);
            default -> frame.ethernet(at);
        };
    }

    /** The associated channel of a pseudowire (RFC 4385 section 5): its type tells what follows. */
    private static Outcome channel(Frame frame, int at) {
        Outcome entered = frame.enter(Header.CONTROL_WORD, at, LABEL_LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        return switch (frame.u16be(at + 2)) {
            case CHANNEL_IPV4 -> frame.ipv4(at + LABEL_LENGTH);
            case CHANNEL_IPV6 -> frame.ipv6(at + LABEL_LENGTH);
            default -> Ignored.NOT_IP;
        };
    }

    /** Four zero bits may begin a control word or a MAC address. */
    private static Outcome pseudowire(Frame frame, int at) {
        Mark mark = frame.mark();
        Outcome outcome = Encapsulation.ethernet(frame, Header.CONTROL_WORD, at, LABEL_LENGTH);
        boolean otherReading =
                outcome == Ignored.NOT_IP || outcome == Ignored.MALFORMED_IP || outcome == Ignored.TRUNCATED_HEADER;
        if (!otherReading || !frame.rewind(mark)) {
            return outcome;
        }
        return frame.ethernet(at) instanceof Progress progress ? progress : outcome;
    }
}
