package io.flowjay.sample;

import java.time.Duration;
import org.pcap4j.packet.ArpPacket;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.namednumber.ArpHardwareType;
import org.pcap4j.packet.namednumber.ArpOperation;
import org.pcap4j.packet.namednumber.EtherType;
import org.pcap4j.util.MacAddress;

/** The laptop asks for the router's hardware address: the frames of the sample that hold no IP packet. */
final class ArpConversation {
    private static final MacAddress UNKNOWN = MacAddress.getByName("00:00:00:00:00:00");

    private ArpConversation() {}

    static void addTo(Trace trace) {
        long asked = Duration.ofMillis(240).toNanos();
        Host asking = Host.LAPTOP;
        Host router = Host.ROUTER;
        trace.add(asked, frame(ArpOperation.REQUEST, asking, UNKNOWN, router, MacAddress.ETHER_BROADCAST_ADDRESS));
        trace.add(asked + 410_000L, frame(ArpOperation.REPLY, router, asking.mac(), asking, asking.mac()));
    }

    private static EthernetPacket frame(
            ArpOperation operation, Host from, MacAddress target, Host to, MacAddress destination) {
        ArpPacket.Builder arp = new ArpPacket.Builder()
                .hardwareType(ArpHardwareType.ETHERNET)
                .protocolType(EtherType.IPV4)
                .hardwareAddrLength((byte) 6)
                .protocolAddrLength((byte) 4)
                .operation(operation)
                .srcHardwareAddr(from.mac())
                .srcProtocolAddr(from.address())
                .dstHardwareAddr(target)
                .dstProtocolAddr(to.address());
        return new EthernetPacket.Builder()
                .srcAddr(from.mac())
                .dstAddr(destination)
                .type(EtherType.ARP)
                .payloadBuilder(arp)
                .pad(new byte[0])
                .paddingAtBuild(!from.capturesItself())
                .build();
    }
}
