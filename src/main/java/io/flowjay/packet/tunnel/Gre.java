package io.flowjay.packet.tunnel;

import io.flowjay.packet.EtherType;
import io.flowjay.packet.Header;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.LinkType;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.Tunnel;
import io.flowjay.packet.frame.Encapsulation;
import io.flowjay.packet.frame.Frame;
import io.flowjay.packet.frame.LikelyEthernet;

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
    private static final int ERSPAN_SESSION = 0x03ff;
    private static final int ERSPAN_3 = 0x22eb;
    private static final int ERSPAN_3_LENGTH = 12;
    private static final int ERSPAN_3_SUBHEADER = 0x0001;
    private static final int ERSPAN_3_SUBHEADER_LENGTH = 8;
    private static final int ERSPAN_3_IP = 2;
    private static final int WCCP = 0x883e;
    private static final int WCCP_LENGTH = 4;
    private static final int FIRST_ARUBA = 0x8200;
    private static final int LAST_ARUBA = 0x8370;
    private static final int FIRST_ETHER_TYPE = 0x0600;

    private Gre() {}

    static Outcome decode(Frame frame, int at) {
        Outcome entered = frame.enter(Header.GRE, at, LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        int flags = frame.u16be(at);
        int payload = payload(frame, flags, at);
        if (payload < 0 || (flags & VERSION) > 1) {
            return Ignored.NOT_IP;
        }
        if ((flags & KEY) != 0) {
            int key = at + LENGTH + ((flags & (CHECKSUM | ROUTING)) != 0 ? 4 : 0);
            if (!frame.has(key, 4)) {
                return Ignored.TRUNCATED_HEADER;
            }
            if ((flags & VERSION) == 1) {
                // PPTP's key is the payload's length and the receiver's call (RFC 2637 section 4.1).
                frame.receiversTunnelId(Tunnel.GRE, frame.u16be(key + 2));
            } else {
                frame.tunnelId(Tunnel.GRE, network(flags, frame.u16be(at + 2), frame.u32be(key)));
            }
        }
        int type = frame.u16be(at + 2);
        return switch (type) {
            case ERSPAN_1_2 -> erspan(frame, payload, (flags & SEQUENCE) != 0 ? ERSPAN_2_LENGTH : 0);
            case ERSPAN_3 -> TunnelDecoders.inside(frame, Tunnel.ERSPAN, erspan3(frame, payload));
            case Eoip.TYPE -> Eoip.decode(frame, at);
            case WCCP -> TunnelDecoders.inside(frame, Tunnel.GRE, wccp(frame, payload));
            default ->
                type < FIRST_ETHER_TYPE
                        ? Ignored.NOT_IP
                        : TunnelDecoders.inside(frame, Tunnel.GRE, typed(frame, type, payload));
        };
    }

    /** GRE in UDP (RFC 8086): the destination port is its own, and flags that RFC 2890 does not have are 0. */
    static Outcome inUdp(Frame frame, int at) {
        boolean plain = frame.has(at, LENGTH) && (frame.u16be(at) & ~(CHECKSUM | KEY | SEQUENCE)) == 0;
        return plain ? decode(frame, at) : Ignored.NOT_IP;
    }

    /**
     * What follows a type. Aruba's access points send 802.11 frames under types of their own, and devices of several vendors Ethernet
     * frames under types that nobody registered.
     */
    private static Outcome typed(Frame frame, int type, int at) {
        if (frame.knowsEtherType(type)) {
            return frame.etherType(type, at);
        }
        if (LikelyEthernet.startsAt(frame, at)) {
            return frame.ethernet(at);
        }
        boolean aruba = type >= FIRST_ARUBA && type <= LAST_ARUBA && (type & 0x0f) == 0;
        return aruba ? frame.link(LinkType.IEEE802_11, at) : Ignored.NOT_IP;
    }

    /**
     * The identifier that a key holds: of NVGRE (RFC 7637 section 3.2: Ethernet, no checksum, no sequence number) the upper 24 bits, since
     * the others only spread load; a key that has none of these bits is not of NVGRE.
     */
    private static int network(int flags, int type, long key) {
        boolean nvgre = type == EtherType.TRANSPARENT_BRIDGING && (flags & (CHECKSUM | ROUTING | SEQUENCE)) == 0;
        long subnet = key >> 8;
        return (int) (nvgre && subnet != 0 ? subnet : key);
    }

    /** Where the payload starts after the optional fields, or -1. */
    private static int payload(Frame frame, int flags, int start) {
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
            if (!frame.has(at, ROUTE_ENTRY_LENGTH)) {
                return -1;
            }
            last = frame.u32be(at) == 0;
            at += ROUTE_ENTRY_LENGTH + frame.u8(at + 3);
        }
        return at;
    }

    private static Outcome erspan(Frame frame, int at, int length) {
        if (length > 0 && frame.has(at, length)) {
            frame.tunnelId(Tunnel.ERSPAN, session(frame, at));
        }
        return TunnelDecoders.inside(frame, Tunnel.ERSPAN, Encapsulation.ethernet(frame, Header.ERSPAN, at, length));
    }

    /** ERSPAN type III: the last 16 bits hold the type of the mirrored frame and whether a subheader follows. */
    private static Outcome erspan3(Frame frame, int at) {
        Outcome entered = frame.enter(Header.ERSPAN, at, ERSPAN_3_LENGTH);
        if (entered != Progress.CONTINUE) {
            return entered;
        }
        frame.tunnelId(Tunnel.ERSPAN, session(frame, at));
        int bits = frame.u16be(at + ERSPAN_3_LENGTH - 2);
        int subheader = (bits & ERSPAN_3_SUBHEADER) != 0 ? ERSPAN_3_SUBHEADER_LENGTH : 0;
        int mirrored = at + ERSPAN_3_LENGTH + subheader;
        return (bits >> 10 & 0x1f) == ERSPAN_3_IP ? frame.ip(mirrored) : frame.ethernet(mirrored);
    }

    /** The session: the last 10 bits of the first word. */
    private static int session(Frame frame, int at) {
        return frame.u16be(at + 2) & ERSPAN_SESSION;
    }

    /** Redirected packets of WCCP; version 2 puts a header before them. */
    private static Outcome wccp(Frame frame, int at) {
        boolean version1 = frame.has(at, 1) && frame.u8(at) >> 4 == 4;
        return frame.ipv4(version1 ? at : at + WCCP_LENGTH);
    }
}
