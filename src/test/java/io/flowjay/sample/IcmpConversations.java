package io.flowjay.sample;

import static io.flowjay.sample.Way.BACKWARD;
import static io.flowjay.sample.Way.FORWARD;

import java.net.Inet6Address;
import java.time.Duration;
import org.pcap4j.packet.IcmpV4CommonPacket;
import org.pcap4j.packet.IcmpV6CommonPacket;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.IcmpV4Code;
import org.pcap4j.packet.namednumber.IcmpV4Type;
import org.pcap4j.packet.namednumber.IcmpV6Code;
import org.pcap4j.packet.namednumber.IcmpV6Type;
import org.pcap4j.packet.namednumber.IpNumber;

/** ICMP and ICMPv6: echo, an unreachable port, neighbour discovery and a multicast report. */
final class IcmpConversations {
    private static final int ECHO_DATA = 56;

    private IcmpConversations() {}

    static void addTo(Trace trace) {
        echo(trace);
        echoV6(trace);
        portUnreachable(trace);
        neighbourDiscovery(trace);
        multicastReport(trace);
    }

    private static void echo(Trace trace) {
        Link link = new Link(trace, Host.LAPTOP, Host.remote("203.0.113.53"));
        Noise noise = new Noise(4);
        for (int sequence = 1; sequence <= 4; sequence++) {
            long sent = Duration.ofMillis(14_000L + 1_001L * sequence).toNanos() + noise.below(300_000);
            byte[] body = echoBody(0x3F1C, sequence);
            link.send(sent, FORWARD, IpNumber.ICMPV4, v4(8, 0, body));
            link.send(sent + noise.around(22_300_000), BACKWARD, IpNumber.ICMPV4, v4(0, 0, body));
        }
    }

    private static void echoV6(Trace trace) {
        Link link = new Link(trace, Host.LAPTOP_V6, Host.remote("2001:db8:53::53"));
        Noise noise = new Noise(6);
        for (int sequence = 1; sequence <= 3; sequence++) {
            long sent = Duration.ofMillis(19_500L + 1_001L * sequence).toNanos() + noise.below(300_000);
            byte[] body = echoBody(0x3F1D, sequence);
            link.send(sent, FORWARD, IpNumber.ICMPV6, v6(link.from(FORWARD), link.to(FORWARD), 128, body));
            long answered = sent + noise.around(25_900_000);
            link.send(answered, BACKWARD, IpNumber.ICMPV6, v6(link.from(BACKWARD), link.to(BACKWARD), 129, body));
        }
    }

    /** Identifier, sequence number, then the counting bytes of ping. */
    private static byte[] echoBody(int identifier, int sequence) {
        Bytes body = new Bytes().u16(identifier).u16(sequence);
        for (int i = 0; i < ECHO_DATA; i++) {
            body.u8(0x10 + i);
        }
        return body.toArray();
    }

    /** A datagram to a closed port, and the answer that quotes it as it arrived (RFC 1812 section 4.3.2.3). */
    private static void portUnreachable(Trace trace) {
        Host target = Host.remote("198.51.100.77");
        Link link = new Link(trace, Host.LAPTOP, target);
        byte[] probe = Bytes.ascii("@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`");
        long sent = Duration.ofMillis(24_610).toNanos();
        link.sendUdp(sent, FORWARD, 43_117, 33_434, probe);
        int hops = Host.LAPTOP.hopLimit() - target.hopLimit();
        Packet.Builder quoted = Link.ip(
                Host.LAPTOP.withHopLimit(Host.LAPTOP.hopLimit() - hops),
                target,
                IpNumber.UDP,
                link.lastId(FORWARD),
                Link.udp(Host.LAPTOP, target, 43_117, 33_434, probe));
        byte[] body = Bytes.concat(new byte[4], quoted.build().getRawData());
        link.send(sent + 33_200_000L, BACKWARD, IpNumber.ICMPV4, v4(3, 3, body));
    }

    /** RFC 4861 sections 4.3 and 4.4: who has the router's address? */
    private static void neighbourDiscovery(Trace trace) {
        byte[] target = Host.ROUTER_V6.address().getAddress();
        Host asking = Host.LAPTOP_V6.withHopLimit(255);
        Host solicited = Host.group("ff02::1:ff00:1");
        long asked = Duration.ofMillis(1_560).toNanos();
        byte[] question = new Bytes()
                .u32(0)
                .raw(target)
                .u8(1)
                .u8(1)
                .raw(asking.mac().getAddress())
                .toArray();
        new Link(trace, asking, solicited).send(asked, FORWARD, IpNumber.ICMPV6, v6(asking, solicited, 135, question));
        byte[] answer = new Bytes()
                .u32(0xE000_0000L)
                .raw(target)
                .u8(2)
                .u8(1)
                .raw(Host.ROUTER_V6.mac().getAddress())
                .toArray();
        new Link(trace, Host.ROUTER_V6, asking)
                .send(asked + 640_000L, FORWARD, IpNumber.ICMPV6, v6(Host.ROUTER_V6, asking, 136, answer));
    }

    /** An MLDv2 report (RFC 3810 section 5.2) behind a hop-by-hop header with the router alert of RFC 2711. */
    private static void multicastReport(Trace trace) {
        Host reporter = Host.LAPTOP_LINK_LOCAL;
        Host routers = Host.group("ff02::16");
        byte[] body = new Bytes()
                .u16(0)
                .u16(1)
                .u8(4)
                .u8(0)
                .u16(0)
                .raw(Host.group("ff02::fb").address().getAddress())
                .toArray();
        byte[] report = v6(reporter, routers, 143, body).build().getRawData();
        byte[] hopByHop = Bytes.hex("3a00 05020000 0100");
        Packet.Builder payload = Link.bytes(Bytes.concat(hopByHop, report));
        Link link = new Link(trace, reporter, routers);
        for (long millis : new long[] {90, 720}) {
            link.send(Duration.ofMillis(millis).toNanos(), FORWARD, IpNumber.IPV6_HOPOPT, payload);
        }
    }

    /** @param body what follows the checksum */
    private static Packet.Builder v4(int type, int code, byte[] body) {
        IcmpV4Type named = IcmpV4Type.getInstance((byte) type);
        return new IcmpV4CommonPacket.Builder()
                .type(named)
                .code(IcmpV4Code.getInstance(named.value(), (byte) code))
                .correctChecksumAtBuild(true)
                .payloadBuilder(Link.bytes(body));
    }

    /** @param body what follows the checksum */
    private static Packet.Builder v6(Host from, Host to, int type, byte[] body) {
        IcmpV6Type named = IcmpV6Type.getInstance((byte) type);
        return new IcmpV6CommonPacket.Builder()
                .srcAddr((Inet6Address) from.address())
                .dstAddr((Inet6Address) to.address())
                .type(named)
                .code(IcmpV6Code.getInstance(named.value(), (byte) 0))
                .correctChecksumAtBuild(true)
                .payloadBuilder(Link.bytes(body));
    }
}
