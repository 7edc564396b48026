package io.flowjay.packet.link;

import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.frame.Frame;

/**
 * Data frames of IEEE 802.15.4 (IEEE 802.15.4-2020 section 7.2): frame control, sequence number, addresses whose presence and
 * length the frame control tells, then 6LoWPAN. ZigBee and others share the link, and are not IP.
 */
final class Ieee802154 {
    private static final int FCS_LENGTH = 2;
    private static final int TAP_LENGTH = 4;
    /** Field type of the frame check sequence; its value is 0, 1 or 2 times 16 bits. */
    private static final int TAP_FCS = 0;

    private static final int TYPE = 0x0007;
    private static final int DATA = 1;
    private static final int SECURITY = 0x0008;
    private static final int PAN_ID_COMPRESSION = 0x0040;
    private static final int WITHOUT_SEQUENCE_NUMBER = 0x0100;
    private static final int INFORMATION_ELEMENTS = 0x0200;
    private static final int SHORT = 2;
    private static final int LONG = 3;
    private static final int VERSION_2015 = 2;

    private final Sixlowpan sixlowpan = new Sixlowpan();

    /** Frames after a header of type, length and value fields; one field describes the frame check sequence. */
    Outcome tap(Frame frame, int start) {
        if (!frame.has(start, TAP_LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int length = frame.u16le(start + 2);
        if (length < TAP_LENGTH) {
            return Ignored.MALFORMED_LINK;
        }
        if (!frame.has(start, length)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int end = start + length;
        int at = start + TAP_LENGTH;
        while (at + TAP_LENGTH < end) {
            if (frame.u16le(at) == TAP_FCS) {
                frame.leaveOut(frame.u8(at + TAP_LENGTH) * FCS_LENGTH);
            }
            at += TAP_LENGTH + ((frame.u16le(at + 2) + 3) & ~3);
        }
        return decode(frame, end);
    }

    Outcome withFcs(Frame frame, int at) {
        frame.leaveOut(FCS_LENGTH);
        return decode(frame, at);
    }

    Outcome decode(Frame frame, int start) {
        Outcome entered = frame.enter(Header.IEEE_802_15_4, start, 3);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        int control = frame.u16le(start);
        if ((control & TYPE) != DATA) {
            return Ignored.NOT_IP;
        }
        if ((control & SECURITY) != 0) {
            return Ignored.ENCRYPTED;
        }
        int version = control >> 12 & 3;
        boolean elements = version == VERSION_2015 && (control & INFORMATION_ELEMENTS) != 0;
        if (version > VERSION_2015 || elements) {
            return Ignored.UNSUPPORTED_ENCAPSULATION;
        }
        int at = start + 2;
        at += version == VERSION_2015 && (control & WITHOUT_SEQUENCE_NUMBER) != 0 ? 0 : 1;
        int destinationMode = control >> 10 & 3;
        int sourceMode = control >> 14;
        boolean compressed = (control & PAN_ID_COMPRESSION) != 0;
        at += destinationPan(version, destinationMode, sourceMode, compressed) ? 2 : 0;
        int destination = at;
        at += length(destinationMode);
        at += sourcePan(version, destinationMode, sourceMode, compressed) ? 2 : 0;
        int source = at;
        at += length(sourceMode);
        if (!frame.has(at, 1)) {
            return Ignored.TRUNCATED_HEADER;
        }
        sixlowpan.start(frame, at);
        sixlowpan.source(source, length(sourceMode));
        sixlowpan.destination(destination, length(destinationMode));
        return sixlowpan.decode(frame);
    }

    private static int length(int mode) {
        return mode == LONG ? 8 : mode == SHORT ? 2 : 0;
    }

    /** IEEE 802.15.4-2020 table 7-2. */
    private static boolean destinationPan(int version, int destinationMode, int sourceMode, boolean compressed) {
        if (version != VERSION_2015) {
            return destinationMode != 0;
        }
        if (destinationMode == 0) {
            return sourceMode == 0 && compressed;
        }
        boolean bothLong = destinationMode == LONG && sourceMode == LONG;
        return !compressed || (sourceMode != 0 && !bothLong);
    }

    private static boolean sourcePan(int version, int destinationMode, int sourceMode, boolean compressed) {
        boolean bothLong = destinationMode == LONG && sourceMode == LONG && version == VERSION_2015;
        return sourceMode != 0 && !compressed && !bothLong;
    }
}
