package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** What drivers put ahead of an 802.11 frame. */
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
    static @Nullable Ignored radiotap(DecodedPacket packet, int at) {
        if (!packet.has(at, RADIOTAP_LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int length = Bytes.u16le(packet.data, at + 2);
        if (length < RADIOTAP_LENGTH) {
            return Ignored.MALFORMED_LINK;
        }
        Ignored ignored = packet.enter(Header.RADIOTAP, at, length);
        if (ignored != null) {
            return ignored;
        }
        int flags = radiotapFlags(packet, at, at + length);
        if ((flags & WITH_FCS) != 0) {
            packet.leaveOut(FCS_LENGTH);
        }
        return Wlan.decode(packet, at + length, (flags & WITH_PADDING) != 0, false);
    }

    private static int radiotapFlags(DecodedPacket packet, int at, int end) {
        int present = (int) Bytes.u32le(packet.data, at + RADIOTAP_PRESENT);
        int field = at + RADIOTAP_LENGTH;
        for (int more = present; (more & MORE_PRESENT) != 0 && field + 4 <= end; field += 4) {
            more = (int) Bytes.u32le(packet.data, field);
        }
        if ((present & TSFT_PRESENT) != 0) {
            field = at + ((field - at + 7) & ~7) + 8;
        }
        return (present & FLAGS_PRESENT) != 0 && field < end ? Bytes.u8(packet.data, field) : 0;
    }

    /** The header of the Prism driver, of fixed length; the same link type may carry AVS headers. */
    static @Nullable Ignored prism(DecodedPacket packet, int at) {
        if (packet.has(at, 4) && (Bytes.u32be(packet.data, at) & ~0xfL) == (AVS_MAGIC & 0xffffffffL)) {
            return avs(packet, at);
        }
        Ignored ignored = packet.enter(Header.PRISM, at, PRISM_LENGTH);
        return ignored != null ? ignored : Wlan.decode(packet, at + PRISM_LENGTH);
    }

    /** The AVS header: magic number, length. */
    static @Nullable Ignored avs(DecodedPacket packet, int at) {
        if (!packet.has(at, 8)) {
            return Ignored.TRUNCATED_HEADER;
        }
        long length = Bytes.u32be(packet.data, at + 4);
        if (length < 8 || length > 0xffff) {
            return Ignored.MALFORMED_LINK;
        }
        Ignored ignored = packet.enter(Header.AVS, at, (int) length);
        return ignored != null ? ignored : Wlan.decode(packet, at + (int) length);
    }
}
