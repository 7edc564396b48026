package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * CAPWAP data packets (RFC 5415 section 4.3): header length in units of 4 bytes, a flag for 802.11 (RFC 5416) rather than 802.3
 * frames, a flag for fragments.
 */
final class Capwap {
    private static final int LENGTH = 8;
    private static final int NATIVE = 0x0100;
    private static final int FRAGMENT = 0x0080;
    private static final int IEEE_80211 = 1;
    private static final int VERSION = 3;

    private Capwap() {}

    static @Nullable Ignored decode(DecodedPacket packet, int at) {
        if (!packet.has(at, LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int bits = (int) Bytes.u32be(packet.data, at);
        int length = (bits >> 19 & 0x1f) * 4;
        // The first byte is a preamble: 0, or 1 for DTLS.
        if (bits >>> 24 != 0 || length < LENGTH || (bits & FRAGMENT) != 0) {
            return Ignored.NOT_IP;
        }
        Ignored ignored = packet.enter(Header.CAPWAP, at, length);
        if (ignored != null) {
            return ignored;
        }
        if ((bits & NATIVE) == 0) {
            return Ethernet.decode(packet, at + length);
        }
        return (bits >> 9 & 0x1f) == IEEE_80211 ? wlan(packet, at + length) : Ignored.NOT_IP;
    }

    /** Some devices swap the bytes of the fields of two bytes; the version at the start, always 0, tells. */
    private static @Nullable Ignored wlan(DecodedPacket packet, int at) {
        boolean swapped = packet.has(at, 1) && (Bytes.u8(packet.data, at) & VERSION) != 0;
        return Wlan.decode(packet, at, false, swapped);
    }
}
