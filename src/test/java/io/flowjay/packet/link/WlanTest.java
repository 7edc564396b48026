package io.flowjay.packet.link;

import static io.flowjay.packet.Decoding.frame;
import static io.flowjay.packet.Frames.hex;
import static io.flowjay.packet.Frames.ipv4;
import static io.flowjay.packet.Frames.ipv6;
import static io.flowjay.packet.Frames.join;
import static io.flowjay.packet.Frames.snap;
import static io.flowjay.packet.Frames.u16;
import static io.flowjay.packet.Frames.udp;
import static io.flowjay.packet.Frames.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.packet.DecodeSettings;
import io.flowjay.packet.Decoding;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** 802.11 frames (IEEE 802.11-2020 section 9.2.4) and the headers that drivers put before them. */
public class WlanTest {
    private static final byte[] V4 = ipv4(17, udp(20, zeros(12)));
    private static final byte[] LLC = snap(0x0800, V4);
    private static final byte[] LLC_V6 = snap(0x86dd, ipv6(17, udp(20, zeros(12))));
    private static final String V4_TEXT = "WLAN-LLC-SNAP-IP-UDP 40/12 -";
    private static final String V6_TEXT = "WLAN-LLC-SNAP-IP6-UDP 60/12 -";
    /** The IP header leaves its length out, so that whatever is behind it would count. */
    private static final byte[] OFFLOADED = snap(0x0800, ipv4(17, 0, 0, zeros(0), udp(0, zeros(12))));

    public static Stream<Arguments> cases() {
        return Stream.of(bare(), captured()).flatMap(cases -> cases);
    }

    private static Stream<Arguments> bare() {
        return Stream.of(
                frame("data to an access point", 105, join(header("0801"), LLC), V4_TEXT),
                frame("QoS data", 105, join(header("8802"), hex("0000"), LLC_V6), V6_TEXT),
                frame("QoS data with HT control", 105, join(header("8882"), hex("0000 00000000"), LLC), V4_TEXT),
                frame("between access points", 105, join(header("0803"), zeros(6), LLC), V4_TEXT),
                frame("in a mesh", 105, join(header("8803"), zeros(6), hex("0001 00 1f 00000001"), LLC), V4_TEXT),
                frame(
                        "in a mesh, two addresses more",
                        105,
                        join(header("8802"), hex("0001 02 1f 00000001"), zeros(12), LLC),
                        V4_TEXT),
                frame("the mesh bit outside a mesh", 105, join(header("8802"), hex("0001"), LLC), V4_TEXT),
                frame("aggregate", 105, join(header("8802"), hex("8000"), zeros(12), hex("0030"), LLC), V4_TEXT),
                frame("no data", 105, header("4801"), "not_ip"),
                frame("beacon", 105, join(header("8000"), zeros(40)), "not_ip"),
                frame("acknowledgement", 105, join(hex("d400 0000"), zeros(6)), "not_ip"),
                frame("encrypted", 105, join(header("0841"), zeros(60)), "encrypted"),
                frame("first fragment", 105, join(header("0805"), LLC), "unsupported_encapsulation"),
                frame(
                        "second fragment",
                        105,
                        join(hex("0801"), zeros(20), hex("0100"), LLC),
                        "unsupported_encapsulation"),
                frame("a cut header", 105, hex("0801 0000"), "truncated_header"));
    }

