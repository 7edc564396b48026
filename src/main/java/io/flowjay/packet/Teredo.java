package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** Teredo (RFC 4380 section 5.1.1): IPv6 behind an authentication header, an origin indication, both or neither. */
final class Teredo {
    private static final int ORIGIN = 0x0000;
    private static final int ORIGIN_LENGTH = 8;
    private static final int AUTHENTICATION = 0x0001;
    /** Indicator, two lengths, and behind the identifier and the value a nonce and a confirmation byte. */
    private static final int AUTHENTICATION_LENGTH = 4 + 8 + 1;

    private Teredo() {}

    static @Nullable Ignored decode(DecodedPacket packet, int start) {
        Ignored ignored = packet.enter(Header.TEREDO, start, 2);
        if (ignored != null) {
            return ignored;
        }
        int at = start;
        if (Bytes.u16be(packet.data, at) == AUTHENTICATION && packet.has(at, 4)) {
            at += AUTHENTICATION_LENGTH + Bytes.u8(packet.data, at + 2) + Bytes.u8(packet.data, at + 3);
        }
        if (packet.has(at, 2) && Bytes.u16be(packet.data, at) == ORIGIN) {
            at += ORIGIN_LENGTH;
        }
        return Ipv6.decode(packet, at);
    }
}
