package io.flowjay.feature.heuristic;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.feature.heuristic.rule.Points;
import io.flowjay.flow.Flow;
import io.flowjay.packet.IpProtocol;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the thresholds of Tor's rules lie: {@code min} is included, {@code above} and {@code below} are not. */
class TorRulesTest {
    /** Cells of 10 bytes, so that payloads of several sizes are whole cells. */
    private static final TorRules RULES = new TorRules(
            new Points(50, "test"),
            List.of(),
            new Points(0, "test"),
            List.of(),
            new TorRules.Records(0.5, 1, 0, "test"),
            new TorRules.MinPackets(10, "test"),
            List.of(new CellSize(10, 0, "test")),
            new TorRules.Cells(0.7, "test"),
            new TorRules.UniformSizes(0.1, "test"),
            List.of(),
            List.of());

    /** Payloads as {@code LENGTH*COUNT}; share of whole cells and variation (deviation by mean) are worked out by hand. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "share 7/10 is not above 0.7,            100*7 101*3, false",
        "share 8/10 is,                          100*8 101*2, true",
        "share 14/20 is not,                     100*14 101*6, false",
        "share 15/20 is,                         100*15 101*5, true",
        "share 70/100 is not,                    100*70 101*30, false",
        "share 71/100 is,                        100*71 101*29, true",
        "variation 10/100 is not below 0.1,      90*5 110*5, false",
        "variation 9.53/100 is,                  90*5 110*5 100*1, true",
        "share 0; variation 10/101 is below,     91*5 111*5, false",
        "neither: share 5/10 and variation 0.48, 50*5 141*5, false",
        "nine payloads are too few,              100*9 0*9, false",
        "ten payloads are enough,                100*10, true"
    })
    void payloadsAreJudgedByThresholds(String name, String lengths, boolean isLike) {
        Flow flow = TorSizesTest.flow(IpProtocol.TCP, lengths);
        assertThat(RULES.isLike(flow, RULES.sizes(flow))).isEqualTo(isLike);
    }
}
