package io.flowjay.feature.group.statistics;

import static io.flowjay.feature.group.FrameScript.frames;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureSettings;
import io.flowjay.feature.group.FeatureValues;
import io.flowjay.feature.group.FrameScript;
import io.flowjay.flow.Flow;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Group entropy, with values worked out by hand. */
class EntropyFeaturesTest {
    private static final String EVERY_BYTE = IntStream.range(0, 256)
            .mapToObj(value -> String.format("%02x", value))
            .collect(Collectors.joining());

    /** "hello", 0, 255, 1 and "AB": of ten bytes l occurs twice. */
    private static final String MIXED = """
            entropy_payload=3.1219280949 entropy_initiator=2.75 entropy_responder=1 entropy_ratio=2.75
            byte_distribution_uniformity=0 printable_ratio=0.7 null_ratio=0.1 high_byte_ratio=0.1
            payload_bytes_sampled=10 entropy_payload_normalized=0.9397940009 entropy_initiator_normalized=0.9166666667
            entropy_responder_normalized=1 entropy_payload_corrected=3.6990061113
            """;

    static Stream<Arguments> cases() {
        return Stream.of(
                frames("both directions", "0 c udp=68656c6c6f00ff01\n1 s udp=4142", MIXED),
                frames(
                        "one direction: AABC",
                        "0 c udp=41414243",
                        "entropy_payload=1.5 entropy_initiator=1.5 entropy_responder=0 entropy_ratio=0"
                                + " printable_ratio=1 null_ratio=0 high_byte_ratio=0 payload_bytes_sampled=4"
                                + " entropy_payload_normalized=0.75 entropy_responder_normalized=null"),
                frames(
                        "the responder's bytes are all the same: no ratio",
                        "0 c udp=41414243\n1 s udp=00000000",
                        "entropy_payload=1.75 entropy_ratio=0 printable_ratio=0.5 null_ratio=0.5"
                                + " entropy_responder_normalized=0"),
                frames(
                        "every byte once, over two packets",
                        "0 c udp=" + EVERY_BYTE.substring(0, 100) + "\n1 c udp=" + EVERY_BYTE.substring(100),
                        "entropy_payload=8 byte_distribution_uniformity=1 payload_bytes_sampled=256"
                                + " printable_ratio=0.3828125 null_ratio=0.00390625 high_byte_ratio=0.5"
                                + " entropy_payload_normalized=1 entropy_payload_corrected=8"),
                frames(
                        "one value only",
                        "0 c udp=" + "41".repeat(256),
                        "entropy_payload=0 byte_distribution_uniformity=0 entropy_payload_normalized=0"
                                + " entropy_payload_corrected=0 printable_ratio=1"),
                frames(
                        "half of the bytes one value, half another: 1 - (1/2 - 1/256) / (255/256)",
                        "0 c udp=" + "00ff".repeat(128),
                        "entropy_payload=1 byte_distribution_uniformity=0.5019607843"),
                frames(
                        "255 bytes are too few for uniformity",
                        "0 c udp=" + EVERY_BYTE.substring(2),
                        "byte_distribution_uniformity=0 payload_bytes_sampled=255 entropy_payload_normalized=1"),
                frames(
                        "ends of the classes: 1f 20 7e 7f 80, tab, line feed, carriage return, 0b",
                        "0 c udp=1f207e7f80090a0d0b",
                        "printable_ratio=0.5555555556 high_byte_ratio=0.1111111111 null_ratio=0"),
                frames("one byte", "0 c udp=41", "entropy_payload_normalized=null entropy_payload_corrected=0"),
                frames(
                        "no payload",
                        "0 c\n1 s",
                        "entropy_payload=0 entropy_ratio=0 payload_bytes_sampled=0 printable_ratio=0"
                                + " entropy_payload_normalized=null entropy_payload_corrected=null"),
                frames(
                        "each direction has its own limit",
                        "0 c udp=" + "00".repeat(300) + "\n1 s udp=" + "ff".repeat(200) + "\n2 s udp="
                                + "01".repeat(200),
                        "payload_bytes_sampled=512 null_ratio=0.5 high_byte_ratio=0.390625"),
                frames(
                        "TCP, what is sent again left out",
                        "0 c tcp=4141 seq=100\n1 c tcp=4141 seq=100\n2 c tcp=414243 seq=101\n3 s tcp=00 seq=100",
                        "payload_bytes_sampled=5 entropy_initiator=1.5 entropy_responder=0"),
                frames(
                        "padding of a short frame is no payload",
                        "0 c tcp=4142 seq=1 pad=4\n1 s tcp= pad=6",
                        "payload_bytes_sampled=2 null_ratio=0"),
                frames("what was not captured", "0 c udp=41424344 cut=44", "payload_bytes_sampled=2"),
                frames(
                        "ICMP carries no application data",
                        "0 c icmp=0800000000000000414243",
                        "payload_bytes_sampled=0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void computes(Flow flow, String expected) {
        FeatureValues.check(flow, expected);
    }

    @Test
    void bothDirectionsCheckEveryFeature() {
        for (Feature feature : EntropyFeatures.UNIT.features()) {
            assertThat(MIXED).contains(feature.name() + "=");
        }
    }

    /** The sample holds what another group needs as well; the setting still decides. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0, null", "1, 2, 0, null", "2, 4, 1, 1.0", "256, 8, 2, 1.0"})
    void onlyTheBytesOfTheSettingCount(int bytes, long sampled, double entropy, String normalized) {
        Flow flow = FrameScript.flow("0 c udp=01020304\n1 s udp=01020304");
        Map<String, Object> values = FeatureValues.of(
                flow,
                FeatureSettings.of(Settings.builder()
                        .set(SettingCatalog.ENTROPY_SAMPLE_SIZE, (long) bytes)
                        .build()));
        assertThat(values).containsEntry("payload_bytes_sampled", sampled).containsEntry("entropy_payload", entropy);
        assertThat(values.get("entropy_initiator_normalized")).hasToString(normalized);
    }
}
