package io.flowjay.packet.tunnel;

import static io.flowjay.packet.Decoding.frame;
import static io.flowjay.packet.Frames.ethernet;
import static io.flowjay.packet.Frames.hex;
import static io.flowjay.packet.Frames.ipv4;
import static io.flowjay.packet.Frames.ipv6;
import static io.flowjay.packet.Frames.join;
import static io.flowjay.packet.Frames.snap;
import static io.flowjay.packet.Frames.tcp;
import static io.flowjay.packet.Frames.vlan;
import static io.flowjay.packet.Frames.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.packet.DecodeSettings;
import io.flowjay.packet.Decoding;
import io.flowjay.packet.Frames;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets inside IP packets; tunnels over UDP are in {@link UdpTunnelTest}. */
public class TunnelTest {
    private static final byte[] V4 = ipv4(6, tcp(0x18, 5, zeros(100)));
    private static final byte[] V6 = ipv6(6, tcp(0x18, 5, zeros(100)));
    private static final String V4_TEXT = "IP-TCP 140/100 18 in ";
    private static final String V6_TEXT = "IP6-TCP 160/100 18 in ";

    public static Stream<Arguments> cases() {
        return Stream.of(ip(), gre(), others()).flatMap(cases -> cases);
    }

    private static Stream<Arguments> ip() {
        return Stream.of(
                frame("4in4", 228, ipv4(4, V4), "IP-" + V4_TEXT + "4in4 1"),
                frame("6in4", 228, ipv4(41, V6), "IP-" + V6_TEXT + "6in4 1"),
                frame("4in6", 229, ipv6(4, V4), "IP6-" + V4_TEXT + "4in6 1"),
                frame("6in6", 229, ipv6(41, V6), "IP6-" + V6_TEXT + "6in6 1"),
                frame("the outermost of three", 228, ipv4(4, ipv4(41, ipv6(4, V4))), "IP-IP-IP6-" + V4_TEXT + "4in4 3"),
                frame(
                        "behind destination options",
                        229,
                        ipv6(60, join(hex("04 00 0104 00000000"), V4)),
                        "IP6-DSTOPT-" + V4_TEXT + "4in6 1"),
                frame("inside is no IP", 228, ipv4(4, zeros(40)), "IP-PROTO4 60/40 -"),
                frame("inside is another version", 228, ipv4(41, V4), "IP-PROTO41 160/140 -"),
                frame(
                        "inside is shorter than its ports",
                        228,
                        ipv4(4, ipv4(6, 23, 0, zeros(0), zeros(3))),
                        "IP-PROTO4 43/23 -"),
                frame(
                        "inside, offloaded: what is behind the packet outside does not count",
                        228,
                        join(ipv4(4, ipv4(6, 0, 0, zeros(0), tcp(0x10, 5, zeros(7)))), zeros(9)),
                        "IP-IP-TCP 47/7 10 in 4in4 1"));
    }

