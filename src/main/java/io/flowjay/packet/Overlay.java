package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** Network overlays over UDP: a header of 8 bytes, and for Geneve options. */
final class Overlay {
    private static final int LENGTH = 8;
    private static final int INSTANCE = 0x08;
    private static final int GENEVE_VERSION = 0xc0;
    private static final int GENEVE_OPTIONS = 0x3f;

    private Overlay() {}

    /** VXLAN (RFC 7348 section 5): the flag for a network identifier is always set. */
    static @Nullable Ignored vxlan(DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.VXLAN, at, LENGTH);
        if (ignored != null) {
            return ignored;
        }
        return (Bytes.u8(packet.data, at) & INSTANCE) != 0 ? Ethernet.decode(packet, at + LENGTH) : Ignored.NOT_IP;
    }

    /** VXLAN-GPE (draft-ietf-nvo3-vxlan-gpe section 3): byte 3 tells the protocol, 0 that it is Ethernet as in VXLAN. */
    static @Nullable Ignored vxlanGpe(DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.VXLAN, at, LENGTH);
        if (ignored != null) {
            return ignored;
        }
        int next = Bytes.u8(packet.data, at + 3);
        return next == 0 ? Ethernet.decode(packet, at + LENGTH) : Nsh.next(packet, next, at + LENGTH);
    }

    /** Geneve (RFC 8926 section 3.4): the options' length in units of 4 bytes, then the EtherType. */
    static @Nullable Ignored geneve(DecodedPacket packet, int at) {
        if (!packet.has(at, LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int first = Bytes.u8(packet.data, at);
        int type = Bytes.u16be(packet.data, at + 2);
        int length = LENGTH + (first & GENEVE_OPTIONS) * 4;
        if ((first & GENEVE_VERSION) != 0) {
            return Ignored.NOT_IP;
        }
        Ignored ignored = packet.enter(Header.GENEVE, at, length);
        return ignored != null ? ignored : EtherType.decode(packet, type, at + length);
    }

    /** LISP (RFC 9300 section 5.1): flags, nonce and locators, then IP. */
    static @Nullable Ignored lisp(DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.LISP, at, LENGTH);
        return ignored != null ? ignored : LinkType.ip(packet, at + LENGTH);
    }
}
