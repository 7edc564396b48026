package io.flowjay.packet.link;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/**
 * Frame relay: an address of two to four bytes that ends with an odd one (Q.922 section 3.2), then a control byte and an NLPID
 * (RFC 2427 section 3), or Cisco's EtherType without either.
 */
final class FrameRelay {
    private static final int MAX_ADDRESS = 4;
    private static final int UNNUMBERED_INFORMATION = 0x03;

    private FrameRelay() {}

    static Outcome decode(Frame frame, int at) {
        Outcome entered = frame.enter(Header.FRAME_RELAY, at, 4);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        int length = 2;
        while (length <= MAX_ADDRESS && (frame.u8(at + length - 1) & 1) == 0) {
            length++;
        }
        if (length > MAX_ADDRESS) {
            return Ignored.MALFORMED_LINK;
        }
        if (!frame.has(at + length, 2)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int type = frame.u16be(at + length);
        return type >> 8 == UNNUMBERED_INFORMATION
                ? Nlpid.decode(frame, at + length + 1)
                : frame.etherType(type, at + length + 2);
    }
}
