package io.flowjay.sample;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.pcap4j.util.MacAddress;

/**
 * A station of the sample network as the capturing laptop sees it.
 *
 * @param mac address of the interface its frames come from; the router's for every station beyond the router
 * @param address IPv4 or IPv6 address
 * @param hopLimit TTL or hop limit its packets arrive with
 */
record Host(MacAddress mac, InetAddress address, int hopLimit) {
    private static final MacAddress LAPTOP_MAC = MacAddress.getByName("3c:22:fb:4a:91:07");
    private static final MacAddress ROUTER_MAC = MacAddress.getByName("b8:27:eb:13:5d:c2");

    static final Host LAPTOP = new Host(LAPTOP_MAC, address("192.168.10.20"), 64);
    static final Host LAPTOP_V6 = new Host(LAPTOP_MAC, address("2001:db8:10::20"), 64);
    static final Host LAPTOP_LINK_LOCAL = new Host(LAPTOP_MAC, address("fe80::3e22:fbff:fe4a:9107"), 1);
    static final Host ROUTER = new Host(ROUTER_MAC, address("192.168.10.1"), 64);
    static final Host ROUTER_V6 = new Host(ROUTER_MAC, address("2001:db8:10::1"), 255);

    /** A station beyond the router, some ten hops away. */
    static Host remote(String address) {
        return new Host(ROUTER_MAC, address(address), 54);
    }

    /** Another station of the laptop's own network. */
    static Host neighbour(String mac, String address) {
        return new Host(MacAddress.getByName(mac), address(address), 64);
    }

    /** An IPv6 multicast group, RFC 2464 section 7: the frame goes to 33:33 and the last four bytes of the address. */
    static Host group(String address) {
        InetAddress group = address(address);
        byte[] bytes = group.getAddress();
        byte[] mac = {0x33, 0x33, bytes[12], bytes[13], bytes[14], bytes[15]};
        return new Host(MacAddress.getByAddress(mac), group, 1);
    }

    Host withHopLimit(int limit) {
        return new Host(mac, address, limit);
    }

    /** True for frames the laptop sends: they are captured before the interface pads them. */
    boolean capturesItself() {
        return mac.equals(LAPTOP_MAC);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
