package io.flowjay.flow;

import static io.flowjay.packet.Frames.ethernet;
import static io.flowjay.packet.Frames.hex;
import static io.flowjay.packet.Frames.join;
import static io.flowjay.packet.Frames.u16;
import static io.flowjay.packet.Frames.vlan;
import static io.flowjay.packet.Frames.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.capture.CaptureFile;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two networks that use the same addresses: two conversations of UDP, 10.0.0.1:5000 with 10.0.0.2:53, a request and an answer each, in
 * the order request, request, answer, answer. Encodings are those of the RFCs that each case names.
 */
class FlowKeyTest {
    private static final byte[] REQUEST = inner(false);
    private static final byte[] ANSWER = inner(true);

    /** The frames of one network: a request and its answer. */
    private static final class Network {
        private final int linkType;
        private final byte[] request;
        private final byte[] answer;

        Network(int linkType, byte[] request, byte[] answer) {
            this.linkType = linkType;
            this.request = request;
            this.answer = answer;
        }

        static Network ip(byte[] request, byte[] answer) {
            return new Network(101, request, answer);
        }
    }

    static Stream<Arguments> networks() {
        return Stream.of(
                networks(
                        "VXLAN network identifiers (RFC 7348)",
                        "tunnel-id",
                        both(
                                17,
                                udp(4789, join(hex("08000000 00006400"), ethernet(0x0800, REQUEST))),
                                ANSWER_IN_VXLAN_100),
                        both(
                                17,
                                udp(4789, join(hex("08000000 0000c800"), ethernet(0x0800, REQUEST))),
                                ANSWER_IN_VXLAN_200),
                        "100",
                        "200"),
                networks(
                        "Geneve network identifiers (RFC 8926)",
                        "tunnel-id",
                        both(
                                17,
                                udp(6081, join(hex("00000800 00000100"), REQUEST)),
                                udp(6081, join(hex("00000800 00000100"), ANSWER))),
                        both(
                                17,
                                udp(6081, join(hex("00000800 ffffff00"), REQUEST)),
                                udp(6081, join(hex("00000800 ffffff00"), ANSWER))),
                        "1",
                        "16777215"),
                networks(
                        "GRE keys (RFC 2890)",
                        "tunnel-id",
                        both(47, join(hex("20000800 00000007"), REQUEST), join(hex("20000800 00000007"), ANSWER)),
                        both(47, join(hex("20000800 fffffff7"), REQUEST), join(hex("20000800 fffffff7"), ANSWER)),
                        "7",
                        "4294967287"),
                networks(
                        "GTP tunnel endpoints, one for each direction (TS 29.281)",
                        "tunnel-id",
                        both(17, gtp(1, REQUEST), gtp(11, ANSWER)),
                        both(17, gtp(2, REQUEST), gtp(22, ANSWER)),
                        "1:11",
                        "2:22"),
                networks(
                        "the same GTP tunnel endpoints between other nodes: unique in its receiver only (TS 29.281 section 5.1)",
                        "tunnel-id",
                        both(17, gtp(9, REQUEST), gtp(9, ANSWER)),
                        between("c6336401", "c6336402", 17, gtp(9, REQUEST), gtp(9, ANSWER)),
                        "9:9",
                        "9:9"),
                networks(
                        "the same GTP tunnel endpoints between other nodes with IPv6 addresses",
                        "tunnel-id",
                        between(
                                "20010db8" + "0".repeat(24),
                                "20010db8" + "1".repeat(24),
                                17,
                                gtp(9, REQUEST),
                                gtp(9, ANSWER)),
                        between(
                                "20010db8" + "2".repeat(24),
                                "20010db8" + "1".repeat(24),
                                17,
                                gtp(9, REQUEST),
                                gtp(9, ANSWER)),
                        "9:9",
                        "9:9"),
                networks(
                        "L2TP sessions between other nodes (RFC 2661: identifiers have local meaning only)",
                        "tunnel-id",
                        both(17, l2tp(REQUEST), l2tp(ANSWER)),
                        between("c6336401", "c6336402", 17, l2tp(REQUEST), l2tp(ANSWER)),
                        "65538:65538",
                        "65538:65538"),
                networks(
                        "the same VXLAN network identifier in two outer VXLAN networks",
                        "tunnel-id",
                        both(17, vxlan(1, inVxlan(50, REQUEST)), vxlan(1, inVxlan(50, ANSWER))),
                        both(17, vxlan(2, inVxlan(50, REQUEST)), vxlan(2, inVxlan(50, ANSWER))),
                        "50",
                        "50"),
                networks(
                        "the same GRE key in two VXLAN networks",
                        "tunnel-id",
                        both(17, vxlan(1, inGre(REQUEST)), vxlan(1, inGre(ANSWER))),
                        both(17, vxlan(2, inGre(REQUEST)), vxlan(2, inGre(ANSWER))),
                        "5",
                        "5"),
                networks(
                        "the same VXLAN network identifier in two GTP tunnels",
                        "tunnel-id",
                        both(17, gtp(1, inVxlan(50, REQUEST)), gtp(11, inVxlan(50, ANSWER))),
                        both(17, gtp(2, inVxlan(50, REQUEST)), gtp(22, inVxlan(50, ANSWER))),
                        "50",
                        "50"),
                networks(
                        "the same GTP tunnel endpoints in two GTP tunnels",
                        "tunnel-id",
                        both(17, gtp(1, inGtp(9, REQUEST)), gtp(11, inGtp(9, ANSWER))),
                        both(17, gtp(2, inGtp(9, REQUEST)), gtp(22, inGtp(9, ANSWER))),
                        "9:9",
                        "9:9"),
                networks(
                        "a tunnel and none",
                        "tunnel-id",
                        both(17, vxlan(100, REQUEST), vxlan(100, ANSWER)),
                        Network.ip(REQUEST, ANSWER),
                        "100",
                        null),
                networks(
                        "NVGRE: 24 bits of the key are the subnet, the rest a number for load balancing (RFC 7637 section 3.2)",
                        "tunnel-id",
                        both(47, nvgre("2000", "00500011", REQUEST), nvgre("2000", "00500022", ANSWER)),
                        both(47, nvgre("2000", "00500111", REQUEST), nvgre("2000", "00500122", ANSWER)),
                        "20480",
                        "20481"),
                networks(
                        "GRE keys of Ethernet frames that have no subnet",
                        "tunnel-id",
                        both(47, nvgre("2000", "00000007", REQUEST), nvgre("2000", "00000007", ANSWER)),
                        both(47, nvgre("2000", "00000008", REQUEST), nvgre("2000", "00000008", ANSWER)),
                        "7",
                        "8"),
                networks(
                        "GRE keys of Ethernet frames with a sequence number, which NVGRE forbids (RFC 7637 section 3.2)",
                        "tunnel-id",
                        both(
                                47,
                                nvgre("3000", "00500011 00000000", REQUEST),
                                nvgre("3000", "00500011 00000000", ANSWER)),
                        both(
                                47,
                                nvgre("3000", "00500012 00000000", REQUEST),
                                nvgre("3000", "00500012 00000000", ANSWER)),
                        "5242897",
                        "5242898"),
                networks("VLAN identifiers (IEEE 802.1Q)", "vlan", tagged(5, 0), tagged(6, 0), null, null),
                networks("inner VLAN identifiers (IEEE 802.1ad)", "vlan", tagged(5, 1), tagged(5, 2), null, null),
                networks("interfaces in Linux cooked captures", "interface", cooked(2), cooked(3), null, null));
    }

