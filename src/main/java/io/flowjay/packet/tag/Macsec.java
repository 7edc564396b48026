package io.flowjay.packet.tag;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.frame.Encapsulation;
import io.flowjay.packet.frame.Frame;

/**
 * MACsec (IEEE 802.1AE clause 9) without encryption: a security tag, the EtherType that it moved, an integrity check at the end.
 * A frame of less than 48 bytes states their number, because padding may follow its integrity check.
 */
final class Macsec {
    private static final int MIN_LENGTH = 6;
    private static final int CHANNEL_PRESENT = 0x20;
    private static final int CHANNEL_LENGTH = 8;
    private static final int ENCRYPTED_OR_CHANGED = 0x0c;
    private static final int ICV_LENGTH = 16;

    private Macsec() {}

    static Outcome decode(Frame frame, int at) {
        if (!frame.has(at, MIN_LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int control = frame.u8(at);
        if ((control & ENCRYPTED_OR_CHANGED) != 0) {
            return Ignored.ENCRYPTED;
        }
        int length = MIN_LENGTH + ((control & CHANNEL_PRESENT) != 0 ? CHANNEL_LENGTH : 0);
        int shortLength = frame.u8(at + 1) & 0x3f;
        if (shortLength != 0) {
            frame.endAt((long) at + length + shortLength);
        } else {
            frame.leaveOut(ICV_LENGTH);
        }
        return Encapsulation.etherType(frame, Header.MACSEC, at, length + 2);
    }
}
