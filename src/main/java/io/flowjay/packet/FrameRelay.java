package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Frame relay: an address of two to four bytes, the last of which is odd (Q.922 section 3.2), then a control byte and an NLPID
 * (RFC 2427 section 3), or Cisco's EtherType without either.
 */
final class FrameRelay {
    private static final int MAX_ADDRESS = 4;
    private static final int UNNUMBERED_INFORMATION = 0x03;

    private FrameRelay() {}

    static @Nullable Ignored decode(DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.FRAME_RELAY, at, 4);
        if (ignored != null) {
            return ignored;
        }
        int length = 2;
        while (length <= MAX_ADDRESS && (Bytes.u8(packet.data, at + length - 1) & 1) == 0) {
            length++;
        }
        if (length > MAX_ADDRESS) {
            return Ignored.MALFORMED_LINK;
        }
        if (!packet.has(at + length, 2)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int type = Bytes.u16be(packet.data, at + length);
        return type >> 8 == UNNUMBERED_INFORMATION
                ? Nlpid.decode(packet, at + length + 1)
                : EtherType.decode(packet, type, at + length + 2);
    }
}