    private static final byte[] ANSWER_IN_VXLAN_100 =
            udp(4789, join(hex("08000000 00006400"), ethernet(0x0800, ANSWER)));
    private static final byte[] ANSWER_IN_VXLAN_200 =
            udp(4789, join(hex("08000000 0000c800"), ethernet(0x0800, ANSWER)));

    private static Arguments networks(
            String name, String key, Network a, Network b, @Nullable String idOfA, @Nullable String idOfB) {
        return argumentSet(name, key, a, b, idOfA, idOfB);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aKeyTellsNetworksApart(String key, Network a, Network b, String idOfA, String idOfB) throws IOException {
        CaptureCounts counts = new CaptureCounts();
        List<Flow> flows = flows("5-tuple," + key, capture(a, b), counts);
        assertThat(flows).hasSize(2).allSatisfy(flow -> {
            assertThat(flow.packets().size()).isEqualTo(2);
            assertThat(flow.initiatorPort()).isEqualTo(5000);
            assertThat(flow.part()).isEqualTo(1);
        });
        assertThat(flows).map(Flow::tunnelId).containsExactly(idOfA, idOfB);
        assertThat(counts.flowsMergingTunnelIds()).isZero();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void withoutItTheyAreOneFlowThatIsCounted(String key, Network a, Network b, String idOfA, String idOfB)
            throws IOException {
        CaptureCounts counts = new CaptureCounts();
        List<Flow> flows = flows("5-tuple", capture(a, b), counts);
        assertThat(flows).hasSize(1);
        assertThat(flows.get(0).tunnelId()).isEqualTo(idOfA);
        assertThat(counts.flowsMergingTunnelIds()).isEqualTo(idOfA == null ? 0 : 1);
        assertThat(counts.asMap()).containsEntry("flows_merging_tunnel_ids", counts.flowsMergingTunnelIds());
    }

    @Test
    void aFlowThatIsFirstInNoTunnelIsCountedToo() throws IOException {
        Network plain = Network.ip(REQUEST, ANSWER);
        Network tunnelled = both(17, vxlan(100, REQUEST), vxlan(100, ANSWER));
        CaptureCounts counts = new CaptureCounts();
        assertThat(flows("5-tuple", capture(plain, tunnelled), counts)).hasSize(1);
        assertThat(counts.flowsMergingTunnelIds()).isEqualTo(1);
    }

    /** The flow of a tunnel whose ends differ is another one, although its answer's identifier is new too. */
    @Test
    void anAnswerBelongsToTheFlowBetweenTheSameEnds() throws IOException {
        byte[] elsewhere = ip(17, "c6336401", "c6336402", gtp(1, REQUEST));
        Network first = both(17, gtp(2, REQUEST), gtp(22, ANSWER));
        List<Flow> flows = flows(
                "tunnel-id",
                Captures.pcap()
                        .linkType(101)
                        .packet(0, elsewhere)
                        .packet(1_000, first.request)
                        .packet(2_000, first.answer)
                        .toBytes(),
                new CaptureCounts());
        assertThat(flows).map(Flow::tunnelId).containsExactly("1:", "2:22");
    }

    @Test
    void aConnectionGoesOnInItsNetwork() throws IOException {
        Network a = both(17, gtp(1, REQUEST), gtp(11, ANSWER));
        Network b = both(17, gtp(2, REQUEST), gtp(22, ANSWER));
        long later = 100_000_000_000L;
        byte[] capture = Captures.pcap()
                .linkType(101)
                .packet(0, a.request)
                .packet(1_000, a.answer)
                .packet(2_000, b.request)
                .packet(3_000, b.answer)
                .packet(later, b.answer)
                .packet(later + 1_000, a.request)
                .toBytes();
        List<Flow> flows = flows("tunnel-id", capture, new CaptureCounts());
        assertThat(flows).map(Flow::tunnelId).containsExactly("2:22", "1:11", ":22", "1:");
        assertThat(flows).map(Flow::connection).containsExactly(3L, 1L, 3L, 1L);
        assertThat(flows).map(Flow::initiatorPort).containsOnly(5000);
    }

    /** With keys of its own in each direction (RFC 2890 leaves this open), and first the packet of either side. */
    @Test
    void theIdentifierIsThatOfTheFirstPacket() throws IOException {
        Network keys = both(47, join(hex("20000800 00000007"), REQUEST), join(hex("20000800 00000008"), ANSWER));
        byte[] requestFirst = Captures.pcap()
                .linkType(101)
                .packet(0, keys.request)
                .packet(1_000, keys.answer)
                .toBytes();
        byte[] answerFirst = Captures.pcap()
                .linkType(101)
                .packet(0, keys.answer)
                .packet(1_000, keys.request)
                .toBytes();
        assertThat(flows("5-tuple", requestFirst, new CaptureCounts()))
                .map(Flow::tunnelId)
                .containsExactly("7");
        assertThat(flows("5-tuple", answerFirst, new CaptureCounts()))
                .map(Flow::tunnelId)
                .containsExactly("8");
    }

    /** Fragments of two networks that never become whole: each comes late, into the flow of its own network. */
    @Test
    void aLateFragmentStaysInItsNetwork() throws IOException {
        byte[] capture = Captures.pcap()
                .linkType(101)
                .packet(0, both(17, gtp(1, fragment(1)), ANSWER).request)
                .packet(1_000, both(17, vxlan(5, inVxlan(50, fragment(2))), ANSWER).request)
                .packet(2_000, both(17, vxlan(6, inVxlan(50, fragment(3))), ANSWER).request)
                .toBytes();
        assertThat(flows("tunnel-id", capture, new CaptureCounts()))
                .map(Flow::tunnelId)
                .containsExactly("1:", "50", "50");
        CaptureCounts counts = new CaptureCounts();
        assertThat(flows("5-tuple", capture, counts)).hasSize(1);
        assertThat(counts.flowsMergingTunnelIds()).isEqualTo(1);
    }

    /** Each side speaks alone after a pause: the parts are found by the identifier of the one side or that of the other. */
    @Test
    void noTwoPartsOfAConnectionHaveTheSameNumber() throws IOException {
        Network a = both(17, gtp(1, REQUEST), gtp(11, ANSWER));
        long pause = 100_000_000_000L;
        byte[] capture = Captures.pcap()
                .linkType(101)
                .packet(0, a.request)
                .packet(1_000, a.answer)
                .packet(pause, a.request)
                .packet(2 * pause, a.answer)
                .packet(3 * pause, a.request)
                .packet(4 * pause, a.request)
                .packet(5 * pause, a.answer)
                .packet(5 * pause + 1_000, a.request)
                .toBytes();
        List<Flow> flows = flows("tunnel-id", capture, new CaptureCounts());
        assertThat(flows).map(Flow::tunnelId).containsExactly("1:11", "1:", ":11", "1:", "1:", "1:11");
        assertThat(flows).map(Flow::connection).containsOnly(1L);
        assertThat(flows).map(Flow::part).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void aFailedTunnelLeavesNoIdentifier() throws IOException {
        byte[] noFrame = udp(4789, join(hex("08000000 00006400"), zeros(20)));
        List<Flow> flows = flows(
                "tunnel-id", capture(both(17, noFrame, noFrame), both(17, noFrame, noFrame)), new CaptureCounts());
        assertThat(flows).map(Flow::tunnelId).containsOnlyNulls();
    }

    @Test
    void interfacesHaveTheirNames() throws IOException {
        byte[] name = hex("0200 0400 65746837");
        Captures.Pcapng capture = Captures.pcapng();
        capture.options(name).linkType(101);
        capture.packet(0, REQUEST);
        capture.options(new byte[0]).section();
        capture.packet(1_000, ANSWER);
        List<Flow> flows = flows("interface", capture.toBytes(), new CaptureCounts());
        assertThat(flows).map(Flow::interfaceId).containsExactly(0, 1);
        assertThat(flows).map(Flow::interfaceName).containsExactly("eth7", null);
        assertThat(flows("5-tuple", capture.toBytes(), new CaptureCounts())).hasSize(1);
    }

    private static byte[] capture(Network a, Network b) {
        return Captures.pcap()
                .linkType(a.linkType)
                .packet(0, a.request)
                .packet(1_000, b.request)
                .packet(2_000, a.answer)
                .packet(3_000, b.answer)
                .toBytes();
    }

    static List<Flow> flows(String key, byte[] capture, CaptureCounts counts) throws IOException {
        Settings settings = Settings.builder()
                .set(SettingCatalog.FLOW_KEY, List.of(key.split(",")))
                .build();
        List<Flow> flows = new ArrayList<>();
        try (FlowAssembler assembler =
                new FlowAssembler(CaptureFile.open(capture, "test"), FlowSettings.of(settings), PayloadNeeds.NONE)) {
            for (Flow flow = assembler.next(); flow != null; flow = assembler.next()) {
                flows.add(flow);
            }
            counts.add(assembler.counts());
        }
        return flows;
    }

    private static Network both(int protocol, byte[] request, byte[] answer) {
        return Network.ip(ip(protocol, "c0000201", "c0000202", request), ip(protocol, "c0000202", "c0000201", answer));
    }

    private static Network between(String a, String b, int protocol, byte[] request, byte[] answer) {
        return a.length() == 8
                ? Network.ip(ip(protocol, a, b, request), ip(protocol, b, a, answer))
                : Network.ip(ipv6(protocol, a, b, request), ipv6(protocol, b, a, answer));
    }

    private static Network tagged(int outer, int inner) {
        return new Network(1, tag(outer, inner, REQUEST), tag(outer, inner, ANSWER));
    }

    private static byte[] tag(int outer, int inner, byte[] packet) {
        return inner == 0
                ? ethernet(0x8100, vlan(outer, 0x0800, packet))
                : ethernet(0x88a8, vlan(outer, 0x8100, vlan(inner, 0x0800, packet)));
    }

    private static Network cooked(int index) {
        byte[] header = join(hex("0800 0000 0000"), u16(index), hex("0001 00 06 020000000001 0000"));
        return new Network(276, join(header, REQUEST), join(header, ANSWER));
    }

    private static byte[] gtp(int endpoint, byte[] packet) {
        return udp(2152, join(hex("30ff"), u16(packet.length), zeros(2), u16(endpoint), packet));
    }

    /** The second fragment of a packet from 10.0.0.1 to 10.0.0.2, 8 bytes at offset 8 (RFC 791). */
    private static byte[] fragment(int identification) {
        byte[] packet = ip(17, "0a000001", "0a000002", zeros(8));
        packet[5] = (byte) identification;
        packet[7] = 1;
        return packet;
    }

    private static byte[] inGtp(int endpoint, byte[] packet) {
        return ip(17, "ac100001", "ac100001", gtp(endpoint, packet));
    }

    /** A data message of RFC 2661 with tunnel 1 and session 2; PPP carries IPv4. */
    private static byte[] l2tp(byte[] packet) {
        return udp(1701, join(hex("0002 0001 0002 ff03 0021"), packet));
    }

    private static byte[] vxlan(int network, byte[] packet) {
        return udp(4789, join(hex("08000000 00"), u16(network), zeros(1), ethernet(0x0800, packet)));
    }

    private static byte[] inVxlan(int network, byte[] packet) {
        return ip(17, "ac100001", "ac100001", vxlan(network, packet));
    }

    private static byte[] inGre(byte[] packet) {
        return ip(47, "ac100001", "ac100001", join(hex("20000800 00000005"), packet));
    }

    private static byte[] nvgre(String flags, String fields, byte[] packet) {
        return join(hex(flags), hex("6558"), hex(fields), ethernet(0x0800, packet));
    }

    private static byte[] inner(boolean answer) {
        byte[] payload = hex("aaaa");
        byte[] ports = answer ? join(u16(53), u16(5000)) : join(u16(5000), u16(53));
        byte[] udp = join(ports, u16(8 + payload.length), zeros(2), payload);
        return answer ? ip(17, "0a000002", "0a000001", udp) : ip(17, "0a000001", "0a000002", udp);
    }

    private static byte[] udp(int port, byte[] payload) {
        return join(u16(port), u16(port), u16(8 + payload.length), zeros(2), payload);
    }

    private static byte[] ip(int protocol, String source, String destination, byte[] payload) {
        return join(
                hex("4500"),
                u16(20 + payload.length),
                hex("0001 0000 40"),
                new byte[] {(byte) protocol},
                zeros(2),
                hex(source),
                hex(destination),
                payload);
    }

    private static byte[] ipv6(int protocol, String source, String destination, byte[] payload) {
        return join(
                hex("60000000"),
                u16(payload.length),
                new byte[] {(byte) protocol, 64},
                hex(source),
                hex(destination),
                payload);
    }
}
