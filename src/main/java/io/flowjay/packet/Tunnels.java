package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** What is inside an IP packet that may be a tunnel. */
final class Tunnels {
    private static final int ETHERIP_LENGTH = 2;
    private static final int ETHERIP_VERSION = 3;
    private static final int PIM_LENGTH = 8;
    private static final int PIM_REGISTER = 0x21;
    private static final int PIM_NULL_REGISTER = 0x40;

    private Tunnels() {}

    /**
     * Decodes the packet inside.
     *
     * @param packet where the fields go; ends with the payload
     * @param version IP version outside
     * @param protocol the upper-layer protocol
     * @param at where the payload starts
     * @return null when a packet inside was decoded, else why not
     */
    static @Nullable Ignored decode(DecodedPacket packet, int version, int protocol, int at) {
        return switch (protocol) {
            case IpProtocol.UDP -> UdpTunnels.decode(packet, at);
            case IpProtocol.IPV4 ->
                inside(packet, version == 4 ? Tunnel.IPV4_IN_IPV4 : Tunnel.IPV4_IN_IPV6, Ipv4.decode(packet, at));
            case IpProtocol.IPV6 ->
                inside(packet, version == 4 ? Tunnel.IPV6_IN_IPV4 : Tunnel.IPV6_IN_IPV6, Ipv6.decode(packet, at));
            case IpProtocol.GRE -> Gre.decode(packet, at);
            case IpProtocol.ETHERIP -> inside(packet, Tunnel.ETHERIP, etherIp(packet, at));
            case IpProtocol.PIM -> inside(packet, Tunnel.PIM_REGISTER, pimRegister(packet, at));
            case IpProtocol.MPLS -> inside(packet, Tunnel.MPLS, Mpls.decode(packet, at));
            case IpProtocol.ETHERNET -> inside(packet, Tunnel.ETHERNET, Ethernet.decode(packet, at));
            default -> Ignored.NOT_IP;
        };
    }

    /** Notes a tunnel when what is inside was decoded; the outermost one is the last to come here. */
    static @Nullable Ignored inside(DecodedPacket packet, Tunnel tunnel, @Nullable Ignored ignored) {
        if (ignored == null) {
            packet.tunnel = tunnel;
            packet.tunnelDepth++;
        }
        return ignored;
    }

    private static @Nullable Ignored etherIp(DecodedPacket packet, int at) {
        if (packet.has(at, 1) && Bytes.u8(packet.data, at) >> 4 != ETHERIP_VERSION) {
            return Ignored.NOT_IP;
        }
        return Ethernet.behind(packet, Header.ETHERIP, at, ETHERIP_LENGTH);
    }

    private static @Nullable Ignored pimRegister(DecodedPacket packet, int at) {
        Ignored ignored = packet.enter(Header.PIM, at, PIM_LENGTH);
        if (ignored != null) {
            return ignored;
        }
        boolean register =
                Bytes.u8(packet.data, at) == PIM_REGISTER && (Bytes.u8(packet.data, at + 4) & PIM_NULL_REGISTER) == 0;
        return register ? LinkType.ip(packet, at + PIM_LENGTH) : Ignored.NOT_IP;
    }
}
