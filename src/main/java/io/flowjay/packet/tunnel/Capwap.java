package io.flowjay.packet.tunnel;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Decoder;
import io.flowjay.packet.frame.DecoderTable;
import io.flowjay.packet.frame.Frame;

/**
 * CAPWAP data packets (RFC 5415 section 4.3): header length in units of 4 bytes, a flag for the frames of a wireless
 * binding rather than 802.3 frames, the number of that binding, a flag for fragments.
 */
final class Capwap implements Decoder {
    private static final int LENGTH = 8;
    private static final int NATIVE = 0x0100;
    private static final int FRAGMENT = 0x0080;

    private final DecoderTable wirelessBindings;

    Capwap(DecoderTable wirelessBindings) {
        this.wirelessBindings = wirelessBindings;
    }

    @Override
    public Outcome decode(Frame frame, int at) {
        if (!frame.has(at, LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int bits = (int) frame.u32be(at);
        int length = (bits >> 19 & 0x1f) * 4;
        // The first byte is a preamble: 0, or 1 for DTLS.
        if (bits >>> 24 != 0 || length < LENGTH || (bits & FRAGMENT) != 0) {
            return Ignored.NOT_IP;
        }
        Outcome entered = frame.enter(Header.CAPWAP, at, length);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        if ((bits & NATIVE) == 0) {
            return frame.ethernet(at + length);
        }
        return wirelessBindings.get(bits >> 9 & 0x1f).decode(frame, at + length);
    }
}
