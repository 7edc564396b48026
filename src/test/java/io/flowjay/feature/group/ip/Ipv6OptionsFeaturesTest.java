package io.flowjay.feature.group.ip;

import static io.flowjay.feature.group.FrameScript.frames;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.feature.Feature;
import io.flowjay.feature.group.FeatureValues;
import io.flowjay.feature.group.FrameScript;
import io.flowjay.flow.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Group ipv6_options, with values worked out by hand. */
class Ipv6OptionsFeaturesTest {
    private static final int FLOWS = 3000;
    private static final String ENDS = "20010db80000000000000000000000_09_20010db80000000000000000000000_0a";

    private static final String BOTH_WAYS = """
            ipv6_packet_count=3 ipv4_packet_count=0 ipv6_flow_label=703710 ipv6_flow_label_unique_count=2
            ipv6_flow_label_changes=0 ipv6_traffic_class=187 ipv6_traffic_class_unique_count=2 ipv6_dscp=46 ipv6_ecn=3
            ipv6_ratio=1 is_ipv6_only=1 ipv6_flow_label_bwd=5 ipv6_hop_by_hop_count=0 ipv6_routing_count=0
            ipv6_fragment_count=0 ipv6_destination_options_count=0 ipv6_authentication_count=0
            """;

    static Stream<Arguments> cases() {
        return Stream.of(
                frames("each way its own label", """
                        0 c ip=6 label=0xabcde tos=0xbb
                        1 s ip=6 label=5 tos=0xbb
                        2 c ip=6 label=0xabcde tos=0
                        """, BOTH_WAYS),
                frames("IPv4", "0 c tos=0xbb id=7\n1 s", """
                        ipv6_packet_count=0 ipv4_packet_count=2 ipv6_flow_label=0 ipv6_flow_label_unique_count=0
                        ipv6_flow_label_changes=0 ipv6_traffic_class=0 ipv6_traffic_class_unique_count=0 ipv6_dscp=0
                        ipv6_ecn=0 ipv6_ratio=0 is_ipv6_only=0 ipv6_flow_label_bwd=0
                        """),
                frames(
                        "changes are transitions of one direction",
                        """
                        0 c ip=6 label=9
                        1 s ip=6 label=1
                        2 c ip=6 label=8
                        3 s ip=6 label=1
                        4 c ip=6 label=9
                        5 s ip=6 label=0xfffff
                        """,
                        "ipv6_flow_label=9 ipv6_flow_label_bwd=1 ipv6_flow_label_changes=3"
                                + " ipv6_flow_label_unique_count=4"),
                frames(
                        "no labels: 0 is one value",
                        "0 c ip=6\n1 s ip=6",
                        "ipv6_flow_label=0 ipv6_flow_label_unique_count=1 ipv6_flow_label_changes=0"),
                frames(
                        "the first class, not the smallest",
                        "0 c ip=6 tos=0xb8\n1 c ip=6 tos=0\n2 s ip=6 tos=2",
                        "ipv6_traffic_class=184 ipv6_dscp=46 ipv6_ecn=0 ipv6_traffic_class_unique_count=3"),
                frames(
                        "extension headers, each counted once a packet",
                        """
                        0 c ip=6 ext=0,60,43,44,51,60
                        1 c ip=6 ext=60
                        2 c ip=6
                        3 s ip=6 ext=0,44
                        """,
                        "ipv6_packet_count=4 ipv6_hop_by_hop_count=2 ipv6_routing_count=1 ipv6_fragment_count=2"
                                + " ipv6_destination_options_count=2 ipv6_authentication_count=1 protocol=17 src_port=40000"),
                frames(
                        "two fragments are two packets",
                        """
                        0 c type=86dd_60000007_0010_2c_40_%s_11_00_0001_00000001_9c4001bb00100000
                        1 c type=86dd_60000007_0010_2c_40_%s_11_00_0008_00000001_0102030405060708
                        """.formatted(ENDS, ENDS),
                        "ipv6_packet_count=2 ipv6_fragment_count=2 ipv6_hop_by_hop_count=0 ipv6_flow_label=7"),
                frames(
                        "IPv6 in IPv6: the headers inside",
                        "0 c ip=6 ext=43 label=3 type=86dd_60000009_0040_00_40_%s_29_00_0104_00000000".formatted(ENDS),
                        "tunnel_type=6in6 ipv6_flow_label=3 ipv6_routing_count=1 ipv6_hop_by_hop_count=0"),
                frames(
                        "what is no IPv6 inside: the headers outside",
                        "0 c type=86dd_60000009_0034_2b_40_%s_29_00_0000_00000000_60000003_0000_00_40_%s_1100"
                                .formatted(ENDS, ENDS),
                        "tunnel_type= protocol=41 ipv6_flow_label=9 ipv6_routing_count=1 ipv6_hop_by_hop_count=0"),
                frames(
                        "an authentication header of IPv4",
                        "0 c type=0800_4500_0034_00000000_40330000_0a000009_0a00000a_11_04_0000_0000000100000001"
                                + "000000000000000000000000_9c4001bb00080000",
                        "ipv4_packet_count=1 src_port=40000 ipv6_authentication_count=0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void computes(Flow flow, String expected) {
        FeatureValues.check(flow, expected);
    }

    @Test
    void theFirstCaseChecksEveryFeature() {
        for (Feature feature : Ipv6OptionsFeatures.UNIT.features()) {
            assertThat(BOTH_WAYS).contains(feature.name() + "=");
        }
    }

    private record Sent(boolean client, int label, int trafficClass) {}

    /** Against lists of every packet. */
    @Test
    void agreesWithANaiveImplementationOnRandomFlows() {
        long seed = System.nanoTime();
        System.out.println("Ipv6OptionsFeaturesTest seed " + seed);
        Random random = new Random(seed);
        for (int flow = 0; flow < FLOWS; flow++) {
            List<Sent> all = new ArrayList<>();
            StringBuilder script = new StringBuilder();
            int size = 1 + random.nextInt(10);
            int labels = 1 + random.nextInt(3);
            for (int i = 0; i < size; i++) {
                Sent sent = new Sent(
                        i == 0 || random.nextBoolean(), random.nextInt(labels) * 0x4ffff, random.nextInt(3) * 100);
                all.add(sent);
                script.append(String.format(
                        "%d %s ip=6 label=%d tos=%d%n", i, sent.client ? "c" : "s", sent.label, sent.trafficClass));
            }
            FeatureValues.check(FrameScript.flow(script.toString()), expected(all));
        }
    }

    private static String expected(List<Sent> all) {
        List<Sent> forward = all.stream().filter(Sent::client).toList();
        List<Sent> backward = all.stream().filter(sent -> !sent.client).toList();
        return String.format(
                "ipv6_flow_label=%d ipv6_flow_label_bwd=%d ipv6_flow_label_changes=%d ipv6_flow_label_unique_count=%d"
                        + " ipv6_traffic_class=%d ipv6_traffic_class_unique_count=%d",
                forward.get(0).label,
                backward.isEmpty() ? 0 : backward.get(0).label,
                changes(forward) + changes(backward),
                all.stream().map(Sent::label).distinct().count(),
                forward.get(0).trafficClass,
                all.stream().map(Sent::trafficClass).distinct().count());
    }

    private static int changes(List<Sent> packets) {
        int changes = 0;
        for (int i = 1; i < packets.size(); i++) {
            changes += packets.get(i).label != packets.get(i - 1).label ? 1 : 0;
        }
        return changes;
    }
}
