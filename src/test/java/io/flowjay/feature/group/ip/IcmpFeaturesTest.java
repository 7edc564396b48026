package io.flowjay.feature.group.ip;

import static io.flowjay.feature.group.FrameScript.frames;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.feature.Feature;
import io.flowjay.feature.group.FeatureValues;
import io.flowjay.feature.group.FrameScript;
import io.flowjay.flow.Flow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Group icmp, with values worked out by hand. A message is type and code, checksum, identifier, sequence number. */
class IcmpFeaturesTest {
    private static final int FLOWS = 3000;

    private static final String PING = """
            icmp_packet_count=4 icmp_echo_request_count=3 icmp_echo_reply_count=1 icmp_dest_unreachable_count=0
            icmp_time_exceeded_count=0 icmp_unique_type_codes=2 icmp_dominant_type=8 icmp_dominant_type_count=3
            icmp_echo_success_ratio=0.333333333333 icmp_unique_ids=1 icmp_seq_min=1 icmp_seq_max=5 icmp_seq_gaps=1
            icmp_stat=3 icmp_ratio=1 is_icmp_only=true icmp_echo_answered_count=1 icmp_echo_rtt_min=0.25
            icmp_echo_rtt_mean=0.25 icmp_echo_rtt_max=0.25 icmp_too_big_count=0
            """;

    private static final String NONE = """
            icmp_packet_count=0 icmp_echo_request_count=0 icmp_echo_reply_count=0 icmp_dest_unreachable_count=0
            icmp_time_exceeded_count=0 icmp_unique_type_codes=0 icmp_dominant_type=-1 icmp_dominant_type_count=0
            icmp_echo_success_ratio=0 icmp_unique_ids=0 icmp_seq_min=0 icmp_seq_max=0 icmp_seq_gaps=0 icmp_stat=0
            icmp_ratio=0 is_icmp_only=false icmp_echo_answered_count=0 icmp_echo_rtt_min=null icmp_echo_rtt_mean=null
            icmp_echo_rtt_max=null icmp_too_big_count=0
            """;

