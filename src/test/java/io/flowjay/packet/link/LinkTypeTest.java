package io.flowjay.packet.link;

import static io.flowjay.packet.Decoding.frame;
import static io.flowjay.packet.Frames.ethernet;
import static io.flowjay.packet.Frames.hex;
import static io.flowjay.packet.Frames.ipv4;
import static io.flowjay.packet.Frames.ipv6;
import static io.flowjay.packet.Frames.join;
import static io.flowjay.packet.Frames.snap;
import static io.flowjay.packet.Frames.u16;
import static io.flowjay.packet.Frames.udp;
import static io.flowjay.packet.Frames.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.packet.Decoding;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Link types other than Ethernet and 802.11, by their descriptions on tcpdump.org and the standards named there. */
public class LinkTypeTest {
    private static final byte[] V4 = ipv4(17, udp(20, zeros(12)));
    private static final byte[] V6 = ipv6(17, udp(20, zeros(12)));
    private static final String V4_TEXT = "IP-UDP 40/12 -";
    private static final String V6_TEXT = "IP6-UDP 60/12 -";

    public static Stream<Arguments> cases() {
        return Stream.of(serial(), broadcast(), kernels(), atm(), juniper(), switches(), cards())
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> serial() {
        return Stream.of(
                frame("PPP in HDLC-like framing", 9, join(hex("ff03 0021"), V4), "PPP-" + V4_TEXT),
                frame("PPP without address and control", 9, join(hex("0057"), V6), "PPP-" + V6_TEXT),
                frame("PPP with a protocol of one byte", 9, join(hex("21"), V4), "PPP-" + V4_TEXT),
                frame("PPP link control", 9, join(hex("ff03 c021"), zeros(8)), "not_ip"),
                frame("PPP multilink", 9, join(hex("ff03 003d"), zeros(8)), "unsupported_encapsulation"),
                frame("PPP encrypted", 9, join(hex("ff03 0053"), zeros(8)), "encrypted"),
                frame("PPP that ends in its protocol", 9, hex("ff03 00"), "truncated_header"),
                frame("PPP with MPLS", 9, join(hex("ff03 0281 00010140"), V4), "PPP-MPLS-" + V4_TEXT),
                frame("PPP_HDLC", 50, join(hex("ff03 0021"), V4), "PPP-" + V4_TEXT),
                frame("PPP_HDLC of a Cisco device", 50, join(hex("0f00 0800"), V4), "CHDLC-" + V4_TEXT),
                frame("PPP_ETHER", 51, join(hex("1100 0001 002a 0021"), V4), "PPPOE-PPP-" + V4_TEXT),
                frame("PPP_PPPD", 166, join(hex("0003 0021"), V4), "PPP-" + V4_TEXT),
                frame("PPP_WITH_DIR", 204, join(hex("01 ff03 0021"), V4), "PPP-" + V4_TEXT),
                frame("C_HDLC", 104, join(hex("8f00 86dd"), V6), "CHDLC-" + V6_TEXT),
                frame("C_HDLC that runs PPP", 104, join(hex("ff03 0021"), V4), "PPP-" + V4_TEXT),
                frame("C_HDLC keepalive", 104, join(hex("8f00 8035"), zeros(14)), "not_ip"),
                frame("C_HDLC_WITH_DIR", 205, join(hex("00 0f00 0800"), V4), "CHDLC-" + V4_TEXT),
                frame("frame relay, NLPID", 107, join(hex("1841 03 cc"), V4), "FR-" + V4_TEXT),
                frame(
                        "frame relay, padding and SNAP",
                        107,
                        join(hex("1841 03 00 80 000000 86dd"), V6),
                        "FR-SNAP-" + V6_TEXT),
                frame("frame relay, Cisco", 107, join(hex("1841 0800"), V4), "FR-" + V4_TEXT),
                frame("frame relay, address of four bytes", 107, join(hex("18404041 03 8e"), V6), "FR-" + V6_TEXT),
                frame("frame relay, address without end", 107, join(hex("18404040 03 8e"), V6), "malformed_link"),
                frame("FRELAY_WITH_DIR", 206, join(hex("00 1841 03 cc"), V4), "FR-" + V4_TEXT),
                frame("SLIP", 8, join(hex("00"), zeros(15), V4), "SLIP-" + V4_TEXT),
                frame("MPLS", 219, join(hex("00010040 00010140"), V4), "MPLS-MPLS-" + V4_TEXT));
    }

    private static Stream<Arguments> broadcast() {
        return Stream.of(
                frame("FDDI", 10, join(hex("51"), zeros(12), snap(0x0800, V4)), "FDDI-LLC-SNAP-" + V4_TEXT),
                frame("FDDI station management", 10, join(hex("41"), zeros(30)), "not_ip"),
                frame("token ring", 6, join(hex("1040"), zeros(12), snap(0x0800, V4)), "TR-LLC-SNAP-" + V4_TEXT),
                frame(
                        "token ring, source routed",
                        6,
                        join(hex("1040 000000000000 800000000000 0630 0011 0022"), snap(0x86dd, V6)),
                        "TR-LLC-SNAP-" + V6_TEXT),
                frame("token ring MAC frame", 6, join(hex("1000"), zeros(30)), "not_ip"),
                frame("ARCNET, RFC 1201", 7, join(hex("0102 d4 00 0001"), V4), "ARCNET-" + V4_TEXT),
                frame("ARCNET_LINUX, RFC 1051", 129, join(hex("0102 ed08 f0"), V4), "ARCNET-" + V4_TEXT),
                frame("ARCNET exception frame", 7, join(hex("0102 d4 ff0000 d4 00 0001"), V4), "ARCNET-" + V4_TEXT),
                frame("ARCNET split packet", 7, join(hex("0102 d4 01 0001"), V4), "unsupported_encapsulation"),
                frame("ARCNET, IPv6", 7, join(hex("0102 c4 00 0001"), V6), "ARCNET-" + V6_TEXT),
                frame("IP over Fibre Channel", 122, join(zeros(16), snap(0x0800, V4)), "IPFC-LLC-SNAP-" + V4_TEXT),
                frame("IP over FireWire", 138, join(zeros(16), hex("0800"), V4), "IP1394-" + V4_TEXT),
                frame("IP over InfiniBand", 242, join(zeros(40), hex("86dd 0000"), V6), "IPOIB-" + V6_TEXT));
    }

    private static Stream<Arguments> kernels() {
        return Stream.of(
                frame(
                        "Linux cooked with LLC",
                        113,
                        join(hex("0000 0001 0006 020000000001 0000 0004"), snap(0x0800, V4)),
                        "SLL-LLC-SNAP-" + V4_TEXT),
                frame(
                        "Linux cooked with a VLAN tag",
                        113,
                        join(hex("0000 0001 0006 020000000001 0000 8100 0007 0800"), V4),
                        "SLL-VLAN-" + V4_TEXT + " vlan 7"),
                frame(
                        "NFLOG, little-endian",
                        239,
                        join(hex("02 00 002a 0500 0a00 00000000 2c00 0900"), V4),
                        "NFLOG-" + V4_TEXT),
                frame(
                        "NFLOG, big-endian",
                        239,
                        join(hex("0a 00 002a 0005 000a 00000000 0040 0009"), V6),
                        "NFLOG-" + V6_TEXT),
                frame("NFLOG without packet", 239, hex("02 00 002a 0500 0a00 00000000"), "malformed_link"),
                frame(
                        "PKTAP",
                        258,
                        join(hex("0c000000 01000000 01000000"), ethernet(0x0800, V4)),
                        "PKTAP-ETH-" + V4_TEXT),
                frame(
                        "PKTAP by its private number",
                        149,
                        join(hex("0c000000 01000000 65000000"), V6),
                        "PKTAP-" + V6_TEXT),
                frame(
                        "PKTAP that is no packet",
                        258,
                        join(hex("0c000000 02000000 01000000"), ethernet(0x0800, V4)),
                        "not_ip"),
                frame("PKTAP shorter than itself", 258, join(hex("08000000 01000000 01000000"), V4), "malformed_link"),
                frame("PKTAP of endless depth", 258, pktaps(70), "too_many_headers"),
                frame("NULL with an EtherType", 0, join(hex("0f000800"), V4), "NULL-" + V4_TEXT),
                frame("NULL with an EtherType, little-endian", 0, join(hex("dd860000"), V6), "NULL-" + V6_TEXT),
                frame("NULL with an EtherType, big-endian", 0, join(hex("00000800"), V4), "NULL-" + V4_TEXT),
                frame("NULL with the family of another protocol", 0, join(hex("07000000"), V4), "not_ip"),
                frame("PFLOG", 117, join(hex("3d 18 0000"), zeros(60), V6), "PFLOG-" + V6_TEXT),
                frame("ENC", 109, join(hex("02000000"), zeros(8), V4), "ENC-" + V4_TEXT),
                frame("IPNET", 226, join(hex("01 1a"), zeros(22), V6), "IPNET-" + V6_TEXT));
    }

    private static Stream<Arguments> atm() {
        return Stream.of(
                frame("classical IP over ATM", 106, V4, V4_TEXT),
                frame("classical IP over ATM with SNAP", 106, snap(0x0800, V4), "LLC-SNAP-" + V4_TEXT),
                frame("RFC 2684, routed", 100, snap(0x86dd, V6), "LLC-SNAP-" + V6_TEXT),
                frame(
                        "RFC 2684, bridged, with a frame check sequence",
                        100,
                        join(hex("aaaa03 0080c2 0001 0000"), ethernet(0x0800, V4), zeros(4)),
                        "LLC-SNAP-ETH-" + V4_TEXT),
                frame("SunATM", 123, join(hex("02 00 0020"), snap(0x0800, V4)), "ATM-LLC-SNAP-" + V4_TEXT),
                frame(
                        "SunATM, LAN emulation",
                        123,
                        join(hex("01 00 0020 0001"), ethernet(0x0800, V4)),
                        "ATM-ETH-" + V4_TEXT),
                frame("SunATM, LAN emulation control", 123, join(hex("01 00 0020 ff00"), zeros(60)), "not_ip"),
                frame("SunATM, signalling", 123, join(hex("06 00 0005"), zeros(60)), "not_ip"));
    }

    private static Stream<Arguments> juniper() {
        return Stream.of(
                frame("Juniper Ethernet", 178, join(hex("4d4743 01"), ethernet(0x0800, V4)), "JUNIPER-ETH-" + V4_TEXT),
                frame(
                        "Juniper PPP with extensions",
                        179,
                        join(hex("4d4743 80 0003 010203 0021"), V4),
                        "JUNIPER-PPP-" + V4_TEXT),
                frame("Juniper without link layer", 178, join(hex("4d4743 02 00000002"), V4), "JUNIPER-" + V4_TEXT),
                frame(
                        "Juniper, other magic number",
                        178,
                        join(hex("4d4744 00"), ethernet(0x0800, V4)),
                        "malformed_link"));
    }

    private static Stream<Arguments> switches() {
        return Stream.of(
                frame("DSA, untagged", 284, join(zeros(12), hex("4018 0000 0800"), V4), "ETH-DSA-" + V4_TEXT),
                frame(
                        "DSA, tagged",
                        284,
                        join(zeros(12), hex("6018 0064 86dd"), V6),
                        "ETH-DSA-" + V6_TEXT + " vlan 100"),
                frame("EDSA", 285, join(zeros(12), hex("dada 0000 4018 0000 0800"), V4), "ETH-DSA-" + V4_TEXT),
                frame("Broadcom tag", 281, join(zeros(12), hex("20000001 0800"), V4), "ETH-BRCM-" + V4_TEXT),
                frame("Broadcom tag in front", 282, join(hex("20000001"), ethernet(0x0800, V4)), "BRCM-ETH-" + V4_TEXT),
                frame("NetANALYZER", 240, join(zeros(4), ethernet(0x0800, V4)), "NETANALYZER-ETH-" + V4_TEXT));
    }

    private static Stream<Arguments> cards() {
        byte[] offloaded = ethernet(0x0800, ipv4(17, 0, 0, zeros(0), udp(0, zeros(12))));
        return Stream.of(
                frame("ERF, Ethernet", 197, join(erf("02", 58), zeros(2), ethernet(0x0800, V4)), "ERF-ETH-" + V4_TEXT),
                frame(
                        "ERF: the frame check sequence and padding do not count",
                        197,
                        join(erf("02", 58), zeros(2), offloaded, zeros(4 + 6)),
                        "ERF-ETH-" + V4_TEXT),
                frame(
                        "ERF, coloured Ethernet with two extensions",
                        197,
                        join(erf("8b", 78), hex("8300000000000000 0400000000000000"), zeros(2), ethernet(0x86dd, V6)),
                        "ERF-ETH-" + V6_TEXT),
                frame("ERF, PPP over SONET", 197, join(erf("01", 46), hex("ff03 0021"), V4), "ERF-PPP-" + V4_TEXT),
                frame(
                        "ERF, Cisco HDLC of a channel",
                        197,
                        join(erf("05", 48), zeros(4), hex("0f00 0800"), V4),
                        "ERF-CHDLC-" + V4_TEXT),
                frame("ERF, IPv6", 197, join(erf("17", 60), V6), "ERF-" + V6_TEXT),
                frame("ERF, provenance", 197, join(erf("1b", 40), zeros(40)), "not_ip"),
                frame(
                        "ERF whose extensions do not end",
                        197,
                        join(erf("82", 40), hex("83000000 00")),
                        "truncated_header"),
                frame(
                        "ISL",
                        1,
                        join(isl("00", 12 + 54), ethernet(0x0800, V4), zeros(4)),
                        "ETH-ISL-ETH-" + V4_TEXT + " vlan 10"),
                frame(
                        "ISL: the check sequence does not count",
                        1,
                        join(isl("00", 12 + 54), offloaded, zeros(4)),
                        "ETH-ISL-ETH-" + V4_TEXT + " vlan 10"),
                frame(
                        "ISL, token ring",
                        1,
                        join(isl("10", 12 + 62), hex("1040"), zeros(12), snap(0x0800, V4)),
                        "ETH-ISL-TR-LLC-SNAP-" + V4_TEXT + " vlan 10"),
                frame(
                        "SNAP to the address of ISL's neighbour",
                        1,
                        join(hex("01000cdddddd 020000000001 0030"), snap(0x0800, V4)),
                        "ETH-LLC-SNAP-" + V4_TEXT));
    }

    /** An ERF header of a type and length on the wire. */
    private static byte[] erf(String type, int wireLength) {
        return join(zeros(8), hex(type + "04 0000 0000"), u16(wireLength));
    }

    /** An ISL header of a type, user bits and length, for VLAN 10. */
    private static byte[] isl(String type, int length) {
        return join(hex("01000c0000" + type + "020000000001"), u16(length), hex("aaaa03 020000 0014 0001 0000"));
    }

    private static byte[] pktaps(int depth) {
        byte[] frame = V4;
        for (int i = 0; i < depth; i++) {
            frame = join(hex("0c000000 01000000 02010000"), frame);
        }
        return frame;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void decodes(int linkType, byte[] frame, String expected) throws IOException {
        assertThat(Decoding.describe(linkType, frame)).isEqualTo(expected);
    }
}
