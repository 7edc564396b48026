package io.flowjay.packet.tunnel;

import io.flowjay.packet.EtherType;
import io.flowjay.packet.IpProtocol;
import io.flowjay.packet.Outcome;
import io.flowjay.packet.Progress;
import io.flowjay.packet.Tunnel;
import io.flowjay.packet.frame.Decoder;
import io.flowjay.packet.frame.DecoderTable;
import io.flowjay.packet.frame.DecoderTables;
import io.flowjay.packet.frame.Frame;

/** Tunnels, by the IP protocol or the UDP port that carries them. */
public final class TunnelDecoders {
    private TunnelDecoders() {}

    /** Adds these decoders. */
    public static void addTo(DecoderTables tables) {
        DecoderTable protocols = tables.ipProtocols();
        protocols.add(IpProtocol.IPV4, IpInIp::ipv4);
        protocols.add(IpProtocol.IPV6, IpInIp::ipv6);
        protocols.add(IpProtocol.GRE, Gre::decode);
        protocols.add(IpProtocol.ETHERIP, tunnel(Tunnel.ETHERIP, EtherIp::decode));
        protocols.add(IpProtocol.PIM, tunnel(Tunnel.PIM_REGISTER, PimRegister::decode));
        protocols.add(IpProtocol.MPLS, tunnel(Tunnel.MPLS, TunnelDecoders::mpls));
        protocols.add(IpProtocol.ETHERNET, tunnel(Tunnel.ETHERNET, Frame::ethernet));
        protocols.add(IpProtocol.UDP, new UdpTunnels(tables.udpPorts()));
        DecoderTable ports = tables.udpPorts();
        ports.add(UdpPort.VXLAN, tunnel(Tunnel.VXLAN, Overlay::vxlan));
        ports.add(UdpPort.VXLAN_LINUX, tunnel(Tunnel.VXLAN, Overlay::vxlan));
        ports.add(UdpPort.VXLAN_GPE, tunnel(Tunnel.VXLAN, Overlay::vxlanGpe));
        ports.add(UdpPort.GENEVE, tunnel(Tunnel.GENEVE, Overlay::geneve));
        ports.add(UdpPort.LISP_DATA, tunnel(Tunnel.LISP, Overlay::lisp));
        ports.add(UdpPort.GTP_USER, tunnel(Tunnel.GTP, Gtp::decode));
        ports.add(UdpPort.GTP_CONTROL, tunnel(Tunnel.GTP, Gtp::decode));
        ports.add(UdpPort.GTP_PRIME, tunnel(Tunnel.GTP, Gtp::decode));
        ports.add(UdpPort.TEREDO, tunnel(Tunnel.TEREDO, Teredo::decode));
        ports.add(UdpPort.L2TP, tunnel(Tunnel.L2TP, L2tp::decode));
        ports.add(UdpPort.CAPWAP_DATA, tunnel(Tunnel.CAPWAP, new Capwap(tables.wirelessBindings())));
        ports.add(UdpPort.AYIYA, tunnel(Tunnel.AYIYA, Ayiya::decode));
        ports.add(UdpPort.MPLS, tunnel(Tunnel.MPLS, TunnelDecoders::mpls));
    }

    private static Decoder tunnel(Tunnel tunnel, Decoder decoder) {
        return (frame, at) -> inside(frame, tunnel, decoder.decode(frame, at));
    }

    /** Notes a tunnel when what is inside was decoded; the outermost one is the last to come here. */
    static Outcome inside(Frame frame, Tunnel tunnel, Outcome outcome) {
        if (outcome == Progress.DECODED) {
            frame.packet.tunnel = tunnel;
            frame.packet.tunnelDepth++;
        }
        return outcome;
    }

    private static Outcome mpls(Frame frame, int at) {
        return frame.etherType(EtherType.MPLS_UNICAST, at);
    }
}
