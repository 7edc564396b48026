package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * User packets (T-PDU) of the GPRS tunnelling protocol: version 1 (3GPP TS 29.281 section 5) with its extension headers, and
 * version 0 (TS 09.60 section 6).
 */
final class Gtp {
    private static final int LENGTH = 8;
    private static final int LENGTH_0 = 20;
    private static final int USER_PACKET = 0xff;
    private static final int OPTIONAL_FIELDS = 0x07;
    private static final int OPTIONAL_LENGTH = 4;
    private static final int EXTENSION = 0x04;

    private Gtp() {}

    static @Nullable Ignored decode(DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.GTP, at, LENGTH);
        if (ignored != null) {
            return ignored;
        }
        int flags = Bytes.u8(packet.data, at);
        int version = flags >> 5;
        if (Bytes.u8(packet.data, at + 1) != USER_PACKET || version > 1) {
            return Ignored.NOT_IP;
        }
        int length = version == 0 ? LENGTH_0 : LENGTH;
        packet.endAt((long) at + length + Bytes.u16be(packet.data, at + 2));
        return version == 0 || (flags & OPTIONAL_FIELDS) == 0
                ? LinkType.ip(packet, at + length)
                : optional(packet, (flags & EXTENSION) != 0, at + LENGTH);
    }

    /** The last optional field is the type of the first extension header, if any; that of the next ends each of them. */
    private static @Nullable Ignored optional(DecodedPacket packet, boolean extensions, int start) {
        int at = start + OPTIONAL_LENGTH;
        if (!packet.has(start, OPTIONAL_LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int next = extensions ? Bytes.u8(packet.data, at - 1) : 0;
        while (next != 0) {
            int length = packet.has(at, 1) ? Bytes.u8(packet.data, at) * 4 : 0;
            if (length == 0 || !packet.has(at, length)) {
                return Ignored.TRUNCATED_HEADER;
            }
            at += length;
            next = Bytes.u8(packet.data, at - 1);
        }
        return LinkType.ip(packet, at);
    }
}
