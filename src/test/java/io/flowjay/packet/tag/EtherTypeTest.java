package io.flowjay.packet.tag;

import static io.flowjay.packet.Decoding.frame;
import static io.flowjay.packet.Frames.ethernet;
import static io.flowjay.packet.Frames.hex;
import static io.flowjay.packet.Frames.ipv4;
import static io.flowjay.packet.Frames.ipv6;
import static io.flowjay.packet.Frames.join;
import static io.flowjay.packet.Frames.snap;
import static io.flowjay.packet.Frames.u16;
import static io.flowjay.packet.Frames.udp;
import static io.flowjay.packet.Frames.vlan;
import static io.flowjay.packet.Frames.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.packet.Decoding;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands between Ethernet and IP. */
public class EtherTypeTest {
    private static final byte[] V4 = ipv4(17, udp(20, zeros(12)));
    private static final byte[] V6 = ipv6(17, udp(20, zeros(12)));
    private static final String V4_TEXT = "IP-UDP 40/12 -";
    private static final String V6_TEXT = "IP6-UDP 60/12 -";

    public static Stream<Arguments> cases() {
        return Stream.of(lengths(), tags(), meshes(), mpls(), sessions()).flatMap(cases -> cases);
    }

    private static Stream<Arguments> lengths() {
        return Stream.of(
                on("SNAP", 48, snap(0x0800, V4), "ETH-LLC-SNAP-" + V4_TEXT),
                on("LLC with the IP access point", 43, join(hex("060603"), V4), "ETH-LLC-" + V4_TEXT),
                on("LLC with a network layer identifier", 44, join(hex("fefe03 8e"), V6), "ETH-LLC-" + V6_TEXT),
                on("spanning tree", 38, join(hex("424203"), zeros(35)), "not_ip"),
                on("Novell without LLC", 38, join(hex("ffff"), zeros(36)), "not_ip"),
                on("LLC supervisory frame", 46, join(hex("aaaa01 000000 0800"), V4), "not_ip"),
                on("SNAP of another organisation", 48, join(hex("aaaa03 00000c 2000"), zeros(40)), "not_ip"),
                on("neither length nor type", 1501, snap(0x0800, V4), "not_ip"),
                on("LLC of jumbo frames", 0x8870, snap(0x0800, V4), "ETH-LLC-SNAP-" + V4_TEXT),
                on("a frame cut in SNAP", 48, hex("aaaa03 0000"), "truncated_header"));
    }

