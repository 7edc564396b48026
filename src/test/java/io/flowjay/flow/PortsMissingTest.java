package io.flowjay.flow;

import static io.flowjay.packet.Frames.ethernet;
import static io.flowjay.packet.Frames.extension;
import static io.flowjay.packet.Frames.first;
import static io.flowjay.packet.Frames.hex;
import static io.flowjay.packet.Frames.ipv4;
import static io.flowjay.packet.Frames.ipv6;
import static io.flowjay.packet.Frames.join;
import static io.flowjay.packet.Frames.tcp;
import static io.flowjay.packet.Frames.udp;
import static io.flowjay.packet.Frames.vlan;
import static io.flowjay.packet.Frames.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.packet.Ignored;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** IP packets without ports that can be read: flows of addresses and protocol. Lengths are worked out by hand. */
class PortsMissingTest {
    private static final byte[] FIRST = ipv4(17, 44, 0x2000, zeros(0), join(udp(40, zeros(0)), zeros(16)));
    private static final byte[] LATER = ipv4(17, 44, 0x2002, zeros(0), zeros(24));

    static Stream<Arguments> packets() {
        return Stream.of(
                packet("a first fragment alone", FIRST, 44, "4 17 44/24 fragment_incomplete"),
                packet("a later fragment alone", LATER, 44, "4 17 44/24 fragment_incomplete"),
                packet(
                        "a fragment beyond the length of an IP packet",
                        ipv4(1, 36, 0x1fff, zeros(0), zeros(16)),
                        36,
                        "4 1 36/16 malformed_fragment"),
                packet("UDP with a length of 7", ipv4(17, udp(7, zeros(4))), 32, "4 17 32/12 malformed_transport"),
                packet("TCP of 3 bytes", ipv4(6, zeros(3)), 23, "4 6 23/3 malformed_transport"),
                packet(
                        "cut after the addresses",
                        first(22, ipv4(6, tcp(2, 5, zeros(10)))),
                        50,
                        "4 6 50/30 truncated_transport"),
                packet(
                        "cut in the options of IPv4",
                        first(22, ipv4(6, 44, 0, zeros(4), tcp(2, 5, zeros(0)))),
                        44,
                        "4 6 44/20 truncated_transport"),
                packet(
                        "an IPv6 header that is longer than its packet",
                        ipv6(60, 8, extension(6, 1, zeros(0))),
                        48,
                        "6 60 48/8 malformed_extension"));
    }

    private static Arguments packet(String name, byte[] bytes, int wireLength, String expected) {
        return argumentSet(name, bytes, wireLength, expected);
    }

    @ParameterizedTest
    @MethodSource("packets")
    void isAFlow(byte[] packet, int wireLength, String expected) throws IOException {
        CaptureCounts counts = new CaptureCounts();
        byte[] capture = Captures.pcap()
                .linkType(101)
                .packet(1_000_000_000L, packet, wireLength)
                .toBytes();
        List<Flow> flows = FlowKeyTest.flows("5-tuple", capture, counts);
        assertThat(flows).map(PortsMissingTest::describe).containsExactly(expected);
        assertThat(flows.get(0).packets().time(0)).isEqualTo(1_000_000_000L);
        assertThat(counts.packetsInFlows()).isEqualTo(1);
        assertThat(counts.ignored()).isEmpty();
        assertThat(counts.withoutPorts().keySet()).containsExactly(flows.get(0).portsMissing());
    }

    /** {@code VERSION PROTOCOL IP-LENGTH/PAYLOAD REASON}. */
    private static String describe(Flow flow) {
        assertThat(flow.initiatorPort() + flow.responderPort()).isZero();
        return flow.ipVersion() + " " + flow.protocol() + " " + flow.packets().length(0) + "/"
                + flow.packets().payload(0) + " "
                + String.valueOf(flow.portsMissing()).toLowerCase(Locale.ROOT);
    }

    @Test
    void isAnotherFlowThanOneOfPortsThatAreZero() throws IOException {
        byte[] zeroPorts = ipv4(17, join(zeros(4), hex("0008 0000")));
        byte[] capture = Captures.pcap()
                .linkType(101)
                .packet(0, zeroPorts)
                .packet(1_000, LATER)
                .packet(2_000, zeroPorts)
                .toBytes();
        assertThat(FlowKeyTest.flows("5-tuple", capture, new CaptureCounts()))
                .map(flow -> flow.packets().size())
                .containsExactly(2, 1);
    }

    @Test
    void fragmentsKeepTheirVlan() throws IOException {
        byte[] capture = Captures.pcap()
                .packet(0, ethernet(0x8100, vlan(5, 0x0800, FIRST)))
                .packet(1_000, ethernet(0x8100, vlan(6, 0x0800, ipv4(17, 44, 0x1fff, zeros(0), zeros(24)))))
                .toBytes();
        assertThat(FlowKeyTest.flows("5-tuple", capture, new CaptureCounts())).hasSize(1);
        assertThat(FlowKeyTest.flows("vlan", capture, new CaptureCounts())).hasSize(2);
    }

    @Test
    void whatIsNotIpBelongsToNoFlow() throws IOException {
        CaptureCounts counts = new CaptureCounts();
        byte[] capture = Captures.pcap()
                .packet(0, ethernet(0x0806, zeros(28)))
                .packet(0, ethernet(0x0800, first(19, FIRST)))
                .toBytes();
        assertThat(FlowKeyTest.flows("5-tuple", capture, counts)).isEmpty();
        assertThat(counts.ignored()).isEqualTo(Map.of(Ignored.NOT_IP, 1L, Ignored.TRUNCATED_HEADER, 1L));
    }

    /** More fragments than may wait, each of a packet of its own: each is in a flow once, whatever was dropped. */
    @Test
    void everyFragmentOfAFloodIsInAFlow() throws IOException {
        Captures capture = Captures.pcap().linkType(101);
        int count = 30_000;
        for (int i = 0; i < count; i++) {
            byte[] fragment = LATER.clone();
            ByteBuffer.wrap(fragment).putShort(4, (short) i).putInt(12, 0x0a000000 | i % 1000);
            capture.packet(i * 1_000_000L, fragment);
        }
        CaptureCounts counts = new CaptureCounts();
        List<Flow> flows = FlowKeyTest.flows("5-tuple", capture.toBytes(), counts);
        assertThat(flows).hasSize(1000);
        assertThat(flows.stream().mapToInt(flow -> flow.packets().size()).sum()).isEqualTo(count);
        assertThat(counts.packetsInFlows()).isEqualTo(count);
        assertThat(counts.withoutPorts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(count);
        assertThat(counts.withoutPorts()).hasSize(2);
    }
}
