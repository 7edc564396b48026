package io.flowjay.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.settings.FinRstMode;
import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FlowTableTest {
    private static final String CLOSE = """
            0.00 a:1>b:2 S
            0.01 b:2>a:1 SA
            0.02 a:1>b:2 A
            0.03 a:1>b:2 PA
            0.05 b:2>a:1 PA
            0.06 a:1>b:2 FA
            0.07 b:2>a:1 A
            0.08 b:2>a:1 FA
            0.09 a:1>b:2 A
            """;

    static Stream<Arguments> cases() {
        return Stream.of(
                with("normal close is one flow with its last ACK", settings(), CLOSE, "a>b 5/4 end"),
                with(
                        "never: one flow, open until the capture ends",
                        mode(FinRstMode.NEVER),
                        CLOSE,
                        "a>b 5/4 capture_end"),
                with(
                        "first: the reference's three flows (flows.md E1)",
                        mode(FinRstMode.FIRST),
                        CLOSE,
                        "a>b 4/2 end",
                        "a>b 0/2 end",
                        "a>b 1/0 capture_end"),
                with(
                        "first: FIN on the first packet is not looked at",
                        mode(FinRstMode.FIRST),
                        "0 a:1>b:2 FA\n1 a:1>b:2 FA\n2 a:1>b:2 A",
                        "a>b 2/0 end",
                        "a>b 1/0 capture_end"),
                with(
                        "one FIN ends nothing",
                        settings(),
                        "0 a:1>b:2 FA\n20 b:2>a:1 A\n50 b:2>a:1 A",
                        "a>b 1/2 capture_end"),
                with(
                        "late packets within the linger belong to the flow",
                        settings(),
                        "0 a:1>b:2 R\n5 b:2>a:1 A",
                        "a>b 1/1 end"),
                with(
                        "after the linger a new flow starts, with the same initiator",
                        settings(),
                        "0 a:1>b:2 R\n10.000001 b:2>a:1 A",
                        "a>b 1/0 end",
                        "a>b 0/1 capture_end"),
                with(
                        "a segment that comes again after twice the time belongs to the flow (RFC 6298 5.5)",
                        settings(),
                        "0 a:1>b:2 R\n8 b:2>a:1 FA\n24 b:2>a:1 FA\n56 b:2>a:1 FA\n121.1 b:2>a:1 FA",
                        "a>b 1/3 end",
                        "a>b 0/1 capture_end"),
                with(
                        "a pure SYN ends a closing flow at once",
                        settings(),
                        "0 a:1>b:2 R\n1 a:1>b:2 S",
                        "a>b 1/0 end",
                        "a>b 1/0 capture_end"),
                with("SYN+ACK does not", settings(), "0 a:1>b:2 R\n1 b:2>a:1 SA", "a>b 1/1 end"),
                with(
                        "a SYN on an open flow belongs to it",
                        settings(),
                        "0 a:1>b:2 S\n1 a:1>b:2 S",
                        "a>b 2/0 capture_end"),
                with(
                        "SYN+ACK first: its destination is the initiator",
                        settings(),
                        "0 b:2>a:1 SA\n1 a:1>b:2 A",
                        "a>b 1/1 capture_end"),
                with(
                        "mid-stream: the first sender is the initiator",
                        settings(),
                        "0 b:2>a:1 A\n1 a:1>b:2 A",
                        "b>a 1/1 capture_end"),
                with(
                        "idle for exactly the timeout goes on",
                        settings(),
                        "0 a:1>b:2\n60 b:2>a:1",
                        "a>b 1/1 capture_end"),
                with(
                        "idle for longer is cut (flows.md E3)",
                        settings(),
                        "0 a:1>b:2\n1000 a:1>b:2",
                        "a>b 1/0 idle",
                        "a>b 1/0 capture_end"),
                with("idle timeout 0 means never", idle(0), "0 a:1>b:2\n100000 a:1>b:2", "a>b 2/0 capture_end"),
                with(
                        "a flow that the capture outlives by the timeout was idle",
                        settings(),
                        "0 a:1>b:2\n61 c:1>d:2",
                        "a>b 1/0 idle",
                        "c>d 1/0 capture_end"),
                with(
                        "unrelated traffic does not change a flow (flows.md E4)",
                        settings(),
                        "0 a:1>b:2\n30 c:1>d:2 *9998\n50 a:1>b:2\n200 a:1>b:2",
                        "a>b 2/0 idle",
                        "c>d 9998/0 idle",
                        "a>b 1/0 capture_end"),
                with(
                        "a single wrong time far ahead ends nobody's flow",
                        settings(),
                        "0 a:1>b:2\n900000 c:1>d:2\n1 c:3>d:4 *600\n2 a:1>b:2",
                        "a>b 2/0 idle",
                        "c>d 1/0 capture_end",
                        "c>d 600/0 idle"),
                with(
                        "an interface whose clock is ahead ends nobody's flow",
                        settings(),
                        "0 a:1>b:2\n100 c:1>d:2\n30 a:1>b:2 *200\n130 c:1>d:2 *200\n60 a:1>b:2 *200\n160 c:1>d:2 *200",
                        "a>b 401/0 idle",
                        "c>d 401/0 capture_end"),
                with(
                        "active timeout cuts and keeps the initiator",
                        active(10),
                        "0 a:1>b:2 S\n10 b:2>a:1 A\n11 b:2>a:1 A\n12 a:1>b:2 A",
                        "a>b 1/1 active",
                        "a>b 1/1 capture_end"),
                with(
                        "a cut flow's continuation still knows the first FIN",
                        active(10),
                        "0 a:1>b:2 FA\n11 b:2>a:1 FA\n17 a:1>b:2 A",
                        "a>b 1/0 active",
                        "a>b 1/1 end"),
                with(
                        "packet limit of a flow",
                        with(SettingCatalog.MAX_FLOW_PACKETS, 3),
                        "0 a:1>b:2\n1 b:2>a:1 *3\n2 a:1>b:2",
                        "a>b 1/2 active",
                        "a>b 1/1 capture_end"),
                with(
                        "eviction takes the flow with the oldest last packet",
                        maxOpen(2),
                        "0 a:1>z:2\n1 b:1>z:2\n2 a:1>z:2\n3 c:1>z:2",
                        "b>z 1/0 evicted",
                        "a>z 2/0 capture_end",
                        "c>z 1/0 capture_end"),
                with(
                        "packets beyond the bound of all open flows evict the flow with the oldest last packet",
                        with(SettingCatalog.MAX_OPEN_PACKETS, 3),
                        "0 a:1>z:2\n1 b:1>z:2\n2 a:1>z:2\n3 a:1>z:2\n4 a:1>z:2\n5 c:1>z:2",
                        "b>z 1/0 evicted",
                        "a>z 4/0 evicted",
                        "c>z 1/0 capture_end"),
                with(
                        "what is idle or closed anyway is not evicted",
                        maxOpen(1),
                        "0 a:1>z:2\n61 b:1>z:2\n62 c:1>z:2 R\n63 d:1>z:2",
                        "a>z 1/0 idle",
                        "b>z 1/0 evicted",
                        "c>z 1/0 end",
                        "d>z 1/0 capture_end"),
                with(
                        "both ends equal: everything is forward",
                        settings(),
                        "0 a:1>a:1 S\n1 a:1>a:1 FA\n2 a:1>a:1 FA",
                        "a>a 3/0 capture_end"),
                with(
                        "flows that are still open come in the order of their starts",
                        settings(),
                        "0 a:1>b:2\n1 c:1>d:2\n2 a:1>b:2",
                        "a>b 2/0 capture_end",
                        "c>d 1/0 capture_end"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void cutsFlows(FlowSettings settings, String script, List<String> expected) {
        assertThat(new PacketScript(settings).play(script)).isEqualTo(expected);
    }

    @Test
    void timesAreMinimumAndMaximumAndStepsBackAreCounted() {
        PacketScript script = new PacketScript(settings());
        script.play("5 a:1>b:2\n3 a:1>b:2\n9 b:2>a:1\n8 a:1>b:2");
        Flow flow = script.flows().get(0);
        assertThat(flow.startNanos()).isEqualTo(3_000_000_000L);
        assertThat(flow.endNanos()).isEqualTo(9_000_000_000L);
        assertThat(flow.reorderedPackets()).isEqualTo(2);
    }

    @Test
    void idleFlowsLeaveTheTableWhileTheCaptureGoesOn() {
        PacketScript script = new PacketScript(settings());
        for (int i = 1; i <= 1000; i++) {
            script.line("0 a:" + i + ">b:2");
        }
        assertThat(script.table().openFlows()).isEqualTo(1000);
        script.line("61 c:1>d:2 *600");
        assertThat(script.table().openFlows()).isEqualTo(1);
        assertThat(script.finished()).hasSize(1000).containsOnly("a>b 1/0 idle");
    }

    @Test
    void closedFlowsLeaveTheTableAfterTheLinger() {
        PacketScript script = new PacketScript(settings());
        script.line("0 a:1>b:2 R");
        script.line("10.1 c:1>d:2 *512");
        assertThat(script.finished()).containsExactly("a>b 1/0 end");
    }

    @Test
    void timesThatAreCenturiesApartDoNotWrapAround() {
        PacketScript script = new PacketScript(settings());
        List<String> flows = script.play("-9000000000 a:1>b:2\n9000000000 a:1>b:2");
        assertThat(flows).containsExactly("a>b 1/0 idle", "a>b 1/0 capture_end");
    }

    @Test
    void samplingKeepsWholeFlowsAndTheSameOnesEveryTime() {
        FlowSettings half = FlowSettings.of(Settings.builder()
                .set(SettingCatalog.SAMPLING_RATE, 0.5)
                .set(SettingCatalog.SAMPLING_SEED, 7L)
                .build());
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 2000; i++) {
            lines.append("0 a:").append(i).append(">b:2\n1 b:2>a:").append(i).append('\n');
        }
        List<String> first = new PacketScript(half).play(lines.toString());
        assertThat(first).containsOnly("a>b 1/1 capture_end");
        // Binomial with n = 2000, p = 0.5: five standard deviations are 112.
        assertThat(first.size()).isBetween(888, 1112);
        PacketScript again = new PacketScript(half);
        assertThat(again.play(lines.toString())).hasSize(first.size());
    }

    @Test
    void manyFlowsThatComeAndGoAreAllFoundAgain() {
        long seed = System.nanoTime();
        System.out.println("FlowTableTest seed " + seed);
        Random random = new Random(seed);
        PacketScript script = new PacketScript(settings());
        int packets = 50_000;
        for (int i = 0; i < packets; i++) {
            String port = Integer.toString(1 + random.nextInt(3000));
            script.line(i / 100.0 + " a:" + port + ">b:2 " + (random.nextInt(10) == 0 ? "R" : "A"));
        }
        script.play("");
        long counted =
                script.flows().stream().mapToLong(flow -> flow.packets().size()).sum();
        assertThat(counted).isEqualTo(packets);
        assertThat(script.table().openFlows()).isZero();
    }

    private static FlowSettings settings() {
        return FlowSettings.of(Settings.DEFAULT);
    }

    private static <T> FlowSettings with(Setting<T> setting, T value) {
        return FlowSettings.of(Settings.builder().set(setting, value).build());
    }

    private static FlowSettings mode(FinRstMode mode) {
        return with(SettingCatalog.FIN_RST_MODE, mode);
    }

    private static FlowSettings idle(int seconds) {
        return with(SettingCatalog.IDLE_TIMEOUT, Duration.ofSeconds(seconds));
    }

    private static FlowSettings active(int seconds) {
        return with(SettingCatalog.ACTIVE_TIMEOUT, Duration.ofSeconds(seconds));
    }

    private static FlowSettings maxOpen(int flows) {
        return with(SettingCatalog.MAX_OPEN_FLOWS, flows);
    }

    private static Arguments with(String name, FlowSettings settings, String script, String... expected) {
        return arguments(named(name, settings), script, List.of(expected));
    }
}
