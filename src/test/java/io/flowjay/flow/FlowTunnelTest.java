package io.flowjay.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureFile;
import io.flowjay.flow.columns.PacketColumns;
import io.flowjay.packet.PortsMissing;
import io.flowjay.packet.Tunnel;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Tunnels and fragments as flows show them: 10.0.0.1 and 10.0.0.2 are inside, 192.0.2.1 and 192.0.2.2 outside. */
class FlowTunnelTest {
    private static final String SYN = "9c40 01bb 00000001 00000000 5002 ffff 0000 0000";
    private static final String SYN_ACK = "01bb 9c40 00000001 00000002 5012 ffff 0000 0000";
    private static final FlowSettings OUTERMOST = FlowSettings.of(
            Settings.builder().set(SettingCatalog.DECAPSULATE, false).build());

    @Test
    void theTunnelIsSeenFromTheInitiator() throws IOException {
        Flow flow = flows(
                        FlowSettings.of(Settings.DEFAULT),
                        gre("c0000202 c0000201", ip(6, "0a000002 0a000001", SYN_ACK)))
                .get(0);
        assertThat(flow.initiatorAddress()).isEqualTo("10.0.0.1");
        assertThat(flow.outerTunnel()).isEqualTo(new OuterTunnel(Tunnel.GRE, 1, "192.0.2.1", "192.0.2.2"));
    }

    @Test
    void theOutermostTunnelIsKeptWithTheDepth() throws IOException {
        byte[] inner = ip(4, "0a000003 0a000004", HexFormat.of().formatHex(ip(6, "0a000001 0a000002", SYN)));
        Flow flow = flows(FlowSettings.of(Settings.DEFAULT), gre("c0000201 c0000202", inner))
                .get(0);
        assertThat(flow.responderPort()).isEqualTo(443);
        assertThat(flow.outerTunnel()).isEqualTo(new OuterTunnel(Tunnel.GRE, 2, "192.0.2.1", "192.0.2.2"));
    }

    @Test
    void aFlowOutsideATunnelHasNone() throws IOException {
        byte[] packet = ip(6, "0a000001 0a000002", SYN);
        assertThat(flows(FlowSettings.of(Settings.DEFAULT), packet).get(0).outerTunnel())
                .isNull();
        Flow outermost = flows(OUTERMOST, gre("c0000201 c0000202", packet)).get(0);
        assertThat(outermost.outerTunnel()).isNull();
        assertThat(outermost.protocol()).isEqualTo(47);
        assertThat(outermost.initiatorAddress()).isEqualTo("192.0.2.1");
    }

    @Test
    void fragmentsKeepTheirTimesAndAreCountedOnce() throws IOException {
        byte[] first = fragment(0, true, "9c40 0035 0018 0000 0000000000000000");
        byte[] last = fragment(16, false, "0000000000000000");
        Captures capture = Captures.pcap()
                .linkType(101)
                .packet(1_000_000_000L, last)
                .packet(2_000_000_000L, last)
                .packet(3_000_000_000L, first)
                .packet(4_000_000_000L, first);
        CaptureCounts counts = new CaptureCounts();
        List<Flow> flows = flows(FlowSettings.of(Settings.DEFAULT), capture.toBytes(), counts);
        assertThat(flows).hasSize(2);
        assertThat(flows.get(0).portsMissing()).isNull();
        assertThat(flows.get(1).portsMissing()).isEqualTo(PortsMissing.FRAGMENT_INCOMPLETE);
        PacketColumns packets = flows.get(0).packets();
        assertThat(packets.size()).isEqualTo(3);
        assertThat(LongStream.range(0, 3).map(i -> packets.time((int) i)))
                .containsExactly(1_000_000_000L, 2_000_000_000L, 3_000_000_000L);
        assertThat(IntStream.range(0, 3).map(packets::payload)).containsExactly(8, 0, 8);
        assertThat(IntStream.range(0, 3).map(packets::length)).containsExactly(28, 28, 36);
        assertThat(counts.packetsRead()).isEqualTo(4);
        assertThat(counts.packetsInFlows()).isEqualTo(4);
        assertThat(counts.ignored()).isEmpty();
        assertThat(counts.withoutPorts()).isEqualTo(Map.of(PortsMissing.FRAGMENT_INCOMPLETE, 1L));
        assertThat(counts.fragmentOverlaps()).isEqualTo(1);
    }

    private static List<Flow> flows(FlowSettings settings, byte[] packet) throws IOException {
        return flows(settings, Captures.pcap().linkType(101).packet(0, packet).toBytes(), new CaptureCounts());
    }

    private static List<Flow> flows(FlowSettings settings, byte[] capture, CaptureCounts counts) throws IOException {
        List<Flow> flows = new ArrayList<>();
        try (FlowAssembler assembler =
                new FlowAssembler(CaptureFile.open(capture, "test"), settings, PayloadNeeds.NONE)) {
            for (Flow flow = assembler.next(); flow != null; flow = assembler.next()) {
                flows.add(flow);
            }
            counts.add(assembler.counts());
        }
        return flows;
    }

    private static byte[] gre(String ends, byte[] inner) {
        return ip(47, ends, "0000 0800" + HexFormat.of().formatHex(inner));
    }

    private static byte[] ip(int protocol, String ends, String payload) {
        return ip(protocol, 0, ends, payload);
    }

    private static byte[] fragment(int offset, boolean more, String payload) {
        return ip(17, offset / 8 | (more ? 0x2000 : 0), "0a000001 0a000002", payload);
    }

    private static byte[] ip(int protocol, int fragment, String ends, String payload) {
        int length = 20 + payload.replace(" ", "").length() / 2;
        String header = String.format("4500%04x 0001%04x 40%02x0000", length, fragment, protocol);
        return HexFormat.of().parseHex((header + ends + payload).replace(" ", ""));
    }
}
