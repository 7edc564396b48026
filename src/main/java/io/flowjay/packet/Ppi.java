package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** Per-Packet Information (CACE Technologies, PPI 1.0.7): length, link type of the frame, fields of type, length and content. */
final class Ppi {
    private static final int LENGTH = 8;
    private static final int FIELD_LENGTH = 4;
    private static final int COMMON_80211 = 2;
    private static final int COMMON_80211_FLAGS = 8;
    private static final int FCS_PRESENT = 1;
    private static final int FCS_LENGTH = 4;

    private Ppi() {}

    static @Nullable Ignored decode(DecodedPacket packet, int at) {
        if (!packet.has(at, LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int length = Bytes.u16le(packet.data, at + 2);
        if (length < LENGTH) {
            return Ignored.MALFORMED_LINK;
        }
        Ignored ignored = packet.enter(Header.PPI, at, length);
        if (ignored != null) {
            return ignored;
        }
        if (hasFcs(packet, at + LENGTH, at + length)) {
            packet.leaveOut(FCS_LENGTH);
        }
        return LinkType.decode((int) Bytes.u32le(packet.data, at + 4), packet, at + length);
    }

    private static boolean hasFcs(DecodedPacket packet, int start, int end) {
        int at = start;
        while (at + FIELD_LENGTH <= end) {
            int type = Bytes.u16le(packet.data, at);
            int length = Bytes.u16le(packet.data, at + 2);
            int flags = at + FIELD_LENGTH + COMMON_80211_FLAGS;
            if (type == COMMON_80211 && flags + 2 <= end) {
                return (Bytes.u16le(packet.data, flags) & FCS_PRESENT) != 0;
            }
            at += FIELD_LENGTH + length;
        }
        return false;
    }
}
