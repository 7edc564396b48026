package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.feature.Feature;
import io.flowjay.flow.IdSettings;
import io.flowjay.settings.FinRstMode;
import io.flowjay.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** Extractions by their settings. */
class ExtractionTest {
    /** A value that only its reader can check: property, value, words of the message. */
    static final List<Arguments> WRONG = List.of(
            wrong(
                    "groups",
                    "timing,sizes",
                    "has the unknown group sizes; did you mean size?; valid: all, flow_meta, timing"),
            wrong("groups", "", "names no group; valid: all, flow_meta, timing"),
            wrong("groups", " , ", "names no group"),
            wrong(
                    "features",
                    "iat_mean,iat_average",
                    "has the unknown feature or group \"iat_average\"; valid: groups all, "),
            wrong("features", "size.iat_mean", "has the unknown feature or group \"size.iat_mean\""),
            wrong("os-hints", "no.json", "cannot be used: no such file"),
            wrong("tor-rules", "no.json", "cannot be used: no such file"),
            wrong("vpn-rules", "no.json", "cannot be used: no such file"),
            wrong("doh-rules", "no.json", "cannot be used: no such file"),
            wrong("padding-rules", "no.json", "cannot be used: no such file"),
            wrong(
                    "field-names",
                    "no.properties",
                    "cannot be used: no.properties is neither name nor id nor a file that exists"));

    private static Arguments wrong(String setting, String value, String problem) {
        return argumentSet(setting + ' ' + value, setting, value, problem);
    }

    @ParameterizedTest
    @FieldSource("WRONG")
    void aValueThatCannotBeUsedIsNamed(String setting, String value, String problem) {
        Settings settings = settings(Map.of(setting, value));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Extraction.of(settings))
                .withMessageContaining("flowjay." + setting + " \"" + value + "\" (test) " + problem);
    }

    @Test
    void groupsAndFeaturesThatDoNotMeetLeaveNothing() {
        Settings settings = settings(Map.of("groups", "size", "features", "iat_mean"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Extraction.of(settings))
                .withMessageContaining(
                        "flowjay.features \"iat_mean\" (test) leaves no feature with groups size and profile FLOWJAY");
    }

    /** Settings, and which features are among those selected or not, as the descriptions of the settings say. */
    static final List<Arguments> SELECTED = List.of(
            argumentSet("a profile", Map.of("profile", "jj-core"), List.of("iat_mean"), List.of("reordered_packets")),
            argumentSet(
                    "no addresses",
                    Map.of("include-ip-addresses", "false"),
                    List.of("src_port"),
                    List.of("src_ip", "dst_ip")),
            argumentSet(
                    "no ports",
                    Map.of("include-ports", "false"),
                    List.of("src_ip"),
                    List.of("src_port", "dst_port", "dst_port_class", "dst_port_class_num")),
            argumentSet(
                    "raw sequences",
                    Map.of("include-raw-sequences", "true"),
                    List.of("iat_sequence", "timestamp_sequence", "pkt_len_sequence"),
                    List.of("splt")),
            argumentSet(
                    "SPLT",
                    Map.of("include-splt", "true"),
                    List.of("splt", "splt_lengths", "splt_times", "splt_directions"),
                    List.of("iat_sequence")),
            argumentSet(
                    "a group and a feature of another",
                    Map.of("features", "timing,total_bytes"),
                    List.of("iat_mean", "total_bytes"),
                    List.of("src_ip", "pkt_len_mean")),
            argumentSet(
                    "defaults",
                    Map.of(),
                    List.of("src_ip", "src_port", "iat_mean", "reordered_packets"),
                    List.of("iat_sequence", "splt")));

    @ParameterizedTest
    @FieldSource("SELECTED")
    void featuresAreSelected(Map<String, String> values, List<String> with, List<String> without) {
        assertThat(names(Extraction.of(settings(values)))).containsAll(with).doesNotContainAnyElementsOf(without);
    }

    @Test
    void groupsAndFeaturesKeepTheOrderOfTheRecord() {
        assertThat(groups(Extraction.of(settings(Map.of("groups", "tcp, flow_meta")))))
                .containsExactly("flow_meta", "tcp");
        assertThat(names(Extraction.of(settings(Map.of("features", "duration, timing.iat_mean,")))))
                .containsExactly("duration", "iat_mean");
    }

    /** Properties, and what they make, by hand. */
    static final List<Arguments> MADE = List.of(
            made(
                    "timeouts of 0",
                    Map.of("idle-timeout", "0", "active-timeout", "0s"),
                    built -> built.flows.idleTimeout(),
                    Duration.ZERO),
            made(
                    "a mode in capitals",
                    Map.of("fin-rst-mode", "Never"),
                    built -> built.flows.finRstMode(),
                    FinRstMode.NEVER),
            made("sampling of nothing", Map.of("sampling-rate", "0"), built -> built.flows.samplingRate(), 0.0),
            made(
                    "a key without anonymization",
                    Map.of("anonymization-key", "key"),
                    built -> built.ids.anonymizationKey(),
                    null),
            made(
                    "a key with anonymization",
                    Map.of("anonymize-ips", "true", "anonymization-key", "key"),
                    built -> built.ids.anonymizationKey(),
                    "key"),
            made(
                    "the largest seed",
                    Map.of("community-id-seed", "65535"),
                    built -> built.ids.communityIdSeed(),
                    65_535),
            made(
                    "memory with a unit",
                    Map.of("max-fragment-memory", "4GiB"),
                    built -> built.flows.decoding().maxFragmentBytes(),
                    1L << 32),
            made(
                    "a bare number of bytes",
                    Map.of("max-payload-memory", "13"),
                    built -> built.flows.maxHeldBytes(),
                    13L),
            made("the default idle timeout", Map.of(), built -> built.flows.idleTimeout(), Duration.ofMinutes(1)),
            made("the default active timeout", Map.of(), built -> built.flows.activeTimeout(), Duration.ZERO),
            made("the default packets of a flow", Map.of(), built -> built.flows.maxFlowPackets(), 0),
            made(
                    "the default tunnels",
                    Map.of(),
                    built -> built.flows.decoding().maxTunnelDepth(),
                    8),
            made("the default names", Map.of(), built -> built.ids, new IdSettings("", 0, null)));

    private static Arguments made(
            String name, Map<String, String> values, Function<Extraction, Object> part, Object expected) {
        return argumentSet(name, values, part, expected);
    }

    @ParameterizedTest
    @FieldSource("MADE")
    void settingsReachTheirReaders(Map<String, String> values, Function<Extraction, Object> part, Object expected) {
        assertThat(part.apply(Extraction.of(settings(values)))).isEqualTo(expected);
    }

    private static Settings settings(Map<String, String> values) {
        Map<String, String> properties = new HashMap<>();
        values.forEach((name, value) -> properties.put("flowjay." + name, value));
        return Settings.builder().properties(properties, "test").build();
    }

    private static List<String> names(Extraction built) {
        return built.selection.features().stream().map(Feature::name).toList();
    }

    private static List<String> groups(Extraction built) {
        return built.selection.features().stream()
                .map(Feature::group)
                .distinct()
                .toList();
    }
}
