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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Group tcp_fingerprint; the hashes are those of {@code md5sum} over the text named beside them. */
class TcpFingerprintFeaturesTest {
    /** MSS 1460, SACK permitted, timestamps, no operation, window scale 7. */
    private static final String LINUX = "opt=020405b40402080a000003e80000000001030307";

    /** 64240_64_1460_7_3, and 65160_64_1400_0_2. */
    private static final String BOTH = """
            tcp_fp_fwd=t64240_1460_7_840e6a1d73a6 tcp_fp_fwd_window=64240 tcp_fp_fwd_ttl=57 tcp_fp_fwd_mss=1460
            tcp_fp_fwd_ws=7 tcp_os_hint_fwd=linux tcp_uptime_fwd=0
            tcp_fp_bwd=t65160_1400_0_8eaa60e94086 tcp_fp_bwd_window=65160 tcp_fp_bwd_ttl=64 tcp_fp_bwd_mss=1400
            tcp_fp_bwd_ws=0 tcp_os_hint_bwd=unknown tcp_uptime_bwd=0
            """;

    static Stream<Arguments> cases() {
        return Stream.of(
                flow("SYN and SYN+ACK, of each the first", """
                        0.0 c S  seq=0 win=64240 ttl=57 %s
                        0.1 s SA seq=9 ack=1 win=65160 opt=020405780101080aee6b2800000003e8
                        0.2 c S  seq=0 win=99 ttl=200
                        0.3 s SA seq=9 ack=1 win=98 ttl=200
                        """.formatted(LINUX), BOTH),
                flow(
                        "without options: 1024_255_0_0_0",
                        "0 c S seq=0 win=1024 ttl=240",
                        "tcp_fp_fwd=t1024_0_0_daac56aac1d6 tcp_fp_fwd_ttl=240 tcp_fp_fwd_mss=0 tcp_fp_fwd_ws=0"),
                flow(
                        "neither SYN nor SYN+ACK",
                        "0 c A seq=1 win=5 " + LINUX,
                        "tcp_fp_fwd= tcp_fp_bwd= tcp_os_hint_fwd=unknown tcp_os_hint_bwd=unknown tcp_fp_fwd_window=0"
                                + " tcp_fp_fwd_ttl=0 tcp_fp_bwd_ttl=0"),
                flow(
                        "a SYN+ACK of the initiator is not its SYN",
                        "0 c SA seq=1 win=5",
                        "tcp_fp_fwd= tcp_fp_fwd_window=0"),
                flow(
                        "timestamps of 1000 and 250 ticks a second",
                        """
                        0.0 c A seq=1 opt=0101080a0036ee8000000000
                        0.1 s A seq=1 opt=0101080a000dbba000000000
                        2.0 c A seq=1 opt=0101080a0036f65000000000
                        2.1 s A seq=1 opt=0101080a000dbda800000000
                        """,
                        // 3600000 and 2000 ticks more in 2 s; 900000 and 520 more in 2 s
                        "tcp_uptime_fwd=1 tcp_uptime_bwd=1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void computes(Flow flow, String expected) {
        FeatureValues.check(flow, expected);
    }

    @Test
    void theFirstCaseChecksEveryFeature() {
        for (Feature feature : TcpFingerprintFeatures.UNIT.features()) {
            assertThat(BOTH).contains(feature.name() + "=");
        }
    }

    @ParameterizedTest(name = "{0} from {1} ticks in {2} ms: {3} h")
    @CsvSource({
        "3600000, 1000, 1000, 1", // 1000 Hz
        "360000,   109, 1000, 1", // close to 100 Hz
        "360000,   200, 1000, 0.5", // 200 Hz
        "900000,   226, 1000, 1", // close to 250 Hz
        "3600000, 1000,  999, 0", // too short to tell
        "3600000,    0, 9999, 0", // stands still
        "0,       1000, 1000, 0"
    })
    void uptimeIsThatOfTheClock(long first, long ticks, long millis, double hours) {
        assertThat(Uptime.hours(first, ticks, millis * 1_000_000)).isEqualTo(hours);
    }
}
