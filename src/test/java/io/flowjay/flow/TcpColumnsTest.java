package io.flowjay.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.capture.CaptureFile;
import io.flowjay.flow.columns.TcpColumns;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** TCP headers of captured packets in the columns of their flow. */
class TcpColumnsTest {
    private static final int RAW_IP = 101;
    private static final String IPV4 = "4500%04x12340000%s060000c0000201c0000202";
    private static final String IPV6 =
            "60000000%04x06%s20010db800000000000000000000000120010db8000000000000000000000002";
    private static final String SYN = "9c4001bb00000064000000006002faf000000000020405b4";
    private static final String ACK = "9c4001bb80000001fffffff08010000500000000" + "0101080affffffff00000007";
    private static final String SACK = "9c4001bb800000020000000080180006000000000101050a0000000100000002" + "6869";

    static Stream<Arguments> syns() {
        return Stream.of(
                arguments(named("IPv4", ipv4(44, 57, SYN)), new TcpSyn(0xfaf0, 57, 1, 1460, 0, "M")),
                arguments(named("IPv6", ipv6(24, 255, SYN)), new TcpSyn(0xfaf0, 255, 1, 1460, 0, "M")),
                arguments(
                        named("what lies behind the IP packet is no option", ipv4(40, 57, SYN)),
                        new TcpSyn(0xfaf0, 57, 0, 0, 0, "")),
                arguments(
                        named("nor is payload", ipv4(44, 57, SYN.replace("6002", "5002"))),
                        new TcpSyn(0xfaf0, 57, 0, 0, 0, "")),
                arguments(
                        named("nor is what a cut option would hold", first(42, ipv4(44, 57, SYN))),
                        new TcpSyn(0xfaf0, 57, 0, 0, 0, "")),
                arguments(
                        named("a window that was not captured", first(35, ipv4(44, 57, SYN))),
                        new TcpSyn(0, 57, 0, 0, 0, "")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("syns")
    void aSynIsKept(byte[] packet, TcpSyn expected) throws IOException {
        Flow flow = flow(packet);
        assertThat(Objects.requireNonNull(flow.initiatorOpening()).first()).isEqualTo(expected);
        assertThat(flow.responderOpening()).isNull();
    }

    @Test
    void columnsHoldWhatTheHeadersSay() throws IOException {
        Flow flow = flow(ipv4(44, 57, SYN), ipv4(52, 57, ACK), ipv4(54, 57, SACK));
        TcpColumns tcp = flow.packets().tcp();
        assertThat(three(tcp::sequence)).containsExactly(100, 0x80000001, 0x80000002);
        assertThat(three(tcp::acknowledgement)).containsExactly(0, 0xfffffff0, 0);
        assertThat(three(tcp::window)).containsExactly(0xfaf0, 5, 6);
        int always = TcpColumns.ANY_OPTION | TcpColumns.HAS_WINDOW;
        assertThat(three(tcp::options)).containsExactly(always, always | TcpColumns.TIMESTAMPS, always | 1);
        assertThat(tcp.timestamp(1)).isEqualTo(-1);
        assertThat(tcp.echo(1)).isEqualTo(7);
        assertThat(three(flow.packets()::payload)).containsExactly(0, 0, 2);
    }

    private static int[] three(IntUnaryOperator column) {
        return IntStream.range(0, 3).map(column).toArray();
    }

    @Test
    void columnsGrowWithTheFlow() throws IOException {
        byte[][] packets = new byte[1000][];
        for (int i = 0; i < packets.length; i++) {
            packets[i] = ipv4(i == 500 ? 52 : 40, 57, ACK.replace("80000001", String.format("%08x", i)));
        }
        Flow flow = flow(packets);
        TcpColumns tcp = flow.packets().tcp();
        for (int i = 0; i < packets.length; i++) {
            assertThat(tcp.sequence(i)).isEqualTo(i);
            assertThat((tcp.options(i) & TcpColumns.TIMESTAMPS) != 0).isEqualTo(i == 500);
        }
        assertThat(tcp.timestamp(500)).isEqualTo(-1);
    }

    @Test
    void anotherProtocolHasNone() throws IOException {
        byte[] udp = ipv4(28, 57, "9c4000350008000000000000");
        udp[9] = 17;
        assertThat(flow(udp).packets().tcp().isEmpty()).isTrue();
    }

    /** The only flow of a capture of raw IP packets. */
    private static Flow flow(byte[]... packets) throws IOException {
        Captures capture = Captures.pcap().linkType(RAW_IP);
        for (byte[] packet : packets) {
            int wire = packet[0] == 0x45 ? ((packet[2] & 0xff) << 8) | (packet[3] & 0xff) : packet.length;
            capture.packet(0, packet, Math.max(wire, packet.length));
        }
        try (FlowAssembler assembler = new FlowAssembler(
                CaptureFile.open(capture.toBytes(), "test"), FlowSettings.of(Settings.DEFAULT), PayloadNeeds.NONE)) {
            return Objects.requireNonNull(assembler.next());
        }
    }

    private static byte[] ipv4(int totalLength, int hopLimit, String tcp) {
        return bytes(IPV4.formatted(totalLength, "%02x".formatted(hopLimit)) + tcp);
    }

    private static byte[] ipv6(int payloadLength, int hopLimit, String tcp) {
        return bytes(IPV6.formatted(payloadLength, "%02x".formatted(hopLimit)) + tcp);
    }

    private static byte[] first(int length, byte[] packet) {
        return Arrays.copyOf(packet, length);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
