package io.flowjay.packet.decode;

import static io.flowjay.packet.Decoding.frame;
import static io.flowjay.packet.Frames.ethernet;
import static io.flowjay.packet.Frames.extension;
import static io.flowjay.packet.Frames.first;
import static io.flowjay.packet.Frames.fragment;
import static io.flowjay.packet.Frames.hex;
import static io.flowjay.packet.Frames.ipv4;
import static io.flowjay.packet.Frames.ipv6;
import static io.flowjay.packet.Frames.join;
import static io.flowjay.packet.Frames.tcp;
import static io.flowjay.packet.Frames.udp;
import static io.flowjay.packet.Frames.vlan;
import static io.flowjay.packet.Frames.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.capture.RawPacket;
import io.flowjay.packet.DecodeSettings;
import io.flowjay.packet.DecodedPacket;
import io.flowjay.packet.Decoding;
import io.flowjay.packet.HeaderStack;
import io.flowjay.packet.HeaderStacks;
import io.flowjay.packet.Ignored;
import io.flowjay.packet.PacketSink;
import io.flowjay.packet.link.LinkTypeTest;
import io.flowjay.packet.link.SixlowpanTest;
import io.flowjay.packet.link.WlanTest;
import io.flowjay.packet.tag.EtherTypeTest;
import io.flowjay.packet.tunnel.TunnelTest;
import io.flowjay.packet.tunnel.UdpTunnelTest;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

public class PacketDecoderTest {
    private static final byte[] TCP_100 = tcp(0x18, 5, zeros(100));
    private static final byte[] UDP_12 = udp(20, zeros(12));

