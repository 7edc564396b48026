package io.flowjay.packet.link;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/**
 * IEEE 802.11 data frames (IEEE 802.11-2020 section 9.3.2): a header whose length depends on its flags, then LLC. Of an aggregate
 * (A-MSDU, section 9.3.2.2) each frame is a part.
 */
final class Wlan {
    private static final int MIN_LENGTH = 24;
    private static final int VERSION = 3;
    private static final int DATA = 2;
    private static final int WITHOUT_DATA = 0x4;
    private static final int QOS = 0x8;
    private static final int TO_AND_FROM_DS = 0x03;
    private static final int FROM_DS = 0x02;
    private static final int MORE_FRAGMENTS = 0x04;
    private static final int PROTECTED = 0x40;
    private static final int HT_CONTROL = 0x80;
    private static final int FRAGMENT_NUMBER = 0x000f;
    private static final int SEQUENCE_CONTROL = 22;
    private static final int ADDRESS_LENGTH = 6;
    private static final int QOS_LENGTH = 2;
    private static final int HT_CONTROL_LENGTH = 4;
    private static final int AGGREGATE = 0x0080;
    private static final int SUBFRAME_LENGTH = 14;
    private static final int MESH_CONTROL = 0x0100;
    private static final int MESH_LENGTH = 6;

    private Wlan() {}

    static Outcome decode(Frame frame, int at) {
        return decode(frame, at, false, false);
    }

    /**
     * Decodes a frame in CAPWAP (RFC 5416). Some devices swap the bytes of the fields of two bytes; the version at the start, always
     * 0, shows it.
     */
    static Outcome inCapwap(Frame frame, int at) {
        boolean swapped = frame.has(at, 1) && (frame.u8(at) & VERSION) != 0;
        return decode(frame, at, false, swapped);
    }

    /**
     * Decodes a frame.
     *
     * @param padded whether the header is padded to a multiple of 4 bytes, as some devices do
     * @param swapped whether the bytes of the fields of two bytes are in network order, as some devices send them
     */
    static Outcome decode(Frame frame, int at, boolean padded, boolean swapped) {
        if (!frame.has(at, 2)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int frameControl = u16(frame, at, swapped);
        int typeBits = frameControl & 0xff;
        int flags = frameControl >> 8;
        int subtype = typeBits >> 4;
        if ((typeBits >> 2 & 3) != DATA || (subtype & WITHOUT_DATA) != 0) {
            return Ignored.NOT_IP;
        }
        Outcome entered = frame.enter(Header.WLAN, at, MIN_LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        if ((flags & PROTECTED) != 0) {
            return Ignored.ENCRYPTED;
        }
        int fragment = u16(frame, at + SEQUENCE_CONTROL, swapped) & FRAGMENT_NUMBER;
        if (fragment != 0 || (flags & MORE_FRAGMENTS) != 0) {
            return Ignored.UNSUPPORTED_ENCAPSULATION;
        }
        int length = MIN_LENGTH + ((flags & TO_AND_FROM_DS) == TO_AND_FROM_DS ? ADDRESS_LENGTH : 0);
        if ((subtype & QOS) == 0) {
            return Llc.decode(frame, at + (padded ? roundUp(length) : length));
        }
        if (!frame.has(at + length, QOS_LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int qos = u16(frame, at + length, swapped);
        length += QOS_LENGTH + ((flags & HT_CONTROL) != 0 ? HT_CONTROL_LENGTH : 0);
        int body = at + (padded ? roundUp(length) : length);
        if ((qos & AGGREGATE) != 0) {
            body = startSubframe(frame, frame.part(body));
        }
        return Llc.decode(frame, body + meshLength(frame, body, flags, qos));
    }

    /**
     * Starts with a frame of an aggregate: addresses, length, the frame, padding to a multiple of 4 bytes where another one follows.
     *
     * @return where what it holds starts
     */
    private static int startSubframe(Frame frame, int at) {
        if (frame.has(at, SUBFRAME_LENGTH)) {
            int length = SUBFRAME_LENGTH + frame.u16be(at + SUBFRAME_LENGTH - 2);
            int next = at + roundUp(length);
            if (length > SUBFRAME_LENGTH && frame.has(next, SUBFRAME_LENGTH)) {
                frame.nextPart(next);
            }
            frame.endAt((long) at + length);
        }
        return at + SUBFRAME_LENGTH;
    }

    /** Length of the mesh control field. The bit that announces it means something else outside a mesh, so its content must fit too. */
    private static int meshLength(Frame frame, int at, int flags, int qos) {
        if ((flags & FROM_DS) == 0 || (qos & MESH_CONTROL) == 0 || !frame.has(at, 1)) {
            return 0;
        }
        int addresses = frame.u8(at);
        return addresses < 3 ? MESH_LENGTH + addresses * ADDRESS_LENGTH : 0;
    }

    private static int u16(Frame frame, int at, boolean swapped) {
        return swapped ? frame.u16be(at) : frame.u16le(at);
    }

    private static int roundUp(int length) {
        return (length + 3) & ~3;
    }
}
