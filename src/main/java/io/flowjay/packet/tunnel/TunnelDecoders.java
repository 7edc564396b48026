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
import java.util.Map;

/** Tunnels, by the IP protocol or the UDP port that carries them. */
public final class TunnelDecoders {
    private TunnelDecoders() {}

    /**
     * Adds these decoders.
     *
     * @param userPorts names of the setting {@code tunnel-ports}, by UDP port
     */
    public static void addTo(DecoderTables tables, Map<Integer, String> userPorts) {
        DecoderTable protocols = tables.ipProtocols();
        protocols.add(IpProtocol.IPV4, IpInIp::ipv4);
        protocols.add(IpProtocol.IPV6, IpInIp::ipv6);
        protocols.add(IpProtocol.GRE, Gre::decode);
        protocols.add(IpProtocol.ETHERIP, tunnel(Tunnel.ETHERIP, EtherIp::decode));
        protocols.add(IpProtocol.PIM, tunnel(Tunnel.PIM_REGISTER, PimRegister::decode));
        protocols.add(IpProtocol.L2TP, tunnel(Tunnel.L2TP, L2tpV3::decode));
        protocols.add(IpProtocol.MPLS, tunnel(Tunnel.MPLS, TunnelDecoders::mpls));
        protocols.add(IpProtocol.ETHERNET, tunnel(Tunnel.ETHERNET, Frame::ethernet));
        protocols.add(IpProtocol.UDP, new UdpTunnels(tables.udpPorts()));
        overUdp(tables, userPorts);
    }

    private static void overUdp(DecoderTables tables, Map<Integer, String> userPorts) {
        UdpPorts ports = new UdpPorts(tables.udpPorts());
        ports.add("vxlan", tunnel(Tunnel.VXLAN, Overlay::vxlan), UdpPort.VXLAN, UdpPort.VXLAN_LINUX);
        ports.addUnregistered(
                tunnel(Tunnel.VXLAN, Overlay::strictVxlan),
                UdpPort.VXLAN_NETIS,
                UdpPort.VXLAN_AZURE_INTERNAL,
                UdpPort.VXLAN_AZURE_EXTERNAL,
                UdpPort.VXLAN_MIRROR);
        ports.add("vxlan-gpe", tunnel(Tunnel.VXLAN, Overlay::vxlanGpe), UdpPort.VXLAN_GPE);
        ports.add("geneve", tunnel(Tunnel.GENEVE, Overlay::geneve), UdpPort.GENEVE);
        ports.add("gre", Gre::inUdp, UdpPort.GRE);
        ports.add("gtp", tunnel(Tunnel.GTP, Gtp::decode), UdpPort.GTP_USER, UdpPort.GTP_CONTROL, UdpPort.GTP_PRIME);
        ports.add("teredo", tunnel(Tunnel.TEREDO, Teredo::decode), UdpPort.TEREDO);
        ports.add("l2tp", tunnel(Tunnel.L2TP, L2tp::decode), UdpPort.L2TP);
        ports.add("lisp", tunnel(Tunnel.LISP, Overlay::lisp), UdpPort.LISP_DATA);
        ports.add("capwap", tunnel(Tunnel.CAPWAP, new Capwap(tables.wirelessBindings())), UdpPort.CAPWAP_DATA);
        ports.add("ayiya", tunnel(Tunnel.AYIYA, Ayiya::decode), UdpPort.AYIYA);
        ports.add("mpls", tunnel(Tunnel.MPLS, TunnelDecoders::mpls), UdpPort.MPLS);
        ports.add("tzsp", tunnel(Tunnel.TZSP, Tzsp::decode), UdpPort.TZSP);
        ports.addUserPorts(userPorts);
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
