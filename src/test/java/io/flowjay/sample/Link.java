package io.flowjay.sample;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.Arrays;
import org.pcap4j.packet.Dot1qVlanTagPacket;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV4Rfc791Tos;
import org.pcap4j.packet.IpV6Packet;
import org.pcap4j.packet.IpV6SimpleFlowLabel;
import org.pcap4j.packet.IpV6SimpleTrafficClass;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.UdpPacket;
import org.pcap4j.packet.UnknownPacket;
import org.pcap4j.packet.namednumber.EtherType;
import org.pcap4j.packet.namednumber.IpNumber;
import org.pcap4j.packet.namednumber.IpVersion;
import org.pcap4j.packet.namednumber.UdpPort;

/** Two hosts and the IP and Ethernet headers of what they send to each other. */
final class Link {
    private static final int NO_VLAN = -1;

    private final Trace trace;
    private final Host initiator;
    private final Host responder;
    private final int vlan;
    private int forwardId;
    private int backwardId;

    Link(Trace trace, Host initiator, Host responder) {
        this(trace, initiator, responder, NO_VLAN);
    }

    /** @param vlan VLAN identifier of the IEEE 802.1Q tag every frame carries */
    Link(Trace trace, Host initiator, Host responder, int vlan) {
        this.trace = trace;
        this.initiator = initiator;
        this.responder = responder;
        this.vlan = vlan;
        Noise noise = new Noise(hash(initiator) * 31L + hash(responder));
        forwardId = noise.below(1 << 16);
        backwardId = noise.below(1 << 16);
    }

    Host from(Way way) {
        return way == Way.FORWARD ? initiator : responder;
    }

    Host to(Way way) {
        return from(way.opposite());
    }

    /** IPv4 identification of the last packet sent that way. */
    int lastId(Way way) {
        return (way == Way.FORWARD ? forwardId : backwardId) - 1;
    }

    /** @param nanos nanoseconds since the start of the capture */
    void send(long nanos, Way way, IpNumber protocol, Packet.Builder payload) {
        int id = way == Way.FORWARD ? forwardId++ : backwardId++;
        frame(nanos, way, ip(from(way), to(way), protocol, id, payload));
    }

    void sendUdp(long nanos, Way way, int sourcePort, int destinationPort, byte[] data) {
        send(nanos, way, IpNumber.UDP, udp(from(way), to(way), sourcePort, destinationPort, data));
    }

    private void frame(long nanos, Way way, Packet.Builder ip) {
        EtherType type = initiator.address() instanceof Inet4Address ? EtherType.IPV4 : EtherType.IPV6;
        Packet.Builder payload = ip;
        if (vlan != NO_VLAN) {
            payload = new Dot1qVlanTagPacket.Builder()
                    .vid((short) vlan)
                    .type(type)
                    .payloadBuilder(ip);
            type = EtherType.DOT1Q_VLAN_TAGGED_FRAMES;
        }
        EthernetPacket.Builder frame = new EthernetPacket.Builder()
                .srcAddr(from(way).mac())
                .dstAddr(to(way).mac())
                .type(type)
                .payloadBuilder(payload)
                .pad(new byte[0])
                .paddingAtBuild(!from(way).capturesItself());
        trace.add(nanos, frame.build());
    }

    static Packet.Builder udp(Host from, Host to, int sourcePort, int destinationPort, byte[] data) {
        return new UdpPacket.Builder()
                .srcAddr(from.address())
                .dstAddr(to.address())
                .srcPort(UdpPort.getInstance((short) sourcePort))
                .dstPort(UdpPort.getInstance((short) destinationPort))
                .correctLengthAtBuild(true)
                .correctChecksumAtBuild(true)
                .payloadBuilder(bytes(data));
    }

    static Packet.Builder bytes(byte[] data) {
        return new UnknownPacket.Builder().rawData(data);
    }

    private static int hash(Host host) {
        return Arrays.hashCode(host.address().getAddress());
    }

    /** @param id IPv4 identification; not used by IPv6 */
    static Packet.Builder ip(Host from, Host to, IpNumber protocol, int id, Packet.Builder payload) {
        if (from.address() instanceof Inet4Address source) {
            return new IpV4Packet.Builder()
                    .version(IpVersion.IPV4)
                    .tos(IpV4Rfc791Tos.newInstance((byte) 0))
                    .identification((short) id)
                    .dontFragmentFlag(true)
                    .ttl((byte) from.hopLimit())
                    .protocol(protocol)
                    .srcAddr(source)
                    .dstAddr((Inet4Address) to.address())
                    .correctLengthAtBuild(true)
                    .correctChecksumAtBuild(true)
                    .payloadBuilder(payload);
        }
        return new IpV6Packet.Builder()
                .version(IpVersion.IPV6)
                .trafficClass(IpV6SimpleTrafficClass.newInstance((byte) 0))
                .flowLabel(IpV6SimpleFlowLabel.newInstance(0xF_FFFF & hash(from) * 31))
                .nextHeader(protocol)
                .hopLimit((byte) from.hopLimit())
                .srcAddr((Inet6Address) from.address())
                .dstAddr((Inet6Address) to.address())
                .correctLengthAtBuild(true)
                .payloadBuilder(payload);
    }
}
