package io.flowjay.packet.tunnel;

import io.flowjay.packet.Outcome;
import io.flowjay.packet.Tunnel;
import io.flowjay.packet.frame.Frame;

/** IPv4 (RFC 2003, RFC 2473) and IPv6 (RFC 4213, RFC 2473) directly in an IP packet of either version. */
final class IpInIp {
    private IpInIp() {}

    static Outcome ipv4(Frame frame, int at) {
        Tunnel tunnel = frame.carrierVersion() == 4 ? Tunnel.IPV4_IN_IPV4 : Tunnel.IPV4_IN_IPV6;
        return TunnelDecoders.inside(frame, tunnel, frame.ipv4(at));
    }

    static Outcome ipv6(Frame frame, int at) {
        Tunnel tunnel = frame.carrierVersion() == 4 ? Tunnel.IPV6_IN_IPV4 : Tunnel.IPV6_IN_IPV6;
        return TunnelDecoders.inside(frame, tunnel, frame.ipv6(at));
    }
}
