package io.flowjay.flow;

import io.flowjay.packet.DecodedPacket;
import org.jspecify.annotations.Nullable;

/**
 * The 5-tuple of a flow with its endpoints in numeric order, so that both directions have the same key, and the network it is in where
 * that is part of the key.
 *
 * <p>An IPv4 address is the last 32 bits of the second word, the rest is zero; {@code ipVersion} tells the families apart.
 */
record FlowKey(
        int ipVersion,
        int protocol,
        long aHigh,
        long aLow,
        int aPort,
        long bHigh,
        long bLow,
        int bPort,
        @Nullable Network network) {

    /** A network that may use the addresses of another one: link and tunnel as in {@link FlowKeyFields}. */
    record Network(long link, long tunnel) {
        static @Nullable Network of(long link, long tunnel) {
            return (link | tunnel) == 0 ? null : new Network(link, tunnel);
        }
    }

    static FlowKey of(DecodedPacket packet, boolean sourceIsA, long link, long tunnel) {
        Network network = Network.of(link, tunnel);
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
                        network)
                : new FlowKey(
                        packet.ipVersion,
                        packet.protocol,
                        packet.destinationHigh,
                        packet.destinationLow,
                        packet.destinationPort,
                        packet.sourceHigh,
                        packet.sourceLow,
                        packet.sourcePort,
                        network);
    }

    /** Interface and VLAN as in {@link FlowKeyFields#link}, 0 unless they are part of the key. */
    long link() {
        return network == null ? 0 : network.link;
    }

    /** The tunnel as in {@link FlowKeyFields#tunnel}, 0 unless it is part of the key. */
    long tunnel() {
        return network == null ? 0 : network.tunnel;
    }

    /**
     * Writes the 5-tuple: protocol, IP version, then A and B, each as address and port, in network order.
     *
     * @param to at least 38 bytes
     * @return how many bytes it takes: 14 for IPv4, 38 for IPv6
     */
    int write(byte[] to) {
        to[0] = (byte) protocol;
        to[1] = (byte) ipVersion;
        return end(to, end(to, 2, aHigh, aLow, aPort), bHigh, bLow, bPort);
    }

    private int end(byte[] to, int start, long high, long low, int port) {
        int at = start;
        if (ipVersion == 6) {
            at = number(to, at, high, Long.BYTES);
            at = number(to, at, low, Long.BYTES);
        } else {
            at = number(to, at, low, Integer.BYTES);
        }
        return number(to, at, port, Short.BYTES);
    }

    private static int number(byte[] to, int at, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            to[at + i] = (byte) (value >>> ((bytes - 1 - i) * Byte.SIZE));
        }
        return at + bytes;
    }

    /** Whether the packet's source is endpoint A of its key. */
    static boolean sourceIsA(DecodedPacket packet) {
        int order = Long.compareUnsigned(packet.sourceHigh, packet.destinationHigh);
        if (order == 0) {
            order = Long.compareUnsigned(packet.sourceLow, packet.destinationLow);
        }
        return order == 0 ? packet.sourcePort <= packet.destinationPort : order < 0;
    }

    boolean matches(DecodedPacket packet, boolean sourceIsA, long ofLink, long ofTunnel) {
        if (packet.protocol != protocol || packet.ipVersion != ipVersion || ofLink != link() || ofTunnel != tunnel()) {
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
