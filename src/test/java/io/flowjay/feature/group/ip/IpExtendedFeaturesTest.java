package io.flowjay.feature.group.ip;

import static io.flowjay.feature.group.FrameScript.frames;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.feature.Feature;
import io.flowjay.feature.group.FeatureValues;
import io.flowjay.feature.group.FrameScript;
import io.flowjay.flow.Flow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Group ip_extended, with values worked out by hand. */
class IpExtendedFeaturesTest {
    private static final int FLOWS = 3000;

    private static final String BOTH_WAYS = """
            ip_ttl_fwd_min=60 ip_ttl_fwd_max=64 ip_ttl_fwd_mean=62 ip_ttl_fwd_changes=1 ip_ttl_fwd_initial_est=64
            ip_ttl_fwd_hops_est=0 ip_ttl_bwd_min=117 ip_ttl_bwd_max=117 ip_ttl_bwd_mean=117 ip_ttl_bwd_changes=0
            ip_ttl_bwd_initial_est=128 ip_ttl_bwd_hops_est=11 ip_tos_value=8 ip_tos_unique_count=2 ip_dscp=46 ip_ecn=1
            ip_flags=2 ip_df_count=1 ip_df_ratio=0.333333333333 ip_version=4 ip_id_gaps=0 ip_ecn_ce_count=0
            """;

