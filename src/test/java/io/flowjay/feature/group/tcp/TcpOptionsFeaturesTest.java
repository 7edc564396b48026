package io.flowjay.feature.group.tcp;

import static io.flowjay.feature.group.tcp.TcpFlows.flow;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.feature.Feature;
import io.flowjay.feature.group.FeatureValues;
import io.flowjay.flow.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Groups tcp_options and tcp_mptcp, with values worked out by hand from bytes of options. */
class TcpOptionsFeaturesTest {
    private static final String ALL = """
            tcp_mss_fwd=1460 tcp_mss_bwd=1400 tcp_ws_fwd=7 tcp_ws_bwd=0 tcp_sack_permitted_fwd=1 tcp_sack_permitted_bwd=0
            tcp_sack_blocks_total=3 tcp_ts_fwd_present=1 tcp_ts_bwd_present=1 tcp_ts_fwd_first=1000 tcp_ts_fwd_last=1005
            tcp_ts_fwd_diff=5 tcp_ts_bwd_first=4000000000 tcp_ts_bwd_last=4000000000 tcp_ts_bwd_diff=0
            tcp_ts_ecr_fwd_first=4000000000 tcp_ts_ecr_bwd_first=1000 tcp_options_bitmap=15 tcp_options_pkt_count=5
            """;

    private static final String NO_MPTCP = """
            mptcp_detected=0 is_mptcp=0 mptcp_capable_fwd=0 mptcp_capable_bwd=0 mptcp_option_count=0 mptcp_stat=0
            """;

    static Stream<Arguments> options() {
        return Stream.of(
                flow("a connection with all of them", """
                        0.0 c S  seq=0 opt=020405b40402080a000003e80000000001030307
                        0.1 s SA seq=9 ack=1 opt=020405780101080aee6b2800000003e8
                        0.2 c A  seq=1 ack=10 opt=0101080a000003edee6b2800
                        0.3 c A  seq=1 ack=10 opt=0101051200000064000000c80000012c00000190
                        0.4 s A  seq=10 ack=1 opt=0101050a0000000100000002
                        0.5 s A  seq=10 ack=1 opt=01010101
                        0.6 s A  seq=10 ack=1
                        """, ALL + NO_MPTCP),
                flow(
                        "of several SYNs the first one that has the option",
                        """
                        0 c S seq=0 opt=01010101
                        1 c S seq=0 opt=020405b40402030301000000
                        2 c S seq=0 opt=0204020003030200
                        """,
                        "tcp_mss_fwd=1460 tcp_ws_fwd=1 tcp_sack_permitted_fwd=1 tcp_options_pkt_count=2"
                                + " tcp_options_bitmap=7 tcp_mss_bwd=0"),
                flow(
                        "what only a SYN may say counts there alone",
                        "0 c A seq=0 opt=020405b40402030307000000",
                        "tcp_mss_fwd=0 tcp_ws_fwd=0 tcp_sack_permitted_fwd=0 tcp_options_bitmap=0"
                                + " tcp_options_pkt_count=1"),
                flow(
                        "timestamps over their wrap",
                        """
                        0 c A seq=0 opt=0101080afffffff600000000
                        1 c A seq=0 opt=0101080a0000000a00000000
                        """,
                        "tcp_ts_fwd_first=4294967286 tcp_ts_fwd_last=10 tcp_ts_fwd_diff=20 tcp_options_bitmap=8"
                                + " tcp_ts_bwd_present=0"),
                flow(
                        "timestamps out of order at the end",
                        """
                        0 s A seq=0 opt=0101080a0000006400000005
                        1 s A seq=0 opt=0101080a0000006300000005
                        """,
                        "tcp_ts_bwd_first=100 tcp_ts_bwd_last=99 tcp_ts_bwd_diff=0 tcp_ts_ecr_bwd_first=5"),
                flow("an echo needs ACK; the first one may be 0", """
                        0 c P seq=0 len=1 opt=0101080a0000006400000005
                        1 c PA seq=1 len=1 opt=0101080a0000006500000000
                        2 c PA seq=2 len=1 opt=0101080a0000006600000007
                        """, "tcp_ts_ecr_fwd_first=0 tcp_ts_fwd_diff=2"),
                flow(
                        "no options",
                        TcpFlows.CLEAN,
                        NO_MPTCP + " tcp_options_bitmap=0 tcp_options_pkt_count=0 tcp_sack_blocks_total=0"
                                + " tcp_ts_fwd_present=0 tcp_ts_fwd_last=0"));
    }

    static Stream<Arguments> multipath() {
        return Stream.of(
                flow(
                        "MP_CAPABLE in the SYN alone",
                        """
                        0 c S  seq=0 opt=020405b41e040181
                        1 s SA seq=0 ack=1 opt=020405b4
                        """,
                        "mptcp_detected=1 is_mptcp=0 mptcp_capable_fwd=1 mptcp_capable_bwd=0 mptcp_option_count=1"
                                + " mptcp_stat=3"),
                flow(
                        "MP_CAPABLE in both, and data",
                        """
                        0 c S  seq=0 opt=1e040181
                        1 s SA seq=0 ack=1 opt=1e0c01810000000000000000
                        2 c A  seq=1 ack=1 opt=1e0420001e043000
                        """,
                        "mptcp_detected=1 is_mptcp=1 mptcp_capable_fwd=1 mptcp_capable_bwd=1 mptcp_option_count=3"
                                + " mptcp_stat=15"),
                flow(
                        "MP_JOIN is no MP_CAPABLE",
                        """
                        0 c S  seq=0 opt=1e0c10010000000000000000
                        1 s SA seq=0 ack=1 opt=1e101001000000000000000000000000
                        """,
                        "mptcp_detected=1 is_mptcp=0 mptcp_capable_fwd=0 mptcp_capable_bwd=0 mptcp_option_count=2"
                                + " mptcp_stat=49"),
                flow(
                        "MP_CAPABLE outside a SYN",
                        "0 c A seq=0 opt=1e0401811e030101",
                        "mptcp_detected=1 mptcp_capable_fwd=0 mptcp_option_count=1 mptcp_stat=1"),
                flow(
                        "a SYN+ACK alone is the responder's",
                        "0 c SA seq=0 opt=1e040181",
                        "mptcp_detected=1 mptcp_capable_fwd=0 mptcp_capable_bwd=1 mptcp_stat=5"),
                flow("without a subtype it is none", "0 c S seq=0 opt=1e020101", NO_MPTCP));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"options", "multipath"})
    void computes(Flow flow, String expected) {
        FeatureValues.check(flow, expected);
    }

    @Test
    void theFirstCasesCheckEveryFeature() {
        for (Feature feature : TcpOptionsFeatures.UNIT.features()) {
            assertThat(ALL).contains(feature.name() + "=");
        }
        for (Feature feature : TcpMptcpFeatures.UNIT.features()) {
            assertThat(NO_MPTCP).contains(feature.name() + "=");
        }
    }
}