    static Stream<Arguments> messages() {
        return Stream.of(
                frames("three requests, one answered", """
                        0.00 c icmp=0800_0000_0007_0001
                        0.25 s icmp=0000_0000_0007_0001
                        1.00 c icmp=0800_0000_0007_0002
                        2.00 c icmp=0800_0000_0007_0005
                        """, PING),
                frames("UDP", "0 c udp=0800\n1 s udp=0000", NONE),
                frames("TCP over IPv6", "0 c ip=6 tcp=80\n1 s ip=6 tcp=81", NONE),
                frames(
                        "ICMPv6 echo",
                        """
                        0.0 c ip=6 icmp=8000_0000_0007_0001
                        0.1 s ip=6 icmp=8100_0000_0007_0001
                        1.0 c ip=6 icmp=8000_0000_0007_0002
                        1.3 s ip=6 icmp=8100_0000_0007_0002
                        """,
                        "icmp_packet_count=4 icmp_echo_request_count=2 icmp_echo_reply_count=2 icmp_dominant_type=128"
                                + " icmp_dominant_type_count=2 icmp_echo_success_ratio=1 icmp_stat=3 icmp_seq_max=2"
                                + " icmp_echo_rtt_min=0.1 icmp_echo_rtt_mean=0.2 icmp_echo_rtt_max=0.3"),
                frames(
                        "errors of ICMP: two ports, a host, one too big, a hop limit, a redirect",
                        """
                        0 c icmp=0303_0000_00000000
                        1 c icmp=0303_0000_00000000
                        2 c icmp=0301_0000_00000000
                        3 c icmp=0304_0000_000005dc
                        4 c icmp=0b00_0000_00000000
                        5 s icmp=0501_0000_0a000001
                        """,
                        "icmp_packet_count=6 icmp_dest_unreachable_count=4 icmp_time_exceeded_count=1 icmp_too_big_count=1"
                                + " icmp_unique_type_codes=5 icmp_dominant_type=3 icmp_dominant_type_count=4 icmp_stat=28"
                                + " icmp_unique_ids=0 icmp_seq_max=0 icmp_echo_success_ratio=0"),
                frames(
                        "the same of ICMPv6, and a solicitation",
                        """
                        0 c ip=6 icmp=0104_0000_00000000
                        1 c ip=6 icmp=0300_0000_00000000
                        2 c ip=6 icmp=0300_0000_00000000
                        3 c ip=6 icmp=0200_0000_000005dc
                        4 s ip=6 icmp=8900_0000_00000000
                        5 s ip=6 icmp=8700_0000_00000000
                        """,
                        "icmp_dest_unreachable_count=1 icmp_time_exceeded_count=2 icmp_too_big_count=1 icmp_stat=60"
                                + " icmp_unique_type_codes=5 icmp_dominant_type=3 icmp_dominant_type_count=2"),
                frames(
                        "types of ICMP mean nothing in ICMPv6",
                        """
                        0 c ip=6 icmp=0800_0000_0007_0001
                        1 s ip=6 icmp=0000_0000_0007_0001
                        2 c ip=6 icmp=0b00_0000_0000_0000
                        3 c ip=6 icmp=0500_0000_0000_0000
                        """,
                        "icmp_packet_count=4 icmp_echo_request_count=0 icmp_echo_reply_count=0 icmp_stat=32"
                                + " icmp_time_exceeded_count=0 icmp_unique_ids=0 icmp_dominant_type=8"),
                frames(
                        "as many of each: the first",
                        "0 c icmp=0b00_0000_00000000\n1 c icmp=0303_0000_00000000\n2 c icmp=0301_0000_00000000\n"
                                + "3 c icmp=0b01_0000_00000000",
                        "icmp_dominant_type=11 icmp_dominant_type_count=2 icmp_unique_type_codes=4"),
                frames(
                        "a request in fragments is one message in two packets",
                        """
                        0.0 c id=9 frag=0x2000 icmp=0800_0000_0007_0001_0102030405060708
                        0.1 c id=9 frag=0x0002 icmp=090a
                        0.3 s icmp=0000_0000_0007_0001_0102030405060708090a
                        """,
                        "icmp_packet_count=3 icmp_echo_request_count=1 icmp_dominant_type=8 icmp_dominant_type_count=1"
                                + " icmp_ratio=1 is_icmp_only=true icmp_echo_success_ratio=1 icmp_echo_rtt_max=0.2"),
                frames(
                        "cut behind type and code: no identifier",
                        "0 c cut=36 icmp=0800_0000_0007_0001\n1 s icmp=0000_0000_0007_0001",
                        "icmp_packet_count=2 icmp_echo_request_count=1 icmp_unique_ids=1 icmp_echo_answered_count=0"),
                frames(
                        "cut ahead of the code: nothing is known",
                        "0 c icmp=0303_0000_00000000\n1 c cut=35 icmp=0303_0000_00000000",
                        "icmp_packet_count=1 icmp_dest_unreachable_count=1 icmp_ratio=0.5 is_icmp_only=false"),
                frames("all cut", "0 c cut=35 icmp=0303_0000_00000000", NONE),
                frames("an empty message; the bytes behind are the frame's", """
                        0 c type=0800_4500_0014_0000_0000_4001_0000_0a000009_0a00000a_0800_0000_0007_0001
                        """, NONE),
                frames(
                        "a message that ends within its identifier",
                        """
                        0 c type=0800_4500_001a_0000_0000_4001_0000_0a000009_0a00000a_0800_0000_0007_0001
                        """,
                        "icmp_packet_count=1 icmp_echo_request_count=1 icmp_unique_ids=0 icmp_seq_max=0"));
    }

