package io.flowjay.packet;

import io.flowjay.wire.Bytes;
import org.jspecify.annotations.Nullable;

/** Tunnels over UDP, known by their registered ports. What does not decode as IP there is no tunnel. */
final class UdpTunnels {
    private static final int LENGTH = 8;

    private static final int L2TP = 1701;
    private static final int GTP_CONTROL = 2123;
    private static final int GTP_USER = 2152;
    private static final int GTP_PRIME = 3386;
    private static final int TEREDO = 3544;
    private static final int LISP_DATA = 4341;
    private static final int VXLAN = 4789;
    private static final int VXLAN_GPE = 4790;
    private static final int AYIYA = 5072;
    private static final int CAPWAP_DATA = 5247;
    private static final int GENEVE = 6081;
    private static final int MPLS = 6635;
    /** Linux used this for VXLAN ahead of the registration. */
    private static final int VXLAN_LINUX = 8472;

    private UdpTunnels() {}

    static @Nullable Ignored decode(DecodedPacket packet, int at) {
        if (!packet.has(at, LENGTH)) {
            return Ignored.TRUNCATED_HEADER;
        }
        int destination = Bytes.u16be(packet.data, at + 2);
        int port = isTunnel(destination) ? destination : Bytes.u16be(packet.data, at);
        if (!isTunnel(port)) {
            return Ignored.NOT_IP;
        }
        Ignored ignored = packet.note(Header.UDP);
        if (ignored != null) {
            return ignored;
        }
        int stated = Bytes.u16be(packet.data, at + 4);
        if (stated >= LENGTH) {
            packet.endAt((long) at + stated);
        }
        return payload(packet, port, at + LENGTH);
    }

    private static boolean isTunnel(int port) {
        return switch (port) {
            case L2TP, GTP_CONTROL, GTP_USER, GTP_PRIME, TEREDO, LISP_DATA, VXLAN -> true;
            case VXLAN_GPE, AYIYA, CAPWAP_DATA, GENEVE, MPLS, VXLAN_LINUX -> true;
            default -> false;
        };
    }

    private static @Nullable Ignored payload(DecodedPacket packet, int port, int at) {
        return switch (port) {
            case VXLAN, VXLAN_LINUX -> Tunnels.inside(packet, Tunnel.VXLAN, Overlay.vxlan(packet, at));
            case VXLAN_GPE -> Tunnels.inside(packet, Tunnel.VXLAN, Overlay.vxlanGpe(packet, at));
            case GENEVE -> Tunnels.inside(packet, Tunnel.GENEVE, Overlay.geneve(packet, at));
            case LISP_DATA -> Tunnels.inside(packet, Tunnel.LISP, Overlay.lisp(packet, at));
            case GTP_USER, GTP_CONTROL, GTP_PRIME -> Tunnels.inside(packet, Tunnel.GTP, Gtp.decode(packet, at));
            case TEREDO -> Tunnels.inside(packet, Tunnel.TEREDO, Teredo.decode(packet, at));
            case L2TP -> Tunnels.inside(packet, Tunnel.L2TP, L2tp.decode(packet, at));
            case CAPWAP_DATA -> Tunnels.inside(packet, Tunnel.CAPWAP, Capwap.decode(packet, at));
            case AYIYA -> Tunnels.inside(packet, Tunnel.AYIYA, Ayiya.decode(packet, at));
            case MPLS -> Tunnels.inside(packet, Tunnel.MPLS, Mpls.decode(packet, at));
            default -> Ignored.NOT_IP;
        };
    }
}
