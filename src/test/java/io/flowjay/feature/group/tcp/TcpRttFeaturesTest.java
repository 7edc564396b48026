package io.flowjay.feature.group.tcp;

import static io.flowjay.feature.group.tcp.TcpFlows.flow;
import static io.flowjay.feature.group.tcp.TcpFlows.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.feature.Feature;
import io.flowjay.feature.group.FeatureValues;
import io.flowjay.flow.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Group tcp_rtt, with values worked out by hand. */
class TcpRttFeaturesTest {
    private static final String CLEAN = """
            tcp_rtt_handshake=0.03 tcp_rtt_min=0 tcp_rtt_max=0 tcp_rtt_mean=0 tcp_rtt_std=0 tcp_rtt_samples=0
            tcp_rtt_jitter_avg=0 tcp_rtt_ack_min=0.01 tcp_rtt_ack_max=0.02 tcp_rtt_ack_mean=0.015 tcp_rtt_fwd_mean=null
            tcp_rtt_bwd_mean=null tcp_rtt_ack_fwd_mean=0.02 tcp_rtt_ack_bwd_mean=0.01
            """;

    static Stream<Arguments> handshakes() {
        return Stream.of(
                flow("a clean connection", TcpFlows.CLEAN, CLEAN),
                flow("a SYN alone", "0 c S seq=1", "tcp_rtt_handshake=0"),
                flow("without the last ACK, not doubled", """
                        1.00 c S  seq=1
                        1.25 s SA seq=9 ack=2
                        """, "tcp_rtt_handshake=0.25"),
                flow("the SYN again: from the last one", """
                        0.0 c S  seq=1
                        1.0 c S  seq=1
                        1.1 s SA seq=9 ack=2
                        1.2 s SA seq=9 ack=2
                        1.3 c A  seq=2 ack=10
                        """, "tcp_rtt_handshake=0.3"),
                flow("the SYN that is answered, not another one", """
                        0.0 c S  seq=1
                        0.1 c S  seq=1000
                        0.5 s SA seq=9 ack=2
                        0.6 c A  seq=2 ack=10
                        """, "tcp_rtt_handshake=0.6"),
                flow("data behind the ACK that is missing", """
                        0.0 c S  seq=1
                        0.1 s SA seq=9 ack=2
                        0.2 c A  seq=2 ack=9
                        0.3 c PA seq=2 ack=30 len=5
                        """, "tcp_rtt_handshake=0.3"),
                flow("a SYN+ACK of something else, refused", """
                        0.0 c S  seq=1
                        0.1 s SA seq=9 ack=777
                        0.2 c RA seq=777 ack=10
                        """, "tcp_rtt_handshake=0"),
                flow("Fast Open: data in the SYN, all acknowledged (RFC 7413 section 3)", """
                        0.0 c S  seq=1 len=10
                        0.1 s SA seq=9 ack=12
                        0.2 c A  seq=12 ack=10
                        """, "tcp_rtt_handshake=0.2"),
                flow("Fast Open: the data is not accepted", """
                        0.0 c S  seq=1 len=10
                        0.1 s SA seq=9 ack=2
                        0.2 c A  seq=2 ack=10
                        """, "tcp_rtt_handshake=0.2"),
                flow("Fast Open: more acknowledged than was sent", """
                        0.0 c S  seq=1 len=10
                        0.1 s SA seq=9 ack=13
                        0.2 c A  seq=13 ack=10
                        """, "tcp_rtt_handshake=0"),
                flow("refused", """
                        0.0 c S  seq=1
                        0.1 s SA seq=9 ack=2
                        0.2 c RA seq=2 ack=10
                        """, "tcp_rtt_handshake=0.1"),
                flow("a minute or more is none", """
                        0 c S  seq=1
                        1 s SA seq=9 ack=2
                        60 c A  seq=2 ack=10
                        """, "tcp_rtt_handshake=0"));
    }

