package io.flowjay.sample;

import static io.flowjay.sample.Way.BACKWARD;
import static io.flowjay.sample.Way.FORWARD;

import java.time.Duration;
import java.util.HexFormat;

/** Questions to the router's resolver: every one from its own port over UDP, the largest over TCP. */
final class DnsConversations {
    private static final int DNS = 53;

    private final Link link;

    private DnsConversations(Trace trace) {
        link = new Link(trace, Host.LAPTOP, Host.ROUTER);
    }

    static void addTo(Trace trace) {
        DnsConversations dns = new DnsConversations(trace);
        dns.addresses();
        dns.services();
        dns.text();
        dns.mail();
        dns.missing();
        dns.overTcp();
    }

    /** Also the answer that a name is the alias of an alias. */
    private void addresses() {
        String shop = "shop.example.com";
        byte[] shopAddress = Bytes.hex("c6336414");
        ask(
                380,
                50_211,
                DnsMessage.query(0x1A2B, shop, DnsMessage.A),
                DnsMessage.answer(0x1A2B, shop, DnsMessage.A, 1).record(shop, DnsMessage.A, 300, shopAddress));
        String www = "www.example.com";
        String edge = "www.example.com.edge.example.net";
        String node = "e17.edge.example.net";
        ask(
                1_540,
                39_872,
                DnsMessage.query(0x77C0, www, DnsMessage.A),
                DnsMessage.answer(0x77C0, www, DnsMessage.A, 4)
                        .canonicalName(www, 3600, edge)
                        .canonicalName(edge, 600, node)
                        .record(node, DnsMessage.A, 20, Bytes.hex("cb007150"))
                        .record(node, DnsMessage.A, 20, Bytes.hex("cb007151")));
        String six = "six.example.org";
        byte[] sixAddress = Bytes.hex("20010db8004400000000000000000080");
        ask(
                1_541,
                44_106,
                DnsMessage.query(0x0D15, six, DnsMessage.AAAA),
                DnsMessage.answer(0x0D15, six, DnsMessage.AAAA, 1).record(six, DnsMessage.AAAA, 3600, sixAddress));
    }

    /** An HTTPS record with its parameters ALPN and IPv4 hint, RFC 9460 section 9. */
    private void services() {
        String name = "cdn.example.net";
        byte[] alpn = new Bytes()
                .vector8(Bytes.ascii("h3"))
                .vector8(Bytes.ascii("h2"))
                .toArray();
        byte[] data = new Bytes()
                .u16(1)
                .u8(0)
                .u16(1)
                .vector16(alpn)
                .u16(4)
                .vector16(Bytes.hex("c6336421"))
                .toArray();
        ask(
                3_090,
                58_333,
                DnsMessage.query(0x5E01, name, DnsMessage.HTTPS),
                DnsMessage.answer(0x5E01, name, DnsMessage.HTTPS, 1).record(name, DnsMessage.HTTPS, 300, data));
    }

    private void text() {
        String name = "example.com";
        byte[] policy = new Bytes()
                .vector8(Bytes.ascii("v=spf1 ip4:198.51.100.0/24 ip6:2001:db8:25::/48 mx -all"))
                .toArray();
        ask(
                26_700,
                33_518,
                DnsMessage.query(0xB00C, name, DnsMessage.TXT),
                DnsMessage.answer(0xB00C, name, DnsMessage.TXT, 1).record(name, DnsMessage.TXT, 3600, policy));
    }

    private void mail() {
        String name = "example.org";
        ask(
                26_733,
                60_404,
                DnsMessage.query(0x40F7, name, DnsMessage.MX),
                DnsMessage.answer(0x40F7, name, DnsMessage.MX, 2)
                        .nameRecord(name, DnsMessage.MX, 3600, new byte[] {0, 10}, "mx1.example.org", new byte[0])
                        .nameRecord(name, DnsMessage.MX, 3600, new byte[] {0, 20}, "mx2.example.org", new byte[0]));
    }

    private void missing() {
        String name = "wpad.corp.example";
        byte[] timers = new Bytes()
                .u32(2026031701L)
                .u32(7200)
                .u32(3600)
                .u32(1209600)
                .u32(300)
                .toArray();
        byte[] mailbox = new Bytes()
                .vector8(Bytes.ascii("hostmaster"))
                .vector8(Bytes.ascii("example"))
                .u8(0)
                .raw(timers)
                .toArray();
        ask(
                5_310,
                41_977,
                DnsMessage.query(0x9E3D, name, DnsMessage.A),
                DnsMessage.nameError(0x9E3D, name, DnsMessage.A)
                        .nameRecord("example", DnsMessage.SOA, 300, new byte[0], "ns1.example", mailbox));
    }

    /** The two bytes of length before each message are those of RFC 1035 section 4.2.2. */
    private void overTcp() {
        String name = "keys.example.com";
        Noise noise = new Noise(53);
        DnsMessage answer = DnsMessage.answer(0x2C88, name, DnsMessage.TXT, 8);
        for (int i = 0; i < 8; i++) {
            String key = "selector" + i + "=" + HexFormat.of().formatHex(noise.bytes(110));
            answer.record(
                    name,
                    DnsMessage.TXT,
                    3600,
                    new Bytes().vector8(Bytes.ascii(key)).toArray());
        }
        TcpConversation tcp =
                TcpConversation.linux(link, Duration.ofMillis(27_105), Duration.ofNanos(900_000), 45_612, DNS);
        tcp.open();
        tcp.send(
                FORWARD,
                new Bytes()
                        .vector16(DnsMessage.query(0x2C88, name, DnsMessage.TXT))
                        .toArray());
        tcp.send(BACKWARD, new Bytes().vector16(answer.toArray()).toArray());
        tcp.close(FORWARD);
    }

    private void ask(long millis, int port, byte[] query, DnsMessage answer) {
        new UdpConversation(link, Duration.ofMillis(millis), port, DNS)
                .send(FORWARD, query)
                .pauseMicros(11_400)
                .send(BACKWARD, answer.toArray());
    }
}