    private static Stream<Arguments> tags() {
        return Stream.of(
                on(
                        "C-tag outside, S-tag inside",
                        0x8100,
                        vlan(5, 0x88a8, vlan(6, 0x0800, V4)),
                        "ETH-VLAN-VLAN-" + V4_TEXT + " vlan 5"),
                on(
                        "three tags of old and new numbers",
                        0x9100,
                        vlan(1, 0x9200, vlan(2, 0x8100, vlan(3, 0x86dd, V6))),
                        "ETH-VLAN-VLAN-VLAN-" + V6_TEXT + " vlan 1"),
                on(
                        "tagged IEEE 802.3 frame",
                        0x8100,
                        vlan(9, 48, snap(0x0800, V4)),
                        "ETH-VLAN-LLC-SNAP-" + V4_TEXT + " vlan 9"),
                on("Cisco metadata", 0x8909, join(hex("0101 0001 0002 0800"), V4), "ETH-CMD-" + V4_TEXT),
                on("E-tag", 0x893f, join(hex("1000 00d3 0000 0800"), V4), "ETH-ETAG-" + V4_TEXT),
                on(
                        "VN-tag ahead of a VLAN tag",
                        0x8926,
                        join(hex("00000000 8100"), vlan(11, 0x0800, V4)),
                        "ETH-VNTAG-VLAN-" + V4_TEXT + " vlan 11"),
                on("802.1CB redundancy tag", 0xf1c1, join(hex("0000 0001 0800"), V4), "ETH-RTAG-" + V4_TEXT),
                on(
                        "802.1CB redundancy tag before a VLAN tag",
                        0xf1c1,
                        join(hex("0000 0001 8100"), vlan(11, 0x86dd, V6)),
                        "ETH-RTAG-VLAN-" + V6_TEXT + " vlan 11"),
                on("HSR", 0x892f, join(hex("0036 0001 86dd"), V6), "ETH-HSR-" + V6_TEXT),
                on("FabricPath", 0x8903, join(hex("0020"), ethernet(0x0800, V4)), "ETH-CFP-ETH-" + V4_TEXT),
                on("provider backbone", 0x88e7, join(hex("00000001"), ethernet(0x0800, V4)), "ETH-PBB-ETH-" + V4_TEXT),
                on(
                        "TRILL with 8 bytes of options",
                        0x22f3,
                        join(hex("0080 0001 0002"), zeros(8), ethernet(0x0800, V4)),
                        "ETH-TRILL-ETH-" + V4_TEXT),
                on(
                        "MACsec without encryption",
                        0x88e5,
                        join(hex("20 00 00000001 0200000000010001 0800"), V4, zeros(16)),
                        "ETH-MACSEC-" + V4_TEXT),
                on(
                        "MACsec, integrity check and padding left out by the short length",
                        0x88e5,
                        join(hex("00 2a 00000001 0800"), ipv4(17, 0, 0, zeros(0), udp(0, zeros(12))), zeros(16 + 4)),
                        "ETH-MACSEC-" + V4_TEXT),
                on("MACsec encrypted", 0x88e5, join(hex("2c 00 00000001 0200000000010001"), zeros(60)), "encrypted"),
                on(
                        "NSH with Ethernet",
                        0x894f,
                        join(hex("0fc6 0103 00000100"), zeros(16), ethernet(0x0800, V4)),
                        "ETH-NSH-ETH-" + V4_TEXT),
                on("NSH with IPv6", 0x894f, join(hex("0fc2 0202 00000100"), V6), "ETH-NSH-" + V6_TEXT),
                on("NSH shorter than its base", 0x894f, join(hex("0fc1 0201 00000100"), V4), "malformed_link"),
                on("NSH OAM", 0x894f, join(hex("0fc2 0200 00000100"), zeros(20)), "not_ip"));
    }

    private static Stream<Arguments> meshes() {
        byte[] ethernet = ethernet(0x0800, V4);
        return Stream.of(
                on(
                        "batman-adv, unicast",
                        0x4305,
                        join(hex("40 0f 32 00"), zeros(6), ethernet),
                        "ETH-BATADV-ETH-" + V4_TEXT),
                on(
                        "batman-adv, unicast with four addresses",
                        0x4305,
                        join(hex("42 0f 32 00"), zeros(6 + 6 + 2), ethernet),
                        "ETH-BATADV-ETH-" + V4_TEXT),
                on(
                        "batman-adv, broadcast",
                        0x4305,
                        join(hex("01 0f 32 00 00000007"), zeros(6), ethernet),
                        "ETH-BATADV-ETH-" + V4_TEXT),
                on(
                        "batman-adv, multicast with options",
                        0x4305,
                        join(hex("05 0f 32 00 0008"), zeros(8), ethernet),
                        "ETH-BATADV-ETH-" + V4_TEXT),
                on("batman-adv, fragment", 0x4305, join(hex("41 0f 32 00"), zeros(60)), "unsupported_encapsulation"),
                on("batman-adv, originator message", 0x4305, join(hex("00 0f 32 00"), zeros(60)), "not_ip"),
                on(
                        "batman-adv 14, unicast",
                        0x4305,
                        join(hex("03 0e 32 00"), zeros(6), ethernet),
                        "ETH-BATADV-ETH-" + V4_TEXT),
                on("batman-adv of another version", 0x4305, join(hex("40 05 32 00"), zeros(6), ethernet), "not_ip"),
                on("batman-adv cut in its header", 0x4305, hex("40 0f 32 00"), "truncated_header"));
    }

    /** The frame of a pseudowire whose destination address is given. */
    private static byte[] ethernetTo(String address, int type, byte[] payload) {
        return join(hex(address), hex("020000000001"), u16(type), payload);
    }

