package io.flowjay.feature.group.classification;

import static io.flowjay.feature.group.FrameScript.frames;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.group.FeatureValues;
import io.flowjay.flow.Flow;
import io.flowjay.flow.FlowEnd;
import io.flowjay.flow.TestFlows;
import io.flowjay.packet.IpProtocol;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.TorTraffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Group padding, with values worked out by hand. */
class PaddingFeaturesTest {
    private static final String NO_VERDICT =
            " is_constant_size=false is_constant_rate=false is_tor_like=false padding_score=0";

    /** Lengths 60, 60, 152, 1452; gaps 10, 20, 100 ms; the last packet is a burst of its own: (100/272 + 1400/1452) / 2. */
    private static final String REQUEST = """
            pkt_size_variance=348891 pkt_size_cv=1.3704639411 is_constant_size=false dominant_size_mode=60
            dominant_size_ratio=0.5 unique_size_count=3 size_entropy=0.9463946304 iat_variance=0.001622222222
            iat_cv=0.9294650749 is_constant_rate=false tor_cell_count=0 tor_cell_ratio=0 is_tor_like=false
            burst_padding_ratio=0.1299303944 burst_overhead_bytes=224 avg_burst_payload_efficiency=0.6659171933
            padding_score=0 tor_cell_payload_ratio=0
            """;

