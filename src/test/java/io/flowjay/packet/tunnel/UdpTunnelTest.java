package io.flowjay.packet.tunnel;

import static io.flowjay.packet.Decoding.frame;
import static io.flowjay.packet.Frames.ethernet;
import static io.flowjay.packet.Frames.hex;
import static io.flowjay.packet.Frames.ipv4;
import static io.flowjay.packet.Frames.ipv6;
import static io.flowjay.packet.Frames.join;
import static io.flowjay.packet.Frames.snap;
import static io.flowjay.packet.Frames.tcp;
import static io.flowjay.packet.Frames.u16;
import static io.flowjay.packet.Frames.vlan;
import static io.flowjay.packet.Frames.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.packet.Decoding;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tunnels over UDP. */
public class UdpTunnelTest {
    private static final byte[] V4 = ipv4(6, tcp(0x18, 5, zeros(100)));
    private static final byte[] V6 = ipv6(6, tcp(0x18, 5, zeros(100)));
    private static final byte[] ETHERNET = ethernet(0x0800, V4);
    private static final String V4_TEXT = "IP-TCP 140/100 18 in ";
    private static final String V6_TEXT = "IP6-TCP 160/100 18 in ";

    public static Stream<Arguments> cases() {
        return Stream.of(overlays(), unregistered(), mobile(), sensors(), others())
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> overlays() {
        return Stream.of(
                on("VXLAN", 4789, join(hex("08000000 00000100"), ETHERNET), "VXLAN-ETH-" + V4_TEXT + "vxlan 1"),
                on(
                        "VXLAN by Linux' first port",
                        8472,
                        join(hex("08000000 00000100"), ETHERNET),
                        "VXLAN-ETH-" + V4_TEXT + "vxlan 1"),
                on(
                        "VXLAN with group policy",
                        4789,
                        join(hex("88000001 00000100"), ETHERNET),
                        "VXLAN-ETH-" + V4_TEXT + "vxlan 1"),
                on("no VXLAN without its flag", 4789, join(hex("00000000 00000100"), ETHERNET), null),
                on("VXLAN, ARP", 4789, join(hex("08000000 00000100"), ethernet(0x0806, zeros(28))), null),
                on("VXLAN-GPE, IPv4", 4790, join(hex("0c000001 00000100"), V4), "VXLAN-" + V4_TEXT + "vxlan 1"),
                on("VXLAN-GPE, IPv6", 4790, join(hex("0c000002 00000100"), V6), "VXLAN-" + V6_TEXT + "vxlan 1"),
                on(
                        "VXLAN-GPE, Ethernet",
                        4790,
                        join(hex("0c000003 00000100"), ETHERNET),
                        "VXLAN-ETH-" + V4_TEXT + "vxlan 1"),
                on(
                        "VXLAN-GPE, NSH",
                        4790,
                        join(hex("0c000004 00000100 0fc2 0201 00000100"), V4),
                        "VXLAN-NSH-" + V4_TEXT + "vxlan 1"),
                on(
                        "VXLAN-GPE, MPLS",
                        4790,
                        join(hex("0c000005 00000100 00010140"), V4),
                        "VXLAN-MPLS-" + V4_TEXT + "vxlan 1"),
                on(
                        "VXLAN-GPE without protocol",
                        4790,
                        join(hex("08000000 00000100"), ETHERNET),
                        "VXLAN-ETH-" + V4_TEXT + "vxlan 1"),
                on("Geneve", 6081, join(hex("00006558 00000100"), ETHERNET), "GENEVE-ETH-" + V4_TEXT + "geneve 1"),
                on(
                        "Geneve with options, IPv6",
                        6081,
                        join(hex("020086dd 00000100 01030001 01020304"), V6),
                        "GENEVE-" + V6_TEXT + "geneve 1"),
                on("Geneve whose options do not end", 6081, join(hex("3f0086dd 00000100"), V6), null),
                on("Geneve of another version", 6081, join(hex("40006558 00000100"), ETHERNET), null),
                on("LISP", 4341, join(hex("80000001 00000001"), V6), "LISP-" + V6_TEXT + "lisp 1"),
                on("MPLS in UDP", 6635, join(hex("00010140"), V4), "MPLS-" + V4_TEXT + "mpls 1"));
    }

    private static Stream<Arguments> unregistered() {
        byte[] vxlan = join(hex("08000000 00000100"), ETHERNET);
        return Stream.of(
                on("VXLAN of Netis", 4788, vxlan, "VXLAN-ETH-" + V4_TEXT + "vxlan 1"),
                on("VXLAN of mirrored traffic", 65330, vxlan, "VXLAN-ETH-" + V4_TEXT + "vxlan 1"),
                on("VXLAN of Azure, inside", 10800, vxlan, "VXLAN-ETH-" + V4_TEXT + "vxlan 1"),
                on("VXLAN of Azure, outside", 10801, vxlan, "VXLAN-ETH-" + V4_TEXT + "vxlan 1"),
                on(
                        "VXLAN of Azure, IPv6 in a VLAN",
                        10800,
                        join(hex("08000000 00000100"), ethernet(0x8100, vlan(7, 0x86dd, V6))),
                        "VXLAN-ETH-VLAN-IP6-TCP 160/100 18 vlan 7 in vxlan 1"),
                on("a reserved bit on a port of its own", 4789, join(hex("08000001 00000100"), ETHERNET), """
                        VXLAN-ETH-IP-TCP 140/100 18 in vxlan 1"""),
                on("a reserved bit on a port of others", 10800, join(hex("08000001 00000100"), ETHERNET), null),
                on("the last reserved byte", 10800, join(hex("08000000 00000101"), ETHERNET), null),
                on("without the flag", 10800, join(hex("00000000 00000100"), ETHERNET), null),
                on(
                        "an IP packet that is longer than its frame",
                        65330,
                        join(hex("08000000 00000100"), ethernet(0x0800, ipv4(6, 500, 0, zeros(0), zeros(40)))),
                        null),
                frame(
                        "a client's port by chance, the server's is that of a tunnel",
                        228,
                        ipv4(17, join(hex("0dd8 ff32"), u16(8 + V6.length), hex("0000"), V6)),
                        "IP-UDP-TEREDO-" + V6_TEXT + "teredo 1"));
    }

    private static Stream<Arguments> sensors() {
        return Stream.of(
                on("TZSP", 37008, join(hex("01 00 0001 01"), ETHERNET), "TZSP-ETH-" + V4_TEXT + "tzsp 1"),
                on(
                        "TZSP with tags and padding",
                        37008,
                        join(hex("01 00 0001 0a 01 c8 00 00 0d 01 0f 01"), ETHERNET),
                        "TZSP-ETH-" + V4_TEXT + "tzsp 1"),
                on(
                        "TZSP, 802.11",
                        37008,
                        join(hex("01 00 0012 0a 01 c8 01 0801"), zeros(22), snap(0x0800, V4)),
                        "TZSP-WLAN-LLC-SNAP-" + V4_TEXT + "tzsp 1"),
                on("TZSP to be sent", 37008, join(hex("01 01 0001 01"), ETHERNET), "TZSP-ETH-" + V4_TEXT + "tzsp 1"),
                on("TZSP keepalive", 37008, hex("01 04 0000 01"), null),
                on("TZSP of another version", 37008, join(hex("02 00 0001 01"), ETHERNET), null),
                on("TZSP of a link layer without a number", 37008, join(hex("01 00 00ff 01"), ETHERNET), null),
                on("TZSP whose tags do not end", 37008, hex("01 00 0001 0a ff c8"), null),
                on("GRE in UDP", 4754, join(hex("0000 0800"), V4), "GRE-" + V4_TEXT + "gre 1"),
                on(
                        "GRE in UDP with a key, Ethernet",
                        4754,
                        join(hex("2000 6558 00000001"), ETHERNET),
                        "GRE-ETH-" + V4_TEXT + "gre 1"),
                on("GRE in UDP with a bit that is reserved", 4754, join(hex("0008 0800"), V4), null));
    }

    private static Stream<Arguments> mobile() {
        return Stream.of(
                on("GTP", 2152, join(hex("30ff008c 00000001"), V4), "GTP-" + V4_TEXT + "gtp 1"),
                on(
                        "GTP with sequence number",
                        2152,
                        join(hex("32ff0090 00000001 00010000"), V4),
                        "GTP-" + V4_TEXT + "gtp 1"),
                on(
                        "GTP with two extension headers",
                        2152,
                        join(hex("34ff00b0 00000001 00000085 01 1000 c0 02 000000000000 00"), V6),
                        "GTP-" + V6_TEXT + "gtp 1"),
                on("GTP, extension header of no length", 2152, join(hex("34ff00ac 00000001 00000085 00"), V6), null),
                on("GTP echo", 2152, hex("32010004 00000000 00010000"), null),
                on(
                        "GTP version 0",
                        3386,
                        join(hex("1eff008c 00010002 00ffffff 0102030405060708"), V4),
                        "GTP-" + V4_TEXT + "gtp 1"),
                on("GTP version 2", 2152, join(hex("48ff008c 00000001 00000000"), V4), null),
                on(
                        "CAPWAP, 802.3",
                        5247,
                        join(hex("00100000 00000000"), ETHERNET),
                        "CAPWAP-ETH-" + V4_TEXT + "capwap 1"),
                on(
                        "CAPWAP, 802.11",
                        5247,
                        join(hex("00100300 00000000 0801"), zeros(22), snap(0x0800, V4)),
                        "CAPWAP-WLAN-LLC-SNAP-" + V4_TEXT + "capwap 1"),
                on(
                        "CAPWAP, 802.11 with swapped bytes",
                        5247,
                        join(hex("00100300 00000000 0108"), zeros(20), hex("7630"), snap(0x0800, V4)),
                        "CAPWAP-WLAN-LLC-SNAP-" + V4_TEXT + "capwap 1"),
                on("CAPWAP fragment", 5247, join(hex("00100080 00010000"), ETHERNET), null),
                on("CAPWAP in DTLS", 5247, join(hex("01000000 16feff00"), zeros(40)), null));
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                on("Teredo", 3544, V6, "TEREDO-" + V6_TEXT + "teredo 1"),
                on("Teredo with origin", 3544, join(hex("0000 1234 3fffdf01"), V6), "TEREDO-" + V6_TEXT + "teredo 1"),
                on(
                        "Teredo with authentication and origin",
                        3544,
                        join(hex("0001 02 03 0102 010203 0000000000000001 00 0000 1234 3fffdf01"), V6),
                        "TEREDO-" + V6_TEXT + "teredo 1"),
                on("Teredo bubble", 3544, ipv6(59, zeros(0)), "TEREDO-IP6-PROTO59 40/0 - in teredo 1"),
                on("L2TP", 1701, join(hex("0002 0001 0002 ff03 0021"), V4), "L2TP-PPP-" + V4_TEXT + "l2tp 1"),
                on(
                        "L2TP with length, sequence numbers and offset",
                        1701,
                        join(hex("4a02 009e 0001 0002 0001 0002 0002 0000 0021"), V4),
                        "L2TP-PPP-" + V4_TEXT + "l2tp 1"),
                on("L2TP control", 1701, hex("c802 000c 0001 0000 0001 0001"), null),
                on("L2TP version 3, raw IP", 1701, join(hex("0003 0000 00000001"), V4), null),
                on(
                        "L2TP version 3, Ethernet",
                        1701,
                        join(hex("0003 0000 00000001"), ETHERNET),
                        "L2TP-ETH-" + V4_TEXT + "l2tp 1"),
                on("L2TP version 3, cut", 1701, hex("0003 0000 0000"), null),
                on(
                        "L2TP version 3, control",
                        1701,
                        join(hex("c803 0014 00000001 0000 0000 0008 0000 0000 0006"), ETHERNET),
                        null),
                on("AYIYA", 5072, join(hex("42521129 00000001"), zeros(16 + 20), V6), "AYIYA-" + V6_TEXT + "ayiya 1"),
                on("AYIYA echo", 5072, join(hex("42521029 00000001"), zeros(16 + 20), V6), null),
                frame(
                        "by the source port",
                        228,
                        ipv4(17, join(hex("12b5 9c40 0000 0000 08000000 00000100"), ETHERNET)),
                        "IP-UDP-VXLAN-ETH-" + V4_TEXT + "vxlan 1"),
                frame(
                        "an offloaded packet inside ends with the UDP payload",
                        228,
                        ipv4(
                                17,
                                join(
                                        udp(
                                                6081,
                                                join(
                                                        hex("00000800 00000100"),
                                                        ipv4(6, 0, 0, zeros(0), tcp(0x10, 5, zeros(7))))),
                                        zeros(9))),
                        "IP-UDP-GENEVE-IP-TCP 47/7 10 in geneve 1"),
                frame(
                        "three tunnels",
                        228,
                        ipv4(
                                17,
                                udp(
                                        2152,
                                        join(hex("30ff00b8 00000001"), ipv4(47, join(hex("0000 0800"), ipv4(4, V4)))))),
                        "IP-UDP-GTP-IP-GRE-IP-" + V4_TEXT + "gtp 3"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void decodes(int linkType, byte[] frame, String expected) throws IOException {
        assertThat(Decoding.describe(linkType, frame)).isEqualTo(expected);
    }

    /** A payload on a port; null stands for no tunnel. */
    private static Arguments on(String name, int port, byte[] payload, String expected) {
        String plain = String.format("IP-UDP %d/%d -", 28 + payload.length, payload.length);
        return frame(name, 228, ipv4(17, udp(port, payload)), expected == null ? plain : "IP-UDP-" + expected);
    }

    private static byte[] udp(int port, byte[] payload) {
        return join(hex("9c40"), u16(port), u16(8 + payload.length), hex("0000"), payload);
    }
}
