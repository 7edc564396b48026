package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * AYIYA (draft-massar-v6ops-ayiya-02 section 3): lengths of identity (a power of two) and signature (in units of 4 bytes),
 * operation, next header, time, then both.
 */
final class Ayiya {
    private static final int LENGTH = 8;
    private static final int FORWARD = 1;

    private Ayiya() {}

    static @Nullable Ignored decode(DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.AYIYA, at, LENGTH);
        if (ignored != null) {
            return ignored;
        }
        int identity = 1 << (Bytes.u8(packet.data, at) >> 4);
        int signature = (Bytes.u8(packet.data, at + 1) >> 4) * 4;
        boolean forward = (Bytes.u8(packet.data, at + 2) & 0x0f) == FORWARD;
        return forward ? LinkType.ip(packet, at + LENGTH + identity + signature) : Ignored.NOT_IP;
    }
}