    private static Stream<Arguments> gre() {
        byte[] ethernet = ethernet(0x0800, V4);
        return Stream.of(
                gre("GRE", join(hex("0000 0800"), V4), "IP-GRE-" + V4_TEXT + "gre 1"),
                gre("GRE, IPv6", join(hex("0000 86dd"), V6), "IP-GRE-" + V6_TEXT + "gre 1"),
                gre("GRE with checksum", join(hex("8000 0800 00000000"), V4), "IP-GRE-" + V4_TEXT + "gre 1"),
                gre("GRE with key", join(hex("2000 0800 00000001"), V4), "IP-GRE-" + V4_TEXT + "gre 1"),
                gre(
                        "GRE with checksum, key and sequence number",
                        join(hex("b000 0800 00000000 00000001 00000002"), V4),
                        "IP-GRE-" + V4_TEXT + "gre 1"),
                gre(
                        "GRE with a source route",
                        join(hex("4000 0800 00000000 0800 0004 c0000203 0000 0000"), V4),
                        "IP-GRE-" + V4_TEXT + "gre 1"),
                gre("GRE, Ethernet", join(hex("0000 6558"), ethernet), "IP-GRE-ETH-" + V4_TEXT + "gre 1"),
                gre("GRE, MPLS", join(hex("0000 8847 00010140"), V4), "IP-GRE-MPLS-" + V4_TEXT + "gre 1"),
                gre(
                        "PPTP",
                        join(hex("3081 880b 0090 0001 00000001 00000001 ff03 0021"), V4),
                        "IP-GRE-PPP-" + V4_TEXT + "gre 1"),
                gre("PPTP acknowledgement", hex("2081 880b 0000 0001 00000001"), "IP-PROTO47 32/12 -"),
                gre("WCCP 1", join(hex("0000 883e"), V4), "IP-GRE-" + V4_TEXT + "gre 1"),
                gre("WCCP 2", join(hex("0000 883e 00000000"), V4), "IP-GRE-" + V4_TEXT + "gre 1"),
                gre("ERSPAN I", join(hex("0000 88be"), ethernet), "IP-GRE-ERSPAN-ETH-" + V4_TEXT + "erspan 1"),
                gre(
                        "ERSPAN II",
                        join(hex("1000 88be 00000001 10010000 00000000"), ethernet),
                        "IP-GRE-ERSPAN-ETH-" + V4_TEXT + "erspan 1"),
                gre(
                        "ERSPAN III",
                        join(hex("1000 22eb 00000001 20010000 00000000 00008000"), ethernet),
                        "IP-GRE-ERSPAN-ETH-" + V4_TEXT + "erspan 1"),
                gre(
                        "ERSPAN III with a subheader, IP",
                        join(hex("1000 22eb 00000001 20010000 00000000 00000801"), zeros(8), V4),
                        "IP-GRE-ERSPAN-" + V4_TEXT + "erspan 1"),
                gre(
                        "GRE of a type that nobody registered, Ethernet",
                        join(hex("0000 9000"), ethernet),
                        "IP-GRE-ETH-" + V4_TEXT + "gre 1"),
                gre(
                        "GRE of such a type, ARP",
                        join(hex("0000 9000"), ethernet(0x0806, zeros(28))),
                        "IP-PROTO47 66/46 -"),
                gre(
                        "GRE of such a type, an IP packet longer than its frame",
                        join(hex("0000 9000"), ethernet(0x0800, ipv4(6, 500, 0, zeros(0), zeros(40)))),
                        "IP-PROTO47 98/78 -"),
                gre(
                        "GRE of Aruba, 802.11",
                        join(hex("0000 8200 0801"), zeros(22), snap(0x0800, V4)),
                        "IP-GRE-WLAN-LLC-SNAP-" + V4_TEXT + "gre 1"),
                gre("EoIP", join(hex("2001 6400 009a 0500"), ethernet), "IP-GRE-ETH-" + V4_TEXT + "eoip 1"),
                gre("EoIP keepalive", hex("2001 6400 0000 0500"), "IP-PROTO47 28/8 -"),
                gre("EoIP longer than its packet", join(hex("2001 6400 009b 0500"), ethernet), "IP-PROTO47 182/162 -"),
                gre("GRE, ARP", join(hex("0000 0806"), zeros(28)), "IP-PROTO47 52/32 -"),
                gre("GRE keepalive", hex("0000 0000"), "IP-PROTO47 24/4 -"),
                gre("GRE of another version", join(hex("0002 0800"), V4), "IP-PROTO47 164/144 -"),
                gre(
                        "GRE whose source route has no end",
                        join(hex("4000 0800 00000000 0800 00ff"), V4),
                        "IP-PROTO47 172/152 -"));
    }

