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

/** Group tcp_window, with values worked out by hand. */
class TcpWindowFeaturesTest {
    /** MSS 1460, no operation, window scale: 7 and 2. */
    private static final String SCALE_7 = "opt=020405b401030307";

    private static final String SCALE_2 = "opt=020405b401030302";

    private static final String SCALED = """
            tcp_init_win_fwd=64240 tcp_init_win_bwd=65160 tcp_win_scale_fwd=7 tcp_win_scale_bwd=7 tcp_win_fwd_min=502
            tcp_win_fwd_max=64240 tcp_win_fwd_mean=21748 tcp_win_bwd_min=65160 tcp_win_bwd_max=65160
            tcp_win_bwd_mean=65160 tcp_scaled_win_fwd_max=64256 tcp_scaled_win_bwd_max=65160 tcp_win_fwd_zero_count=0
            tcp_win_bwd_zero_count=0 tcp_zero_win_ratio=0 tcp_win_fwd_change_count=1 tcp_win_bwd_change_count=0
            tcp_win_fwd_up_count=1 tcp_win_fwd_down_count=0 tcp_win_bwd_up_count=0 tcp_win_bwd_down_count=0
            tcp_win_fwd_update_count=0 tcp_win_bwd_update_count=0
            """;

    static Stream<Arguments> cases() {
        return Stream.of(
                flow("both sides scale, and a RST at the end", """
                        0.00 c S  seq=0 win=64240 %s
                        0.01 s SA seq=500 ack=1 win=65160 %s
                        0.02 c A  seq=1 ack=501 win=502
                        0.03 c PA seq=1 ack=501 win=502 len=9
                        0.04 s R  seq=501 win=0
                        """.formatted(SCALE_7, SCALE_7), SCALED),
                flow(
                        "one side scales: neither does",
                        """
                        0.00 c S  seq=0 win=60000 %s
                        0.01 s SA seq=500 ack=1 win=5000
                        0.02 c A  seq=1 ack=501 win=502
                        """.formatted(SCALE_7),
                        "tcp_win_scale_fwd=7 tcp_win_scale_bwd=0 tcp_scaled_win_fwd_max=60000 tcp_win_fwd_up_count=0"
                                + " tcp_win_fwd_down_count=1 tcp_win_fwd_change_count=1"),
                flow(
                        "each side by its own scale",
                        """
                        0.00 c S  seq=0 win=100 %s
                        0.01 s SA seq=500 ack=1 win=100 %s
                        0.02 c A  seq=1 ack=501 win=100
                        0.03 s A  seq=501 ack=1 win=100
                        """.formatted(SCALE_7, SCALE_2),
                        "tcp_scaled_win_fwd_max=12800 tcp_scaled_win_bwd_max=400 tcp_win_fwd_up_count=1"
                                + " tcp_win_bwd_up_count=1"),
                flow(
                        "a shift of more than 14 is 14",
                        """
                        0.00 c S  seq=0 win=1 opt=0303ff01
                        0.01 s SA seq=500 ack=1 win=1 opt=03030001
                        0.02 c A  seq=1 ack=501 win=2
                        0.03 s A  seq=501 ack=1 win=3
                        """,
                        "tcp_win_scale_fwd=14 tcp_win_scale_bwd=0 tcp_scaled_win_fwd_max=32768"
                                + " tcp_scaled_win_bwd_max=3"),
                flow(
                        "the scale is in SYN segments only",
                        """
                        0 c A seq=1 ack=1 win=100 %s
                        1 s A seq=1 ack=1 win=100 %s
                        """.formatted(SCALE_7, SCALE_7),
                        "tcp_win_scale_fwd=0 tcp_win_scale_bwd=0 tcp_scaled_win_fwd_max=100"),
                opened(
                        "a window closes and opens",
                        """
                        0.10 s PA seq=501 ack=1 win=2000 len=1000
                        0.11 c A  seq=1 ack=1501 win=0
                        0.12 c A  seq=1 ack=1501 win=0
                        0.13 c A  seq=1 ack=1501 win=800
                        0.14 c FA seq=1 ack=1501 win=0
                        """,
                        "tcp_win_fwd_min=0 tcp_win_fwd_max=1000 tcp_win_fwd_mean=466.6666666667"
                                + " tcp_win_fwd_zero_count=2 tcp_win_bwd_zero_count=0 tcp_zero_win_ratio=0.25"
                                + " tcp_win_fwd_up_count=1 tcp_win_fwd_down_count=2 tcp_win_fwd_change_count=3"
                                + " tcp_win_fwd_update_count=1 tcp_win_bwd_min=2000"),
                opened(
                        "no update: with payload, with a new acknowledgement",
                        """
                        0.10 s PA seq=501 ack=1 win=2000 len=1000
                        0.11 c A  seq=1 ack=1501 win=900
                        0.12 c PA seq=1 ack=1501 win=800 len=10
                        """,
                        "tcp_win_fwd_update_count=0 tcp_win_fwd_down_count=2"),
                flow(
                        "a RST alone: its window is the first one and counts no more",
                        "0 c R seq=1 win=77",
                        "tcp_init_win_fwd=77 tcp_win_fwd_min=0 tcp_win_fwd_max=0 tcp_win_fwd_mean=0"
                                + " tcp_scaled_win_fwd_max=0 tcp_init_win_bwd=0 tcp_zero_win_ratio=0"),
                flow(
                        "a window that was not captured",
                        """
                        0 c A seq=1 win=5 cut=15
                        1 c A seq=1 win=6
                        """,
                        "tcp_init_win_fwd=6 tcp_win_fwd_min=6 tcp_win_fwd_mean=6 tcp_win_fwd_zero_count=0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void computes(Flow flow, String expected) {
        FeatureValues.check(flow, expected);
    }

    @Test
    void theFirstCaseChecksEveryFeature() {
        for (Feature feature : TcpWindowFeatures.UNIT.features()) {
            assertThat(SCALED).contains(feature.name() + "=");
        }
    }
}
