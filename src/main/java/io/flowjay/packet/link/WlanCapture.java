package io.flowjay.packet.link;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/** What drivers put before an 802.11 frame. */
final class WlanCapture {
    private static final int FCS_LENGTH = 4;

    private static final int RADIOTAP_LENGTH = 8;
    private static final int RADIOTAP_PRESENT = 4;
    private static final int MORE_PRESENT = 1 << 31;
    private static final int TSFT_PRESENT = 1;
    private static final int FLAGS_PRESENT = 2;
    private static final int WITH_FCS = 0x10;
    private static final int WITH_PADDING = 0x20;

    private static final int PRISM_LENGTH = 144;
    private static final int AVS_MAGIC = 0x80211000;

    private WlanCapture() {}

    /** Radiotap (radiotap.org): length, a bitmap of the fields that are present, the fields, each aligned to its size. */
    static Outcome radiotap(Frame frame, int at) {
        if (!frame.has(at, RADIOTAP_LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int length = frame.u16le(at + 2);
        if (length < RADIOTAP_LENGTH) {
            return Ignored.MALFORMED_LINK;
        }
        Outcome entered = frame.enter(Header.RADIOTAP, at, length);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        int flags = radiotapFlags(frame, at, at + length);
        if ((flags & WITH_FCS) != 0) {
            frame.leaveOut(FCS_LENGTH);
        }
        return Wlan.decode(frame, at + length, (flags & WITH_PADDING) != 0, false);
    }

    private static int radiotapFlags(Frame frame, int at, int end) {
        int present = (int) frame.u32le(at + RADIOTAP_PRESENT);
        int field = at + RADIOTAP_LENGTH;
        for (int more = present; (more & MORE_PRESENT) != 0 && field + 4 <= end; field += 4) {
            more = (int) frame.u32le(field);
        }
        if ((present & TSFT_PRESENT) != 0) {
            field = at + ((field - at + 7) & ~7) + 8;
        }
        return (present & FLAGS_PRESENT) != 0 && field < end ? frame.u8(field) : 0;
    }

    /** The header of the Prism driver, of fixed length; the same link type may carry AVS headers. */
    static Outcome prism(Frame frame, int at) {
        if (frame.has(at, 4) && (frame.u32be(at) & ~0xfL) == (AVS_MAGIC & 0xffffffffL)) {
            return avs(frame, at);
        }
        Outcome entered = frame.enter(Header.PRISM, at, PRISM_LENGTH);
        return entered != Progress.CONTINUE ? entered : Wlan.decode(frame, at + PRISM_LENGTH);
    }

    /** The AVS header: magic number, length. */
    static Outcome avs(Frame frame, int at) {
        if (!frame.has(at, 8)) {
            return Ignored.TRUNCATED_HEADER;
        }
        long length = frame.u32be(at + 4);
        if (length < 8 || length > 0xffff) {
            return Ignored.MALFORMED_LINK;
        }
        Outcome entered = frame.enter(Header.AVS, at, (int) length);
        return entered != Progress.CONTINUE ? entered : Wlan.decode(frame, at + (int) length);
    }
}