    static Stream<Arguments> timestamps() {
        return Stream.of(
                flow(
                        "the first echo counts, idle time does not",
                        """
                        0.00 c PA seq=1 ack=1 len=5 %s
                        0.02 s A  seq=1 ack=6 %s
                        9.00 s A  seq=1 ack=6 %s
                        10.0 c PA seq=6 ack=1 len=5 %s
                        """.formatted(ts(100, 70), ts(71, 100), ts(72, 100), ts(1100, 71)),
                        "tcp_rtt_samples=1 tcp_rtt_min=0.02 tcp_rtt_max=0.02 tcp_rtt_mean=0.02 tcp_rtt_std=0"
                                + " tcp_rtt_jitter_avg=0 tcp_rtt_fwd_mean=0.02 tcp_rtt_bwd_mean=null"),
                flow(
                        "both directions in the order of the echoes",
                        """
                        0.00 c PA seq=1 ack=1 len=5 %s
                        0.02 s PA seq=1 ack=6 len=7 %s
                        0.06 c PA seq=6 ack=8 len=5 %s
                        0.07 s A  seq=8 ack=11 %s
                        """.formatted(ts(100, 0), ts(70, 100), ts(101, 70), ts(71, 101)),
                        // 20, 40 and 10 ms: mean 70/3, squares (10^2 + 50^2 + 40^2)/9 each by 3
                        "tcp_rtt_samples=3 tcp_rtt_min=0.01 tcp_rtt_max=0.04 tcp_rtt_mean=0.0233333333333"
                                + " tcp_rtt_std=0.0124721912892 tcp_rtt_jitter_avg=0.025 tcp_rtt_fwd_mean=0.015"
                                + " tcp_rtt_bwd_mean=0.04"),
                flow(
                        "the same value sent again counts from its first time",
                        """
                        0.00 c PA seq=1 ack=1 len=5 %s
                        0.01 c PA seq=6 ack=1 len=5 %s
                        0.05 s A  seq=1 ack=11 %s
                        0.06 c PA seq=11 ack=1 len=5 %s
                        0.07 s A  seq=1 ack=16 %s
                        """.formatted(ts(100, 0), ts(100, 0), ts(70, 100), ts(100, 70), ts(71, 100)),
                        "tcp_rtt_samples=1 tcp_rtt_mean=0.05"),
                flow(
                        "an echo lets go of everything older, over the wrap of timestamps",
                        """
                        0.00 c PA seq=1 ack=1 len=5 %s
                        0.01 c PA seq=6 ack=1 len=5 %s
                        0.05 s A  seq=1 ack=11 %s
                        0.06 s A  seq=1 ack=11 %s
                        """.formatted(ts(0xFFFFFFF0, 0), ts(5, 0), ts(70, 5), ts(71, 0xFFFFFFF0)),
                        "tcp_rtt_samples=1 tcp_rtt_mean=0.04"),
                flow(
                        "no echo: of an ACK without data, in a packet without ACK, of something else",
                        """
                        0.00 c A  seq=1 ack=1 %s
                        0.01 s A  seq=1 ack=1 %s
                        0.02 c PA seq=1 ack=1 len=5 %s
                        0.03 s P  seq=1 len=5 %s
                        0.04 s A  seq=6 ack=6 %s
                        """.formatted(ts(100, 0), ts(70, 100), ts(101, 0), ts(71, 101), ts(72, 102)),
                        "tcp_rtt_samples=0 tcp_rtt_mean=0"),
                flow(
                        "the SYN's timestamp",
                        """
                        0.00 c S  seq=1 %s
                        0.03 s SA seq=7 ack=2 %s
                        """.formatted(ts(100, 0), ts(70, 100)),
                        "tcp_rtt_samples=1 tcp_rtt_mean=0.03 tcp_rtt_handshake=0.03"));
    }

    static Stream<Arguments> acknowledgements() {
        return Stream.of(
                opened(
                        "one ACK for several segments: from the newest",
                        """
                        0.10 c A seq=1 ack=501 len=100
                        0.11 c A seq=101 ack=501 len=100
                        0.12 c A seq=201 ack=501 len=100
                        0.15 s A seq=501 ack=250
                        0.19 s A seq=501 ack=301
                        """,
                        "tcp_rtt_ack_min=0.04 tcp_rtt_ack_max=0.07 tcp_rtt_ack_mean=0.055 tcp_rtt_ack_fwd_mean=0.055"
                                + " tcp_rtt_ack_bwd_mean=null"),
                opened(
                        "sent twice: none (Karn)",
                        """
                        0.1 c A seq=1 ack=501 len=100
                        0.4 c A seq=1 ack=501 len=100
                        0.5 s A seq=501 ack=101
                        """,
                        "tcp_rtt_ack_min=0 tcp_rtt_ack_max=0 tcp_rtt_ack_mean=0 tcp_rtt_ack_fwd_mean=null"),
                opened("a part sent twice: from the other segment", """
                        0.1 c A seq=1 ack=501 len=100
                        0.2 c A seq=101 ack=501 len=100
                        0.4 c A seq=150 ack=501 len=10
                        0.5 s A seq=501 ack=201
                        """, "tcp_rtt_ack_mean=0.4"),
                opened("out of order is not sent twice", """
                        0.100 c A seq=1 ack=501 len=100
                        0.101 c A seq=201 ack=501 len=100
                        0.103 c A seq=101 ack=501 len=100
                        0.113 s A seq=501 ack=301
                        """, "tcp_seq_fwd_ooo=1 tcp_rtt_ack_mean=0.01"),
                opened("no sample: without the ACK flag, of an old number, after a minute", """
                        0.1 c A seq=1 ack=501 len=100
                        0.2 s P seq=501 ack=101
                        0.3 s A seq=501 ack=1
                        61  s A seq=501 ack=101
                        """, "tcp_rtt_ack_mean=0"),
                flow(
                        "another connection on the same ports acknowledges nothing of the first",
                        """
                        0.0 c PA seq=1 ack=1 len=10
                        1.0 c S  seq=4000
                        1.1 s SA seq=7 ack=4001
                        """,
                        "tcp_rtt_ack_mean=0 tcp_rtt_handshake=0.1"));
    }

    /** Timestamps behind two of no operation. */
    private static String ts(int value, int echo) {
        return "opt=0101080a%08x%08x".formatted(value, echo);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"handshakes", "timestamps", "acknowledgements"})
    void computes(Flow flow, String expected) {
        FeatureValues.check(flow, expected);
    }

    @Test
    void theCleanConnectionChecksEveryFeature() {
        for (Feature feature : TcpRttFeatures.UNIT.features()) {
            assertThat(CLEAN).contains(feature.name() + "=");
        }
    }
}
