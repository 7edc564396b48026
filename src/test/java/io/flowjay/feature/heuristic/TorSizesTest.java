package io.flowjay.feature.heuristic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowEnd;
import io.flowjay.flow.TestFlows;
import io.flowjay.packet.IpProtocol;
import io.flowjay.settings.Settings;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorSizesTest {
    private static final TorRules RULES = Heuristics.of(Settings.DEFAULT).tor();

    /** Payloads by length, as {@code LENGTH*COUNT}; of 536 and 0 the mean is of the former alone. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "TLS 1.3, 536*10 0*5, 10, 10, 0, true",
        "TLS 1.2, 543*10, 10, 10, 0, true",
        "cells of 512 bytes, 541*10, 10, 10, 0, true",
        "two records in a segment, 1072*10, 10, 10, 0, true",
        "one or two of them: not one size, 536*5 1072*5, 10, 10, 0.3333333333, false",
        "too few, 536*9, 9, 9, 0, false",
        "eight of ten, 536*8 520*2, 10, 8, 0.0120120120, true",
        "seven of ten are not more than 0.7, 536*7 520*3, 10, 7, 0.0138029388, false",
        "six of ten, 536*6 520*4, 10, 6, 0.0148005423, false",
        "the IP length of a cell is none, 588*10, 10, 0, 0, false",
        "a cell without its record, 514*10, 10, 0, 0, false",
        "no payload, 0*20, 0, 0, NaN, false"
    })
    void cellsAreCounted(String name, String lengths, int payloads, int cells, double variation, boolean isLike) {
        Flow flow = flow(IpProtocol.TCP, lengths);
        TorSizes sizes = RULES.sizes(flow);
        assertThat(sizes.payloads()).isEqualTo(payloads);
        assertThat(sizes.cells()).isEqualTo(cells);
        if (Double.isNaN(variation)) {
            assertThat(sizes.variation()).isNaN();
        } else {
            assertThat(sizes.variation()).isCloseTo(variation, within(1e-9));
        }
        assertThat(RULES.isLike(flow, sizes)).isEqualTo(isLike);
    }

    @Test
    void onlyTcpCarriesCells() {
        assertThat(RULES.sizes(flow(IpProtocol.UDP, "536*20"))).isEqualTo(new TorSizes(0, 0, Double.NaN));
    }

    /** A flow of payloads by length, as {@code LENGTH*COUNT}. */
    static Flow flow(int protocol, String lengths) {
        String packets = Arrays.stream(lengths.split(" ", -1))
                .map(part -> part.split("\\*", 2))
                .flatMap(part -> IntStream.range(0, Integer.parseInt(part[1])).mapToObj(i -> part[0]))
                .map(payload -> "0 c A " + (40 + Integer.parseInt(payload)) + " " + payload)
                .collect(Collectors.joining("\n"));
        return TestFlows.flow(protocol, FlowEnd.CAPTURE_END, packets);
    }
}
