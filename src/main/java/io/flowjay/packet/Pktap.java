package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** Apple's packet tap: length of the header, kind of record and link type of the frame, each of 4 bytes, little-endian. */
final class Pktap {
    private static final int MIN_LENGTH = 12;
    private static final int MAX_LENGTH = 0xffff;
    private static final int PACKET = 1;

    private Pktap() {}

    static @Nullable Ignored decode(DecodedPacket packet, int at) {
        if (!packet.has(at, MIN_LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        long length = Bytes.u32le(packet.data, at);
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            return Ignored.MALFORMED_LINK;
        }
        if (Bytes.u32le(packet.data, at + 4) != PACKET) {
            return Ignored.NOT_IP;
        }
        Ignored ignored = packet.enter(Header.PKTAP, at, (int) length);
        return ignored != null
                ? ignored
                : LinkType.decode((int) Bytes.u32le(packet.data, at + 8), packet, at + (int) length);
    }
}