    /** What a frame decodes to: headers, IP length, payload, flags of TCP, VLAN id; or the reason why it is ignored. */
    public static Stream<Arguments> cases() {
        return Stream.of(
                frame("Ethernet, IPv4, TCP", 1, ethernet(0x0800, ipv4(6, TCP_100)), "ETH-IP-TCP 140/100 18"),
                frame(
                        "Ethernet padding is no payload",
                        1,
                        join(ethernet(0x0800, ipv4(6, tcp(0x10, 5, zeros(0)))), zeros(6)),
                        "ETH-IP-TCP 40/0 10"),
                frame(
                        "TCP options are no payload",
                        1,
                        ethernet(0x0800, ipv4(6, tcp(0x02, 10, zeros(0)))),
                        "ETH-IP-TCP 60/0 2"),
                frame(
                        "IPv4 options",
                        1,
                        ethernet(0x0800, ipv4(6, 24 + 120, 0, hex("94040000"), TCP_100)),
                        "ETH-IP-TCP 144/100 18"),
                frame("UDP", 1, ethernet(0x0800, ipv4(17, UDP_12)), "ETH-IP-UDP 40/12 -"),
                frame(
                        "UDP length 0 means the whole IP payload",
                        1,
                        ethernet(0x0800, ipv4(17, udp(0, zeros(12)))),
                        "ETH-IP-UDP 40/12 -"),
                frame(
                        "UDP length beyond the IP packet",
                        1,
                        ethernet(0x0800, ipv4(17, udp(2000, zeros(12)))),
                        "ETH-IP-UDP 40/12 -"),
                frame(
                        "UDP length shorter than the IP payload",
                        1,
                        ethernet(0x0800, ipv4(17, udp(10, zeros(12)))),
                        "ETH-IP-UDP 40/2 -"),
                frame(
                        "UDP length below its header",
                        1,
                        ethernet(0x0800, ipv4(17, udp(7, zeros(12)))),
                        "malformed_transport"),
                frame(
                        "ICMP echo",
                        1,
                        ethernet(0x0800, ipv4(1, join(hex("0800 0000 0001 0001"), zeros(56)))),
                        "ETH-IP-ICMP 84/56 -"),
                frame(
                        "ICMPv6",
                        1,
                        ethernet(0x86dd, ipv6(58, join(hex("8000 0000 0001 0001"), zeros(56)))),
                        "ETH-IP6-ICMP6 104/64 -"),
                frame(
                        "SCTP",
                        1,
                        ethernet(0x0800, ipv4(132, join(hex("9c40 0035 00000000 00000000"), zeros(20)))),
                        "ETH-IP-SCTP 52/20 -"),
                frame("any other protocol", 1, ethernet(0x0800, ipv4(89, zeros(44))), "ETH-IP-PROTO89 64/44 -"),
                frame("IPv6, TCP", 1, ethernet(0x86dd, ipv6(6, TCP_100)), "ETH-IP6-TCP 160/100 18"),
                frame(
                        "IPv6 with extension headers",
                        1,
                        ethernet(0x86dd, ipv6(0, extension(60, 0, extension(43, 2, extension(6, 0, TCP_100))))),
                        "ETH-IP6-HOPOPT-DSTOPT-ROUTE-TCP 200/100 18"),
                frame(
                        "IPv6 atomic fragment (RFC 6946)",
                        1,
                        ethernet(0x86dd, ipv6(44, fragment(6, 0, TCP_100))),
                        "ETH-IP6-FRAG-TCP 168/100 18"),
                frame(
                        "IPv6 fragment",
                        1,
                        ethernet(0x86dd, ipv6(44, fragment(6, 1, zeros(104)))),
                        "fragment_incomplete"),
                frame("IPv6 no next header", 1, ethernet(0x86dd, ipv6(59, zeros(0))), "ETH-IP6-PROTO59 40/0 -"),
                frame(
                        "IPv6 extension that fills the packet",
                        1,
                        ethernet(0x86dd, ipv6(0, extension(6, 200, zeros(0)))),
                        "malformed_transport"),
                frame(
                        "IPv6 extension beyond the IP length",
                        1,
                        ethernet(0x86dd, ipv6(0, 8, extension(6, 1, zeros(0)))),
                        "malformed_extension"),
                frame(
                        "IPv6 payload length 0 by offload",
                        1,
                        ethernet(0x86dd, ipv6(6, 0, TCP_100)),
                        "ETH-IP6-TCP 160/100 18"),
                frame(
                        "IPv4 total length 0 by offload",
                        1,
                        ethernet(0x0800, ipv4(6, 0, 0, zeros(0), TCP_100)),
                        "ETH-IP-TCP 140/100 18"),
                frame(
                        "IPv4 first fragment",
                        1,
                        ethernet(0x0800, ipv4(17, 44, 0x2000, zeros(0), join(UDP_12, zeros(4)))),
                        "fragment_incomplete"),
                frame(
                        "IPv4 later fragment",
                        1,
                        ethernet(0x0800, ipv4(17, 44, 0x0001, zeros(0), join(UDP_12, zeros(4)))),
                        "fragment_incomplete"),
                frame("IPv4 version wrong", 1, ethernet(0x0800, ipv6(6, TCP_100)), "malformed_ip"),
                frame("IPv6 version wrong", 1, ethernet(0x86dd, ipv4(6, TCP_100)), "malformed_ip"),
                frame(
                        "IPv4 header length below 20",
                        1,
                        ethernet(0x0800, join(hex("44"), first(119, ipv4(6, TCP_100)))),
                        "malformed_ip"),
                frame(
                        "IPv4 total length below the header",
                        1,
                        ethernet(0x0800, ipv4(6, 19, 0, zeros(0), TCP_100)),
                        "malformed_ip"),
                frame(
                        "TCP header length below 20: tshark too counts it in its stream",
                        1,
                        ethernet(0x0800, ipv4(6, tcp(0x10, 4, zeros(100)))),
                        "ETH-IP-TCP 140/104 10"),
                frame(
                        "TCP header cut by the IP length behind its flags",
                        1,
                        ethernet(0x0800, ipv4(6, 39, 0, zeros(0), TCP_100)),
                        "ETH-IP-TCP 39/0 18"),
                frame(
                        "TCP header cut by the IP length ahead of its flags",
                        1,
                        ethernet(0x0800, ipv4(6, 33, 0, zeros(0), TCP_100)),
                        "ETH-IP-TCP 33/0 -"),
                frame(
                        "no room for ports by the IP length",
                        1,
                        ethernet(0x0800, ipv4(6, 23, 0, zeros(0), TCP_100)),
                        "malformed_transport"),
                frame(
                        "IPv4 total length beyond the frame",
                        1,
                        ethernet(0x0800, ipv4(6, 1500, 0, zeros(0), TCP_100)),
                        "ETH-IP-TCP 1500/100 18"),
                frame(
                        "IPv6 payload length beyond the frame",
                        1,
                        ethernet(0x86dd, ipv6(6, 1500, TCP_100)),
                        "ETH-IP6-TCP 1540/100 18"),
                frame(
                        "TCP options longer than the IP packet",
                        1,
                        ethernet(0x0800, ipv4(6, 44, 0, zeros(0), tcp(0x10, 15, zeros(0)))),
                        "ETH-IP-TCP 44/0 10"),
                frame(
                        "jumbogram (RFC 2675)",
                        229,
                        ipv6(0, 0, join(hex("06 00 c204 00011170"), tcp(0x18, 5, zeros(69_980)))),
                        "IP6-HOPOPT-TCP 70040/69972 18"),
                frame(
                        "jumbogram, padding ahead of the option",
                        1,
                        ethernet(
                                0x86dd,
                                ipv6(
                                        0,
                                        0,
                                        join(
                                                hex("06 01 0102 0000 0100 c204 0000008c 0000"),
                                                tcp(0x18, 5, zeros(104)),
                                                zeros(9)))),
                        "ETH-IP6-HOPOPT-TCP 180/104 18"),
                frame(
                        "jumbogram with UDP length 0",
                        229,
                        ipv6(0, 0, join(hex("11 00 c204 00011170"), udp(0, zeros(69_984)))),
                        "IP6-HOPOPT-UDP 70040/69984 -"),
                frame(
                        "jumbogram without its option: the frame tells",
                        229,
                        ipv6(0, 0, join(hex("06 00 0104 00000000"), TCP_100)),
                        "IP6-HOPOPT-TCP 168/100 18"),
                frame("ARP", 1, ethernet(0x0806, zeros(28)), "not_ip"),
                frame("IEEE 802.3 length, no LLC known", 1, ethernet(0x0026, zeros(38)), "not_ip"),
                frame(
                        "one VLAN tag",
                        1,
                        ethernet(0x8100, vlan(7, 0x0800, ipv4(6, TCP_100))),
                        "ETH-VLAN-IP-TCP 140/100 18 vlan 7"),
                frame(
                        "QinQ: the outer tag counts",
                        1,
                        ethernet(0x88a8, vlan(5, 0x8100, vlan(6, 0x86dd, ipv6(6, TCP_100)))),
                        "ETH-VLAN-VLAN-IP6-TCP 160/100 18 vlan 5"),
                frame(
                        "priority tag",
                        1,
                        ethernet(0x8100, vlan(0, 0x0800, ipv4(6, TCP_100))),
                        "ETH-VLAN-IP-TCP 140/100 18"),
                frame("raw IPv4", 101, ipv4(6, TCP_100), "IP-TCP 140/100 18"),
                frame("raw IPv6, DLT number of BSD", 12, ipv6(6, TCP_100), "IP6-TCP 160/100 18"),
                frame("LINKTYPE_IPV4", 228, ipv4(6, TCP_100), "IP-TCP 140/100 18"),
                frame("LINKTYPE_IPV6", 229, ipv6(6, TCP_100), "IP6-TCP 160/100 18"),
                frame("raw with neither version", 101, hex("00112233"), "not_ip"),
                frame("loopback, little-endian", 0, join(hex("02000000"), ipv4(6, TCP_100)), "NULL-IP-TCP 140/100 18"),
                frame("loopback, big-endian", 0, join(hex("00000002"), ipv4(6, TCP_100)), "NULL-IP-TCP 140/100 18"),
                frame(
                        "LINKTYPE_LOOP, IPv6 of OpenBSD",
                        108,
                        join(hex("00000018"), ipv6(6, TCP_100)),
                        "NULL-IP6-TCP 160/100 18"),
                frame("loopback, IPv6 of macOS", 0, join(hex("1e000000"), ipv6(6, TCP_100)), "NULL-IP6-TCP 160/100 18"),
                frame("loopback, another family", 0, join(hex("07000000"), zeros(40)), "not_ip"),
                frame(
                        "Linux cooked",
                        113,
                        join(hex("0000 0001 0006 020000000001 0000 0800"), ipv4(6, TCP_100)),
                        "SLL-IP-TCP 140/100 18"),
                frame(
                        "Linux cooked 2",
                        276,
                        join(hex("86dd 0000 00000001 0001 00 06 020000000001 0000"), ipv6(6, TCP_100)),
                        "SLL2-IP6-TCP 160/100 18"),
                frame("a link type without decoder", 147, zeros(60), "unsupported_link_type"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void decodes(int linkType, byte[] frame, String expected) throws IOException {
        assertThat(Decoding.describe(
                        Captures.pcap().linkType(linkType).packet(0, frame).toBytes()))
                .isEqualTo(expected);
    }

    /** The first bytes of one TCP frame: lengths come from the headers, whatever the snapshot length. */
    static Stream<Arguments> snapshots() {
        return Stream.of(
                arguments(13, "truncated_header"),
                arguments(33, "truncated_header"),
                arguments(37, "truncated_transport"),
                arguments(38, "ETH-IP-TCP 140/100 -"),
                arguments(47, "ETH-IP-TCP 140/100 -"),
                arguments(48, "ETH-IP-TCP 140/100 18"),
                arguments(54, "ETH-IP-TCP 140/100 18"),
                arguments(154, "ETH-IP-TCP 140/100 18"));
    }

    @ParameterizedTest(name = "snapshot of {0} bytes")
    @MethodSource("snapshots")
    void lengthsDoNotDependOnTheSnapshotLength(int captured, String expected) throws IOException {
        byte[] frame = ethernet(0x0800, ipv4(6, TCP_100));
        byte[] capture = Captures.pcap()
                .linkType(1)
                .packet(0, first(captured, frame), frame.length)
                .toBytes();
        assertThat(Decoding.describe(capture)).isEqualTo(expected);
    }

    @Test
    void damagedFramesAreDecodedOrIgnoredButNeverThrow() throws IOException {
        long seed = System.nanoTime();
        System.out.println("PacketDecoderTest seed " + seed);
        Random random = new Random(seed);
        Object[][] frames = Stream.of(
                        cases(),
                        LinkTypeTest.cases(),
                        EtherTypeTest.cases(),
                        WlanTest.cases(),
                        SixlowpanTest.cases(),
                        TunnelTest.cases(),
                        UdpTunnelTest.cases())
                .flatMap(cases -> cases)
                .map(Arguments::get)
                .toArray(Object[][]::new);
        for (int round = 0; round < 20_000; round++) {
            Object[] chosen = frames[random.nextInt(frames.length)];
            int linkType = (int) ((org.junit.jupiter.api.Named<?>) chosen[0]).getPayload();
            byte[] frame = ((byte[]) chosen[1]).clone();
            for (int i = 0; i < 4; i++) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt();
            }
            byte[] cut = first(random.nextInt(frame.length + 1), frame);
            byte[] capture = Captures.pcap()
                    .linkType(linkType)
                    .packet(0, cut, frame.length)
                    .toBytes();
            List<String> decoded = new Decoding().read(capture, DecodeSettings.of(Settings.DEFAULT));
            assertThat(decoded).as("round %d", round).isNotEmpty().doesNotContain("");
        }
    }

    @Test
    void headerStacksAreShared() throws IOException {
        List<HeaderStack> seen = new ArrayList<>();
        HeaderStacks stacks = new HeaderStacks();
        PacketSink sink = new PacketSink() {
            @Override
            public void decoded(DecodedPacket packet) {
                seen.add(stacks.of(packet));
            }

            @Override
            public void ignored(Ignored reason) {
                throw new AssertionError(reason);
            }

            @Override
            public void further() {}

            @Override
            public void fragmentOverlap() {
                throw new AssertionError("no fragments here");
            }
        };
        byte[] capture = Captures.pcap()
                .linkType(1)
                .packet(0, ethernet(0x0800, ipv4(6, TCP_100)))
                .packet(0, ethernet(0x0800, ipv4(17, UDP_12)))
                .packet(0, ethernet(0x0800, ipv4(6, TCP_100)))
                .toBytes();
        try (CaptureReader reader = CaptureFile.open(capture, "test")) {
            RawPacket raw = new RawPacket();
            PacketDecoder decoder = new PacketDecoder(DecodeSettings.of(Settings.DEFAULT), sink);
            while (reader.next(raw)) {
                decoder.decode(raw);
            }
        }
        assertThat(seen).hasSize(3);
        assertThat(seen.get(0)).isSameAs(seen.get(2)).isEqualTo(new HeaderStack("ETH-IP-TCP", 3));
        assertThat(seen.get(1)).isEqualTo(new HeaderStack("ETH-IP-UDP", 3));
    }
}
