package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * PPP (RFC 1661 section 2): a protocol number of two bytes, or of one that is odd where both sides agreed to it, behind the
 * address and control bytes of HDLC-like framing (RFC 1662 section 3.1) unless both sides agreed to leave them out.
 */
final class Ppp {
    private static final int ALL_STATIONS = 0xff;
    private static final int UNNUMBERED_INFORMATION = 0x03;
    private static final int PPPOE_LENGTH = 6;
    private static final int PPPOE_CODE = 1;

    private static final int IPV4 = 0x0021;
    private static final int VJ_COMPRESSED = 0x002d;
    private static final int VJ_UNCOMPRESSED = 0x002f;
    private static final int MULTILINK = 0x003d;
    private static final int IPV6 = 0x0057;
    private static final int ENCRYPTED_LINK = 0x0055;
    private static final int ENCRYPTED = 0x0053;
    private static final int COMPRESSED_LINK = 0x00fb;
    private static final int COMPRESSED = 0x00fd;
    private static final int MPLS_UNICAST = 0x0281;
    private static final int MPLS_MULTICAST = 0x0283;

    private Ppp() {}

    /** PPP whose address and control bytes may be there or not. */
    static @Nullable Ignored decode(DecodedPacket packet, int start) {
        int at = start;
        if (packet.has(at, 2)
                && Bytes.u8(packet.data, at) == ALL_STATIONS
                && Bytes.u8(packet.data, at + 1) == UNNUMBERED_INFORMATION) {
            at += 2;
        }
        return protocol(packet, at);
    }

    /** PPP in HDLC-like framing, or what Cisco devices send instead of it. */
    static @Nullable Ignored serial(DecodedPacket packet, int at) {
        return CiscoHdlc.startsAt(packet, at) ? CiscoHdlc.decode(packet, at) : decode(packet, at);
    }

    /** PPP whose first byte, the address, holds the direction of the packet instead. */
    static @Nullable Ignored withDirection(DecodedPacket packet, int at) {
        boolean inPlaceOfAddress = packet.has(at, 2) && Bytes.u8(packet.data, at + 1) == UNNUMBERED_INFORMATION;
        return inPlaceOfAddress ? protocol(packet, at + 2) : decode(packet, at + 1);
    }

    /** A session stage PPPoE frame (RFC 2516 section 4) from behind the EtherType; code 0 is data. */
    static @Nullable Ignored pppoe(DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.PPPOE, at, PPPOE_LENGTH);
        if (ignored != null) {
            return ignored;
        }
        return Bytes.u8(packet.data, at + PPPOE_CODE) == 0 ? decode(packet, at + PPPOE_LENGTH) : Ignored.NOT_IP;
    }

    private static @Nullable Ignored protocol(DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.PPP, at, 1);
        if (ignored != null) {
            return ignored;
        }
        int first = Bytes.u8(packet.data, at);
        if ((first & 1) != 0) {
            return payload(packet, first, at + 1);
        }
        return packet.has(at, 2) ? payload(packet, Bytes.u16be(packet.data, at), at + 2) : Ignored.TRUNCATED_HEADER;
    }

    private static @Nullable Ignored payload(DecodedPacket packet, int protocol, int at) {
        return switch (protocol) {
            case IPV4 -> Ipv4.decode(packet, at);
            case IPV6 -> Ipv6.decode(packet, at);
            case MPLS_UNICAST, MPLS_MULTICAST -> Mpls.decode(packet, at);
            case ENCRYPTED, ENCRYPTED_LINK -> Ignored.ENCRYPTED;
            case VJ_COMPRESSED, VJ_UNCOMPRESSED, MULTILINK, COMPRESSED, COMPRESSED_LINK ->
                Ignored.UNSUPPORTED_ENCAPSULATION;
            default -> Ignored.NOT_IP;
        };
    }
}