    static Stream<Arguments> queries() {
        return Stream.of(
                frames("sequence numbers wrap around", """
                        0 c icmp=0800_0000_0007_fffe
                        1 c icmp=0800_0000_0007_ffff
                        2 c icmp=0800_0000_0007_0000
                        3 c icmp=0800_0000_0007_0001
                        """, "icmp_seq_gaps=0 icmp_seq_min=0 icmp_seq_max=65535"),
                frames(
                        "a gap across the wrap",
                        "0 c icmp=0800_0000_0007_fffe\n1 c icmp=0800_0000_0007_0001",
                        "icmp_seq_gaps=1"),
                frames(
                        "each identifier has its own numbers",
                        """
                        0 c icmp=0800_0000_0007_0001
                        1 c icmp=0800_0000_0008_0064
                        2 c icmp=0800_0000_0007_0002
                        3 c icmp=0800_0000_0008_0065
                        """,
                        "icmp_seq_gaps=0 icmp_unique_ids=2 icmp_seq_max=101"),
                frames(
                        "each kind of query has its own numbers",
                        """
                        0 c icmp=0800_0000_0007_0001
                        1 c icmp=0d00_0000_0007_0064_000000000000000000000000
                        2 s icmp=0e00_0000_0007_0064_000000000000000000000000
                        3 c icmp=1100_0000_0007_00c8_00000000
                        4 c icmp=0f00_0000_0007_012c
                        """,
                        "icmp_seq_gaps=0 icmp_unique_ids=1 icmp_seq_max=300 icmp_echo_answered_count=0 icmp_stat=33"),
                frames(
                        "each end has its own numbers, and answers are to the other",
                        """
                        0.0 c icmp=0800_0000_0007_0001
                        0.1 s icmp=0800_0000_0007_0001
                        0.2 c icmp=0000_0000_0007_0001
                        0.3 s icmp=0000_0000_0007_0001
                        0.4 s icmp=0800_0000_0007_0009
                        """,
                        "icmp_echo_answered_count=2 icmp_echo_success_ratio=0.666666666667 icmp_seq_gaps=1"
                                + " icmp_echo_rtt_min=0.1 icmp_echo_rtt_max=0.3"),
                frames(
                        "nobody answers himself",
                        "0 c icmp=0800_0000_0007_0001\n1 c icmp=0000_0000_0007_0001",
                        "icmp_echo_answered_count=0 icmp_echo_success_ratio=0 icmp_echo_rtt_min=null"),
                frames(
                        "within one host both ways are one",
                        """
                        0.0 c type=0800_4500_001c_0000_0000_4001_0000_7f000001_7f000001_0800_0000_0007_0001
                        0.5 c type=0800_4500_001c_0000_0000_4001_0000_7f000001_7f000001_0000_0000_0007_0001
                        """,
                        "icmp_packet_count=2 icmp_echo_answered_count=1 icmp_echo_rtt_max=0.5"),
                frames(
                        "other identifiers and other numbers are no answers",
                        """
                        0 c icmp=0800_0000_0007_0001
                        1 s icmp=0000_0000_0008_0001
                        2 s icmp=0000_0000_0007_0002
                        """,
                        "icmp_echo_answered_count=0 icmp_unique_ids=2 icmp_seq_gaps=0"),
                frames(
                        "a reply ahead of its request is none",
                        "0 s icmp=0000_0000_0007_0001\n1 c icmp=0800_0000_0007_0001",
                        "icmp_echo_answered_count=0"),
                frames(
                        "a request has one answer",
                        """
                        0 c icmp=0800_0000_0007_0001
                        1 s icmp=0000_0000_0007_0001
                        2 s icmp=0000_0000_0007_0001
                        """,
                        "icmp_echo_reply_count=2 icmp_echo_answered_count=1 icmp_echo_success_ratio=1"),
                frames(
                        "a number used again",
                        """
                        0.0 c icmp=0800_0000_0007_0001
                        0.1 s icmp=0000_0000_0007_0001
                        9.0 c icmp=0800_0000_0007_0001
                        9.3 s icmp=0000_0000_0007_0001
                        """,
                        "icmp_echo_answered_count=2 icmp_echo_success_ratio=1 icmp_seq_gaps=0 icmp_echo_rtt_mean=0.2"),
                frames(
                        "of two requests and one reply it is not clear which is answered",
                        """
                        0 c icmp=0800_0000_0007_0001
                        1 c icmp=0800_0000_0007_0001
                        2 s icmp=0000_0000_0007_0001
                        """,
                        "icmp_echo_answered_count=1 icmp_echo_success_ratio=0.5 icmp_echo_rtt_min=null"),
                frames(
                        "every packet captured twice",
                        """
                        0.0 c icmp=0800_0000_0007_0001
                        0.1 c icmp=0800_0000_0007_0001
                        0.5 s icmp=0000_0000_0007_0001
                        0.6 s icmp=0000_0000_0007_0001
                        """,
                        "icmp_echo_answered_count=2 icmp_echo_success_ratio=1 icmp_echo_rtt_min=0.5"),
                frames("a clock that steps back", """
                        5 c icmp=0800_0000_0007_0001
                        4 s icmp=0000_0000_0007_0001
                        """, "icmp_echo_answered_count=1 icmp_echo_rtt_min=0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"messages", "queries"})
    void computes(Flow flow, String expected) {
        FeatureValues.check(flow, expected);
    }

    @Test
    void theFirstCaseChecksEveryFeature() {
        for (Feature feature : IcmpFeatures.UNIT.features()) {
            assertThat(PING).contains(feature.name() + "=");
        }
    }

    private record Sent(boolean client, boolean request, int id, int sequence) {
        /** Who asked, and how it is told apart. */
        List<Object> query() {
            return List.of(client == request, id, sequence);
        }
    }

    /** Against maps of every query. */
    @Test
    void agreesWithANaiveImplementationOnRandomFlows() {
        long seed = System.nanoTime();
        System.out.println("IcmpFeaturesTest seed " + seed);
        Random random = new Random(seed);
        for (int flow = 0; flow < FLOWS; flow++) {
            List<Sent> all = new ArrayList<>();
            StringBuilder script = new StringBuilder();
            int size = 1 + random.nextInt(12);
            for (int i = 0; i < size; i++) {
                Sent sent = new Sent(
                        i == 0 || random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextInt(2),
                        random.nextInt(4) - 2 & 0xffff);
                all.add(sent);
                script.append(String.format(
                        "%d %s icmp=%s_0000_%04x_%04x%n",
                        i, sent.client ? "c" : "s", sent.request ? "0800" : "0000", sent.id, sent.sequence));
            }
            FeatureValues.check(FrameScript.flow(script.toString()), expected(all));
        }
    }

    private static String expected(List<Sent> all) {
        Map<List<Object>, Integer> waiting = new HashMap<>();
        Map<List<Object>, Set<Integer>> numbers = new HashMap<>();
        int requests = 0;
        int answered = 0;
        for (Sent sent : all) {
            List<Object> query = sent.query();
            numbers.computeIfAbsent(query.subList(0, 2), run -> new TreeSet<>()).add(sent.sequence);
            int before = waiting.getOrDefault(query, 0);
            if (sent.request) {
                requests++;
                waiting.put(query, before + 1);
            } else if (before > 0) {
                answered++;
                waiting.put(query, before - 1);
            }
        }
        long gaps = numbers.values().stream()
                .mapToLong(run -> run.stream()
                                .filter(number -> !run.contains(number + 1 & 0xffff))
                                .count()
                        - 1)
                .sum();
        return String.format(
                "icmp_echo_request_count=%d icmp_echo_answered_count=%d icmp_echo_success_ratio=%s icmp_seq_gaps=%d"
                        + " icmp_unique_ids=%d icmp_seq_min=%d icmp_seq_max=%d",
                requests,
                answered,
                requests == 0 ? 0 : (double) answered / requests,
                gaps,
                all.stream().map(Sent::id).distinct().count(),
                all.stream().mapToInt(Sent::sequence).min().orElseThrow(),
                all.stream().mapToInt(Sent::sequence).max().orElseThrow());
    }
}
