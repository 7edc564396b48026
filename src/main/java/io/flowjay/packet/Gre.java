package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * GRE (RFC 2784, RFC 2890, source routes of RFC 1701, PPTP's version 1 of RFC 2637) and the port mirroring that Cisco devices
 * send over it.
 */
final class Gre {
    private static final int LENGTH = 4;
    private static final int CHECKSUM = 0x8000;
    private static final int ROUTING = 0x4000;
    private static final int KEY = 0x2000;
    private static final int SEQUENCE = 0x1000;
    private static final int ACKNOWLEDGEMENT = 0x0080;
    private static final int VERSION = 0x0007;
    private static final int ROUTE_ENTRY_LENGTH = 4;

    private static final int ERSPAN_1_2 = 0x88be;
    private static final int ERSPAN_2_LENGTH = 8;
    private static final int ERSPAN_3 = 0x22eb;
    private static final int ERSPAN_3_LENGTH = 12;
    private static final int ERSPAN_3_SUBHEADER = 0x0001;
    private static final int ERSPAN_3_SUBHEADER_LENGTH = 8;
    private static final int ERSPAN_3_IP = 2;
    private static final int WCCP = 0x883e;
    private static final int WCCP_LENGTH = 4;
    private static final int FIRST_ETHER_TYPE = 0x0600;

    private Gre() {}

    static @Nullable Ignored decode(DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.GRE, at, LENGTH);
        if (ignored != null) {
            return ignored;
        }
        int flags = Bytes.u16be(packet.data, at);
        int payload = payload(packet, flags, at);
        if (payload < 0 || (flags & VERSION) > 1) {
            return Ignored.NOT_IP;
        }
        int type = Bytes.u16be(packet.data, at + 2);
        return switch (type) {
            case ERSPAN_1_2 -> erspan(packet, payload, (flags & SEQUENCE) != 0 ? ERSPAN_2_LENGTH : 0);
            case ERSPAN_3 -> Tunnels.inside(packet, Tunnel.ERSPAN, erspan3(packet, payload));
            case WCCP -> Tunnels.inside(packet, Tunnel.GRE, wccp(packet, payload));
            default ->
                type < FIRST_ETHER_TYPE
                        ? Ignored.NOT_IP
                        : Tunnels.inside(packet, Tunnel.GRE, EtherType.decode(packet, type, payload));
        };
    }

    /** Where the payload starts behind the optional fields, or -1. */
    private static int payload(DecodedPacket packet, int flags, int start) {
        int at = start + LENGTH;
        at += (flags & (CHECKSUM | ROUTING)) != 0 ? 4 : 0;
        at += (flags & KEY) != 0 ? 4 : 0;
        at += (flags & SEQUENCE) != 0 ? 4 : 0;
        if ((flags & VERSION) == 1) {
            return at + ((flags & ACKNOWLEDGEMENT) != 0 ? 4 : 0);
        }
        // Entries of a source route: address family, offset, length; the last one has neither.
        boolean last = (flags & ROUTING) == 0;
        while (!last) {
            if (!packet.has(at, ROUTE_ENTRY_LENGTH)) {
                return -1;
            }
            last = Bytes.u32be(packet.data, at) == 0;
            at += ROUTE_ENTRY_LENGTH + Bytes.u8(packet.data, at + 3);
        }
        return at;
    }

    private static @Nullable Ignored erspan(DecodedPacket packet, int at, int length) {
        return Tunnels.inside(packet, Tunnel.ERSPAN, Ethernet.behind(packet, Header.ERSPAN, at, length));
    }

    /** ERSPAN type III: the last 16 bits hold the type of the mirrored frame and whether a subheader follows. */
    private static @Nullable Ignored erspan3(DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.ERSPAN, at, ERSPAN_3_LENGTH);
        if (ignored != null) {
            return ignored;
        }
        int bits = Bytes.u16be(packet.data, at + ERSPAN_3_LENGTH - 2);
        int subheader = (bits & ERSPAN_3_SUBHEADER) != 0 ? ERSPAN_3_SUBHEADER_LENGTH : 0;
        int frame = at + ERSPAN_3_LENGTH + subheader;
        return (bits >> 10 & 0x1f) == ERSPAN_3_IP ? LinkType.ip(packet, frame) : Ethernet.decode(packet, frame);
    }

    /** Redirected packets of WCCP; version 2 puts a header ahead of them. */
    private static @Nullable Ignored wccp(DecodedPacket packet, int at) {
        boolean version1 = packet.has(at, 1) && Bytes.u8(packet.data, at) >> 4 == 4;
        return Ipv4.decode(packet, version1 ? at : at + WCCP_LENGTH);
    }
}
