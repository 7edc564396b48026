package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.Tunnel;
import org.jspecify.annotations.Nullable;

/**
 * The outermost tunnel around the first packet of a flow, seen from the flow's initiator.
 *
 * @param tunnel its kind
 * @param depth number of tunnels inside one another, this one included
 * @param initiatorAddress address of its end on the initiator's side, as text
 * @param responderAddress address of its other end, as text
 */
public record OuterTunnel(Tunnel tunnel, int depth, String initiatorAddress, String responderAddress) {
    /** The same, seen from the other side. */
    OuterTunnel turned() {
        return new OuterTunnel(
                tunnel, depth, /* initiatorAddress= */ responderAddress, /* responderAddress= */ initiatorAddress);
    }

    static @Nullable OuterTunnel of(DecodedPacket packet, boolean fromInitiator) {
        Tunnel tunnel = packet.tunnel;
        if (tunnel == null) {
            return null;
        }
        String source = IpText.of(packet.outerIpVersion, packet.outerSourceHigh, packet.outerSourceLow);
        String destination = IpText.of(packet.outerIpVersion, packet.outerDestinationHigh, packet.outerDestinationLow);
        return new OuterTunnel(
                tunnel, packet.tunnelDepth, fromInitiator ? source : destination, fromInitiator ? destination : source);
    }
}