    private static Stream<Arguments> others() {
        byte[] ethernet = ethernet(0x8100, vlan(7, 0x0800, V4));
        byte[] l2 = ethernet(0x0800, V4);
        return Stream.of(
                frame("AH in IPv4", 228, ipv4(51, ah(6, tcp(0x18, 5, zeros(100)))), "IP-AH-TCP 164/100 18"),
                frame("AH in IPv6", 229, ipv6(51, ah(6, tcp(0x18, 5, zeros(100)))), "IP6-AH-TCP 184/100 18"),
                frame("AH in tunnel mode", 228, ipv4(51, ah(4, V4)), "IP-AH-" + V4_TEXT + "4in4 1"),
                frame("AH ahead of ESP", 228, ipv4(51, ah(50, zeros(40))), "IP-AH-PROTO50 84/40 -"),
                frame("AH beyond the packet", 228, ipv4(51, join(hex("06ff"), zeros(22))), "malformed_extension"),
                frame(
                        "EtherIP",
                        228,
                        ipv4(97, join(hex("3000"), ethernet)),
                        "IP-ETHERIP-ETH-VLAN-" + V4_TEXT.replace(" in", " vlan 7 in") + "etherip 1"),
                frame("EtherIP of another version", 228, ipv4(97, join(hex("4000"), ethernet)), "IP-PROTO97 180/160 -"),
                frame("Ethernet in IPv6", 229, ipv6(143, ethernet(0x86dd, V6)), "IP6-ETH-" + V6_TEXT + "ethernet 1"),
                frame("L2TPv3", 228, ipv4(115, join(hex("00000001"), l2)), "IP-L2TP-ETH-" + V4_TEXT + "l2tp 1"),
                frame(
                        "L2TPv3 with a cookie of 4 bytes, IPv6 inside",
                        229,
                        ipv6(115, join(hex("00000001 12345678"), ethernet(0x86dd, V6))),
                        "IP6-L2TP-ETH-" + V6_TEXT + "l2tp 1"),
                frame(
                        "L2TPv3 with a cookie of 8 bytes",
                        228,
                        ipv4(115, join(hex("00000001 1234567890abcdef"), l2)),
                        "IP-L2TP-ETH-" + V4_TEXT + "l2tp 1"),
                frame(
                        "L2TPv3 with a sequence number",
                        228,
                        ipv4(115, join(hex("00000001 40000007"), l2)),
                        "IP-L2TP-ETH-" + V4_TEXT + "l2tp 1"),
                frame(
                        "L2TPv3 with a cookie of 8 bytes and a sequence number, tagged",
                        228,
                        ipv4(115, join(hex("00000001 1234567890abcdef 40000007"), ethernet)),
                        "IP-L2TP-ETH-VLAN-" + V4_TEXT.replace(" in", " vlan 7 in") + "l2tp 1"),
                frame(
                        "L2TPv3, ARP inside",
                        228,
                        ipv4(115, join(hex("00000001"), ethernet(0x0806, zeros(28)))),
                        "IP-PROTO115 66/46 -"),
                frame(
                        "L2TPv3, control",
                        228,
                        ipv4(115, join(hex("00000000 c8030014 00000001 00000000"), l2)),
                        "IP-PROTO115 190/170 -"),
                frame("L2TPv3, cut", 228, ipv4(115, hex("0000")), "IP-PROTO115 22/2 -"),
                frame("MPLS in IP", 228, ipv4(137, join(hex("00010140"), V6)), "IP-MPLS-" + V6_TEXT + "mpls 1"),
                frame(
                        "PIM register",
                        228,
                        ipv4(103, join(hex("2100 0000 00000000"), V4)),
                        "IP-PIM-" + V4_TEXT + "pim_register 1"),
                frame(
                        "PIM null register",
                        228,
                        ipv4(103, join(hex("2100 0000 40000000"), V4)),
                        "IP-PROTO103 168/148 -"),
                frame("PIM hello", 228, ipv4(103, join(hex("2000 0000 00000000"), V4)), "IP-PROTO103 168/148 -"),
                frame(
                        "an ICMP error is no tunnel",
                        228,
                        ipv4(1, join(hex("0300 0000 00000000"), V4)),
                        "IP-ICMP 168/140 -"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void decodes(int linkType, byte[] frame, String expected) throws IOException {
        assertThat(Decoding.describe(linkType, frame)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void belongsToTheOutermostFlowOnRequest(int linkType, byte[] frame, String expected) throws IOException {
        byte[] capture = Captures.pcap().linkType(linkType).packet(0, frame).toBytes();
        String outermost = new Decoding().read(capture, tunnels(false, 8)).get(0);
        assertThat(outermost).doesNotContain(" in ");
        assertThat(outermost.equals(expected)).isEqualTo(!expected.contains(" in "));
    }

    @Test
    void nestingIsBounded() throws IOException {
        byte[] frame = V4;
        for (int i = 0; i < 9; i++) {
            frame = ipv4(4, frame);
        }
        byte[] capture = Captures.pcap().linkType(228).packet(0, frame).toBytes();
        assertThat(new Decoding().read(capture, DecodeSettings.of(Settings.DEFAULT)))
                .containsExactly("IP-IP-IP-IP-IP-IP-IP-IP-IP-PROTO4 160/140 - in 4in4 8");
        assertThat(new Decoding().read(capture, tunnels(true, 9)))
                .containsExactly("IP-IP-IP-IP-IP-IP-IP-IP-IP-IP-TCP 140/100 18 in 4in4 9");
        assertThat(new Decoding().read(capture, tunnels(true, 0))).containsExactly("IP-PROTO4 320/300 -");
    }

    @Test
    void packetsInsideCutBySnapshotLengthBelongToTheFlowOutside() throws IOException {
        byte[] frame = ipv4(4, V4);
        byte[] capture = Captures.pcap()
                .linkType(228)
                .packet(0, Frames.first(43, frame), frame.length)
                .packet(0, Frames.first(44, frame), frame.length)
                .toBytes();
        assertThat(new Decoding().read(capture, DecodeSettings.of(Settings.DEFAULT)))
                .containsExactly("IP-PROTO4 160/140 -", "IP-IP-TCP 140/100 - in 4in4 1");
    }

    private static DecodeSettings tunnels(boolean decapsulate, int depth) {
        return new DecodeSettings(
                decapsulate, depth, Duration.ZERO, Map.of(), Map.of(), Duration.ofSeconds(60), 1 << 20, 100);
    }

    private static Arguments gre(String name, byte[] payload, String expected) {
        return frame(name, 228, ipv4(47, payload), expected);
    }

    private static byte[] ah(int nextHeader, byte[] payload) {
        return join(new byte[] {(byte) nextHeader, 4, 0, 0}, hex("00000001 00000001"), zeros(12), payload);
    }
}