    private static Stream<Arguments> captured() {
        return Stream.of(
                frame("radiotap", 127, join(hex("0000 0800 00000000"), header("0801"), LLC), "RADIOTAP-" + V4_TEXT),
                frame(
                        "radiotap: the frame check sequence is no payload",
                        127,
                        join(hex("0000 0900 02000000 10"), header("0801"), OFFLOADED, zeros(4)),
                        "RADIOTAP-" + V4_TEXT),
                frame(
                        "radiotap: flags behind a time stamp and a second bitmap",
                        127,
                        join(
                                hex("0000 1900 03000080 00000000 00000000"),
                                zeros(8),
                                hex("10"),
                                header("0801"),
                                OFFLOADED,
                                zeros(4)),
                        "RADIOTAP-" + V4_TEXT),
                frame(
                        "radiotap: padding behind the 802.11 header",
                        127,
                        join(hex("0000 0900 02000000 20"), header("8801"), hex("0000 0000"), LLC),
                        "RADIOTAP-" + V4_TEXT),
                frame("radiotap shorter than itself", 127, join(hex("0000 0700 00000000"), LLC), "malformed_link"),
                frame("radiotap longer than the frame", 127, join(hex("0000 ff00 00000000"), LLC), "truncated_header"),
                frame("PPI", 192, join(hex("0000 0800 69000000"), header("0801"), LLC), "PPI-" + V4_TEXT),
                frame(
                        "PPI: the frame check sequence is no payload",
                        192,
                        join(
                                hex("0000 2000 69000000 0200 1400"),
                                zeros(8),
                                hex("0100"),
                                zeros(10),
                                header("0801"),
                                OFFLOADED,
                                zeros(4)),
                        "PPI-" + V4_TEXT),
                frame("PPI with raw IP", 192, join(hex("0000 0800 65000000"), V4), "PPI-IP-UDP 40/12 -"),
                frame(
                        "Prism",
                        119,
                        join(hex("44000000 90000000"), zeros(136), header("0801"), LLC),
                        "PRISM-" + V4_TEXT),
                frame("AVS", 163, join(hex("80211001 00000040"), zeros(56), header("0801"), LLC), "AVS-" + V4_TEXT),
                frame(
                        "AVS by the number of Prism",
                        119,
                        join(hex("80211002 00000040"), zeros(56), header("0801"), LLC),
                        "AVS-" + V4_TEXT),
                frame("AVS shorter than itself", 163, join(hex("80211001 00000004"), zeros(56)), "malformed_link"));
    }

    /** Addresses, length and frame of a part of an aggregate, without the padding before the next one. */
    private static byte[] part(byte[] frame) {
        return join(zeros(12), u16(frame.length), frame);
    }

    static Stream<Arguments> aggregates() {
        byte[] arp = snap(0x0806, zeros(28));
        byte[] qos = join(header("8801"), hex("8000"));
        return Stream.of(
                arguments(named("two", join(qos, part(LLC), zeros(2), part(LLC_V6))), List.of(V4_TEXT, V6_TEXT)),
                arguments(
                        named(
                                "three, the second with ARP",
                                join(qos, part(LLC), zeros(2), part(arp), zeros(2), part(LLC))),
                        List.of(V4_TEXT, "not_ip", V4_TEXT)),
                arguments(
                        named("with padding at the end", join(qos, part(LLC), zeros(2), part(LLC), zeros(2))),
                        List.of(V4_TEXT, V4_TEXT)),
                arguments(
                        named(
                                "lengths from the parts",
                                join(qos, part(OFFLOADED), zeros(2), part(OFFLOADED), zeros(2))),
                        List.of(V4_TEXT, V4_TEXT)),
                arguments(
                        named("a part of no length", join(qos, part(LLC), zeros(2), zeros(14))),
                        List.of(V4_TEXT, "truncated_header")),
                arguments(
                        named("a part that is longer than the frame", join(qos, zeros(12), hex("ffff"), LLC)),
                        List.of(V4_TEXT)));
    }

    /** By IEEE 802.11-2020 section 9.3.2.2: each part is a packet, and counts as one. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("aggregates")
    void everyPartOfAnAggregateIsAPacket(byte[] frame, List<String> expected) throws IOException {
        Decoding decoding = new Decoding();
        byte[] capture = Captures.pcap().linkType(105).packet(0, frame).toBytes();
        assertThat(decoding.read(capture, DecodeSettings.of(Settings.DEFAULT))).isEqualTo(expected);
        assertThat(decoding.furtherPackets()).isEqualTo(expected.size() - 1);
    }

    /** A fragment in the first part waits, and the second part completes it. */
    @Test
    void partsMayBeFragments() throws IOException {
        byte[] first = snap(0x0800, ipv4(17, 20 + 16, 0x2000, zeros(0), udp(20, zeros(8))));
        byte[] last = snap(0x0800, ipv4(17, 20 + 4, 0x0002, zeros(0), zeros(4)));
        byte[] frame = join(header("8801"), hex("8000"), part(first), zeros(2), part(last));
        byte[] capture = Captures.pcap().linkType(105).packet(0, frame).toBytes();
        assertThat(new Decoding().read(capture, DecodeSettings.of(Settings.DEFAULT)))
                .containsExactly("WLAN-LLC-SNAP-IP-UDP 36/8 -", "WLAN-LLC-SNAP-IP-UDP 24/4 -");
    }

    /** Frame control, then a duration, three addresses and a sequence control of zeros. */
    private static byte[] header(String frameControl) {
        return join(hex(frameControl), zeros(22));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void decodes(int linkType, byte[] frame, String expected) throws IOException {
        assertThat(Decoding.describe(linkType, frame)).isEqualTo(expected);
    }
}
