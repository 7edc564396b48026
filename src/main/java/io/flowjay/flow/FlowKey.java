package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;

/**
 * The 5-tuple of a flow with its endpoints in numeric order, so that both directions have the same key. The VLAN id is 0 unless
 * it is part of the key.
 *
 * <p>An IPv4 address is the last 32 bits of the second word, the rest is zero; {@code ipVersion} tells the families apart.
 */
record FlowKey(
        int ipVersion, int protocol, long aHigh, long aLow, int aPort, long bHigh, long bLow, int bPort, int vlanId) {

    static FlowKey of(DecodedPacket packet, boolean sourceIsA, int vlanId) {
        return sourceIsA
                ? new FlowKey(
                        packet.ipVersion,
                        packet.protocol,
                        packet.sourceHigh,
                        packet.sourceLow,
                        packet.sourcePort,
                        packet.destinationHigh,
                        packet.destinationLow,
                        packet.destinationPort,
                        vlanId)
                : new FlowKey(
                        packet.ipVersion,
                        packet.protocol,
                        packet.destinationHigh,
                        packet.destinationLow,
                        packet.destinationPort,
                        packet.sourceHigh,
                        packet.sourceLow,
                        packet.sourcePort,
                        vlanId);
    }

    /** Whether the packet's source is endpoint A of its key. */
    static boolean sourceIsA(DecodedPacket packet) {
        int order = Long.compareUnsigned(packet.sourceHigh, packet.destinationHigh);
        if (order == 0) {
            order = Long.compareUnsigned(packet.sourceLow, packet.destinationLow);
        }
        return order == 0 ? packet.sourcePort <= packet.destinationPort : order < 0;
    }

    boolean matches(DecodedPacket packet, boolean sourceIsA, int vlan) {
        if (packet.protocol != protocol || packet.ipVersion != ipVersion || vlan != vlanId) {
            return false;
        }
        return sourceIsA
                ? packet.sourceHigh == aHigh
                        && packet.sourceLow == aLow
                        && packet.sourcePort == aPort
                        && packet.destinationHigh == bHigh
                        && packet.destinationLow == bLow
                        && packet.destinationPort == bPort
                : packet.destinationHigh == aHigh
                        && packet.destinationLow == aLow
                        && packet.destinationPort == aPort
                        && packet.sourceHigh == bHigh
                        && packet.sourceLow == bLow
                        && packet.sourcePort == bPort;
    }
}