    static Stream<Arguments> cases() {
        return Stream.of(
                frames("both ways", """
                        0 c ttl=64 tos=0xb9 frag=0x4000
                        1 s ttl=117 tos=8
                        2 c ttl=60 tos=8
                        """, BOTH_WAYS),
                frames(
                        "changes are transitions, not values",
                        """
                        0 c ttl=64
                        1 c ttl=63
                        2 s ttl=50
                        3 c ttl=64
                        4 c ttl=63
                        5 s ttl=50
                        """,
                        "ip_ttl_fwd_changes=3 ip_ttl_bwd_changes=0 ip_ttl_fwd_mean=63.5"),
                frames("nothing backward", "0 c ttl=128", """
                        ip_ttl_fwd_min=128 ip_ttl_fwd_initial_est=128 ip_ttl_fwd_hops_est=0 ip_ttl_bwd_min=0
                        ip_ttl_bwd_max=0 ip_ttl_bwd_mean=0 ip_ttl_bwd_changes=0 ip_ttl_bwd_initial_est=0
                        ip_ttl_bwd_hops_est=0 ip_tos_unique_count=1
                        """),
                frames("a host that sends 32", "0 c ttl=20", "ip_ttl_fwd_initial_est=32 ip_ttl_fwd_hops_est=12"),
                frames("just above 32", "0 c ttl=33", "ip_ttl_fwd_initial_est=64 ip_ttl_fwd_hops_est=31"),
                frames("just above 128", "0 c ttl=129", "ip_ttl_fwd_initial_est=255 ip_ttl_fwd_hops_est=126"),
                frames("a hop limit of 0", "0 c ttl=0", "ip_ttl_fwd_min=0 ip_ttl_fwd_initial_est=32"),
                frames("identifications of each side by itself", """
                        0 c id=100
                        1 s id=5000
                        2 c id=101
                        3 s id=5001
                        4 c id=110
                        """, "ip_id_gaps=1"),
                frames("wrap-around, repetition and reordering are no gaps", """
                        0 c id=65535
                        1 c id=0
                        2 c id=0
                        3 c id=65535
                        4 c id=0
                        5 c id=2
                        """, "ip_id_gaps=1"),
                frames(
                        "identifications of packets that may not be fragmented mean nothing",
                        """
                        0 c id=1
                        1 c id=900 frag=0x4000
                        2 c id=2
                        """,
                        "ip_id_gaps=0 ip_df_count=1"),
                frames("the reserved flag", "0 c frag=0x8000", "ip_flags=4 ip_df_count=0"),
                frames(
                        "congestion on the way",
                        """
                        0 c tos=0xfe
                        1 c tos=0xff
                        2 s tos=3
                        """,
                        "ip_ecn=2 ip_dscp=63 ip_ecn_ce_count=2 ip_tos_value=3 ip_tos_unique_count=3"),
                frames("IPv6: hop limits only", """
                        0 c ip=6 ttl=255 tos=0xbb label=0xfffff
                        1 s ip=6 ttl=58 tos=0xff
                        """, """
                        ip_version=6 ip_ttl_fwd_min=255 ip_ttl_bwd_mean=58 ip_ttl_bwd_hops_est=6 ip_tos_value=0
                        ip_tos_unique_count=0 ip_dscp=0 ip_ecn=0 ip_flags=0 ip_df_count=0 ip_df_ratio=0 ip_id_gaps=0
                        ip_ecn_ce_count=2
                        """),
                frames(
                        "fragments have their own hop limits and flags",
                        "0 c type=0800_4500_001c_0007_2000_14110000_0a000009_0a00000a_9c4001bb00100000\n"
                                + "1 c ttl=19 id=7 frag=1 tos=4 udp=00",
                        "ip_ttl_fwd_max=20 ip_ttl_fwd_min=19 ip_flags=1 ip_id_gaps=0 ip_tos_unique_count=2"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void computes(Flow flow, String expected) {
        FeatureValues.check(flow, expected);
    }

    @Test
    void theFirstCaseChecksEveryFeature() {
        for (Feature feature : IpExtendedFeatures.UNIT.features()) {
            assertThat(BOTH_WAYS).contains(feature.name() + "=");
        }
    }

    private record Sent(boolean client, int ttl, int tos, int id, int flags) {}

    /** Against lists of every packet. */
    @Test
    void agreesWithANaiveImplementationOnRandomFlows() {
        long seed = System.nanoTime();
        System.out.println("IpExtendedFeaturesTest seed " + seed);
        Random random = new Random(seed);
        for (int flow = 0; flow < FLOWS; flow++) {
            List<Sent> all = new ArrayList<>();
            StringBuilder script = new StringBuilder();
            int size = 1 + random.nextInt(10);
            for (int i = 0; i < size; i++) {
                Sent sent = new Sent(
                        i == 0 || random.nextBoolean(),
                        1 + random.nextInt(255),
                        random.nextInt(4) * 85,
                        random.nextInt(6) + (random.nextBoolean() ? 65530 : 0),
                        random.nextInt(3) * 2);
                all.add(sent);
                script.append(String.format(
                        "%d %s ttl=%d tos=%d id=%d frag=%d%n",
                        i, sent.client ? "c" : "s", sent.ttl, sent.tos, sent.id, sent.flags << 13));
            }
            FeatureValues.check(FrameScript.flow(script.toString()), expected(all));
        }
    }

    private static String expected(List<Sent> all) {
        List<Sent> forward = all.stream().filter(Sent::client).toList();
        List<Sent> backward = all.stream().filter(sent -> !sent.client).toList();
        long df = all.stream().filter(sent -> (sent.flags & 2) != 0).count();
        return String.format(
                "ip_ttl_fwd_min=%d ip_ttl_fwd_changes=%d ip_ttl_fwd_hops_est=%d ip_ttl_bwd_max=%d ip_ttl_bwd_mean=%s"
                        + " ip_tos_value=%d ip_tos_unique_count=%d ip_dscp=%d ip_ecn=%d ip_flags=%d ip_df_count=%d"
                        + " ip_df_ratio=%s ip_id_gaps=%d",
                forward.stream().mapToInt(Sent::ttl).min().orElse(0),
                transitions(forward, Sent::ttl),
                Stream.of(32, 64, 128, 255)
                                .filter(ttl -> ttl >= forward.get(0).ttl)
                                .min(Comparator.naturalOrder())
                                .orElseThrow()
                        - forward.get(0).ttl,
                backward.stream().mapToInt(Sent::ttl).max().orElse(0),
                backward.stream().mapToInt(Sent::ttl).average().orElse(0),
                all.stream().mapToInt(Sent::tos).min().orElseThrow(),
                all.stream().mapToInt(Sent::tos).distinct().count(),
                forward.get(0).tos / 4,
                forward.get(0).tos % 4,
                all.stream().mapToInt(Sent::flags).reduce(0, (a, b) -> a | b),
                df,
                df / (double) all.size(),
                gaps(forward) + gaps(backward));
    }

    private static int transitions(List<Sent> packets, ToIntFunction<Sent> field) {
        int count = 0;
        for (int i = 1; i < packets.size(); i++) {
            count += field.applyAsInt(packets.get(i)) != field.applyAsInt(packets.get(i - 1)) ? 1 : 0;
        }
        return count;
    }

    private static int gaps(List<Sent> packets) {
        List<Sent> fragmentable =
                packets.stream().filter(sent -> (sent.flags & 2) == 0).toList();
        int gaps = 0;
        for (int i = 1; i < fragmentable.size(); i++) {
            int ahead = Math.floorMod(fragmentable.get(i).id - fragmentable.get(i - 1).id, 65536);
            gaps += ahead >= 2 && ahead <= 32767 ? 1 : 0;
        }
        return gaps;
    }
}