    static Stream<Arguments> cases() {
        return Stream.of(
                tcp("request", "0.000 c S 60 0\n0.010 s SA 60 0\n0.030 c PA 152 100\n0.130 s PA 1452 1400", REQUEST),
                udp(
                        "one packet: a burst of its own, and no verdict",
                        "0 c - 40 12",
                        "pkt_size_variance=0 pkt_size_cv=0 dominant_size_mode=40 dominant_size_ratio=1"
                                + " unique_size_count=1 size_entropy=0 iat_variance=0 iat_cv=0 tor_cell_count=0"
                                + " tor_cell_ratio=0 tor_cell_payload_ratio=null burst_padding_ratio=0.7"
                                + " burst_overhead_bytes=28 avg_burst_payload_efficiency=0.3" + NO_VERDICT),
                udp("two packets are of one size and rate by chance", "0 c - 40 12\n1 s - 40 12", NO_VERDICT.strip()),
                udp("nine packets are too few", packets(9, "40 12"), "dominant_size_ratio=1 iat_cv=0" + NO_VERDICT),
                udp("ten without payload too", packets(10, "40 0"), "dominant_size_ratio=1 iat_cv=0" + NO_VERDICT),
                udp(
                        "ten with payload",
                        packets(10, "40 12"),
                        "is_constant_size=true is_constant_rate=true is_tor_like=false padding_score=0.7"),
                udp(
                        "19 of 20 of one size",
                        packets(19, "40 12") + "\n19 c - 41 13",
                        "dominant_size_ratio=0.95 is_constant_size=true unique_size_count=2 padding_score=0.7"),
                udp(
                        "18 of 20 of one size: dominant alone",
                        packets(18, "40 12") + "\n18 c - 41 13\n19 c - 42 14",
                        "dominant_size_ratio=0.9 is_constant_size=false padding_score=0.4"),
                udp(
                        "8 of 10 of one size are not dominant",
                        packets(8, "40 12") + "\n8 c - 41 13\n9 c - 42 14",
                        "dominant_size_ratio=0.8 is_constant_size=false padding_score=0.2"),
                udp(
                        "gaps of 0.9 and 1.1 s: variation 0.1",
                        alternating(0.9, 1.1),
                        "iat_variance=0.01 iat_cv=0.1 is_constant_rate=true"),
                udp("gaps of 0.89 and 1.11 s", alternating(0.89, 1.11), "iat_cv=0.11 is_constant_rate=false"),
                udp(
                        "all at once: no rate",
                        packets(12, "40 12").replaceAll("(?m)^\\d+", "5"),
                        "iat_cv=0 iat_variance=0 is_constant_rate=false padding_score=0.5"),
                tcp(
                        "cells of Tor",
                        packets(12, "588 536"),
                        "tor_cell_count=12 tor_cell_ratio=1 tor_cell_payload_ratio=1 is_tor_like=true padding_score=1"),
                tcp(
                        "cells and acknowledgements",
                        packets(10, "576 536") + "\n" + packets(5, "40 0").replace('c', 's'),
                        "tor_cell_count=10 tor_cell_ratio=0.6666666667 tor_cell_payload_ratio=1 is_tor_like=true"
                                + " is_constant_size=false"),
                tcp(
                        "packets of 588 bytes that are no cells",
                        packets(12, "588 548"),
                        "tor_cell_count=0 tor_cell_ratio=0 is_tor_like=false padding_score=0.7"),
                frames(
                        "cells of Tor in TLS",
                        cellsOf(new TorTraffic().server("www.k5xq2zhw7bd.com")),
                        "tor_cell_count=400 is_tor_like=true"),
                frames(
                        "payloads of that size in TLS with ALPN",
                        cellsOf(new TorTraffic().server("www.k5xq2zhw7bd.com").alpn("h2")),
                        "tor_cell_count=400 is_tor_like=false"),
                frames(
                        "in SSH",
                        "0 c tcp=5353482d322e302d610d0a\n" + "1 c tcp=00 len=536 seq=11\n".repeat(20),
                        "tor_cell_count=20 is_tor_like=false"),
                udp("Tor is TCP", packets(12, "564 536"), "tor_cell_count=0 is_tor_like=false"),
                udp(
                        "a gap of exactly the threshold cuts a burst: (12/40 + 36/80) / 2",
                        "0 c - 40 12\n0.05 c - 40 18\n0.09 c - 40 18",
                        "avg_burst_payload_efficiency=0.375 burst_overhead_bytes=72 burst_padding_ratio=0.6"),
                udp(
                        "of several sizes the first; entropy of 2, 2 and 1 of five: 1.5219280949 / log2(3)",
                        "0 c - 152 12\n1 c - 60 12\n2 c - 60 12\n3 c - 152 12\n4 c - 70 12",
                        "dominant_size_mode=152 dominant_size_ratio=0.4 unique_size_count=3 size_entropy=0.9602297178"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void computes(Flow flow, String expected) {
        FeatureValues.check(flow, expected);
    }

    @Test
    void theRequestChecksEveryFeature() {
        for (Feature feature : PaddingFeatures.UNIT.features()) {
            assertThat(REQUEST).contains(feature.name() + "=");
        }
    }

    /** Bursts of a flow with gaps of 10 ms: all packets in one (140/320), or each in its own (1/4, 1/4, 1/2, 1/2). */
    @ParameterizedTest
    @CsvSource({"PT0.011S, 0.4375", "PT0.01S, 0.375"})
    void theBurstThresholdIsThatOfTheSettings(Duration threshold, double efficiency) {
        Flow flow = TestFlows.flow(
                IpProtocol.UDP, FlowEnd.END, "0 c - 40 10\n0.01 c - 40 10\n0.02 c - 120 60\n0.03 c - 120 60");
        FeatureSettings settings = FeatureSettings.of(Settings.builder()
                .set(SettingCatalog.BURST_THRESHOLD, threshold)
                .build());
        assertThat(FeatureValues.of(flow, settings)).containsEntry("avg_burst_payload_efficiency", efficiency);
    }

    @Test
    void rulesOfAFileReplaceTheOwn(@TempDir Path directory) throws IOException {
        Path rules = Files.writeString(directory.resolve("padding.json"), """
                {
                  "minPackets": {"packets": 2, "source": "test"},
                  "constantSize": {"fromShare": 0.5, "points": 1, "source": "test"},
                  "dominantSize": {"aboveShare": 0.4, "points": 2, "source": "test"},
                  "constantRate": {"upToVariation": 0, "points": 4, "source": "test"},
                  "torLike": {"points": 8, "source": "test"}
                }
                """);
        Flow flow = TestFlows.flow(IpProtocol.UDP, FlowEnd.END, "0 c - 40 12\n1 c - 41 13");
        FeatureSettings settings = FeatureSettings.of(Settings.builder()
                .set(SettingCatalog.PADDING_RULES, rules.toString())
                .build());
        assertThat(FeatureValues.of(flow, settings))
                .containsEntry("is_constant_size", true)
                .containsEntry("is_constant_rate", true)
                .containsEntry("padding_score", 0.07);
    }

    /** The frames of a connection and as many of its cells, each in a segment of its own, as its hellos do not matter. */
    private static String cellsOf(TorTraffic traffic) {
        return traffic.script() + "1 c tcp=00 len=536 seq=1000000\n".repeat(400);
    }

    /** Packets from the client a second apart, all of a length and payload. */
    private static String packets(int count, String lengthAndPayload) {
        return IntStream.range(0, count)
                .mapToObj(second -> second + " c - " + lengthAndPayload)
                .collect(Collectors.joining("\n"));
    }

    /** Eleven packets with two gaps in turn. */
    private static String alternating(double one, double other) {
        return IntStream.range(0, 11)
                .mapToObj(i -> {
                    int pairs = i / 2;
                    return String.format(Locale.ROOT, "%.2f c - 40 12", pairs * (one + other) + (i - 2 * pairs) * one);
                })
                .collect(Collectors.joining("\n"));
    }

    private static Arguments tcp(String name, String packets, String expected) {
        return arguments(named(name, TestFlows.flow(IpProtocol.TCP, FlowEnd.CAPTURE_END, packets)), expected);
    }

    private static Arguments udp(String name, String packets, String expected) {
        return arguments(named(name, TestFlows.flow(IpProtocol.UDP, FlowEnd.CAPTURE_END, packets)), expected);
    }
}