    private static Stream<Arguments> mpls() {
        byte[] ethernet = ethernet(0x0800, V4);
        return Stream.of(
                on(
                        "pseudowire without control word, an address like IPv4",
                        0x8847,
                        join(hex("00010140"), ethernetTo("450000000002", 0x0800, V4)),
                        "ETH-MPLS-ETH-" + V4_TEXT),
                on(
                        "pseudowire without control word, an address like IPv4, IPv6 inside",
                        0x8847,
                        join(hex("00010140"), ethernetTo("4c001a2b3c4d", 0x86dd, V6)),
                        "ETH-MPLS-ETH-" + V6_TEXT),
                on(
                        "pseudowire without control word, an address like IPv6, a VLAN tag inside",
                        0x8847,
                        join(hex("00010140"), ethernetTo("60a44c000002", 0x8100, vlan(8, 0x0800, V4))),
                        "ETH-MPLS-ETH-VLAN-" + V4_TEXT + " vlan 8"),
                on(
                        "IPv4 with a checksum, an identification and addresses like a frame",
                        0x8847,
                        join(hex("00010140 4500 0028 0000 0000 4011 2eb2"), hex("0800 4500 0028 0000"), zeros(20)),
                        "ETH-MPLS-IP-UDP 40/12 -"),
                on("MPLS", 0x8847, join(hex("00010140"), V4), "ETH-MPLS-" + V4_TEXT),
                on("MPLS, two labels, IPv6", 0x8848, join(hex("00010040 00020140"), V6), "ETH-MPLS-MPLS-" + V6_TEXT),
                on(
                        "pseudowire with control word",
                        0x8847,
                        join(hex("00010140 00000001"), ethernet),
                        "ETH-MPLS-PWCW-ETH-" + V4_TEXT),
                on(
                        "pseudowire without control word",
                        0x8847,
                        join(hex("00010140"), ethernet),
                        "ETH-MPLS-ETH-" + V4_TEXT),
                on(
                        "pseudowire without control word, another MAC address",
                        0x8847,
                        join(hex("00010140"), hex("a40000000002 020000000001 86dd"), V6),
                        "ETH-MPLS-ETH-" + V6_TEXT),
                on("pseudowire channel", 0x8847, join(hex("00010140 10000021"), V4), "ETH-MPLS-PWCW-" + V4_TEXT),
                on("pseudowire channel, no IP", 0x8847, join(hex("00010140 10000007"), zeros(40)), "not_ip"),
                on("labels without end", 0x8847, hex("00010040 00020040"), "truncated_header"),
                on("more labels than are followed", 0x8847, zeros(400), "too_many_headers"),
                on("more pseudowires than are followed", 0x8847, pseudowires(40), "too_many_headers"));
    }

    private static Stream<Arguments> sessions() {
        return Stream.of(
                on("PPPoE", 0x8864, join(hex("1100 0001 002a 0021"), V4), "ETH-PPPOE-PPP-" + V4_TEXT),
                on(
                        "PPPoE with padding",
                        0x8864,
                        join(hex("1100 0001 002a 0021"), V4, zeros(8)),
                        "ETH-PPPOE-PPP-" + V4_TEXT),
                on(
                        "PPPoE in a VLAN",
                        0x8100,
                        vlan(7, 0x8864, join(hex("1100 0001 003e 0057"), V6)),
                        "ETH-VLAN-PPPOE-PPP-" + V6_TEXT + " vlan 7"),
                on("PPPoE terminate", 0x8864, join(hex("11a7 0001 0000"), zeros(40)), "not_ip"),
                on("PPPoE discovery", 0x8863, join(hex("1109 0000 0000"), zeros(40)), "not_ip"),
                on("PPP", 0x880b, join(hex("0021"), V4), "ETH-PPP-" + V4_TEXT));
    }

    private static byte[] pseudowires(int depth) {
        byte[] frame = V4;
        for (int i = 0; i < depth; i++) {
            frame = join(hex("00010140 00000000"), ethernet(0x8847, frame));
        }
        return frame;
    }

    private static Arguments on(String name, int type, byte[] payload, String expected) {
        return frame(name, 1, ethernet(type, payload), expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void decodes(int linkType, byte[] frame, String expected) throws IOException {
        assertThat(Decoding.describe(linkType, frame)).isEqualTo(expected);
    }
}
