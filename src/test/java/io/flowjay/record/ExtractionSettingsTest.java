package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.feature.Feature;
import io.flowjay.flow.FinRstMode;
import io.flowjay.flow.IdSettings;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExtractionSettingsTest {
    private static final Duration TOO_LONG = Duration.ofSeconds(Long.MAX_VALUE);

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("groups", s -> s.setGroups("timing,sizes"), "feature group", "sizes", "all, flow_meta, timing"),
                wrong("groups", s -> s.setGroups(""), "no feature group", "all, flow_meta, timing"),
                wrong("groups", s -> s.setGroups(" , "), "no feature group", "all, flow_meta, timing"),
                wrong(
                        "profile",
                        s -> s.setProfile("CORE"),
                        "profile",
                        "\"CORE\"",
                        "JJ-CORE",
                        "JJ-EXPERIMENTAL",
                        "FLOWJAY"),
                wrong("features", s -> s.setFeatures("iat_mean,iat_average"), "feature", "\"iat_average\"", "iat_mean"),
                wrong("features", s -> s.setFeatures("size.iat_mean"), "feature", "\"size.iat_mean\"", "iat_mean"),
                wrong(
                        "groups and features that do not meet",
                        s -> {
                            s.setGroups("size");
                            s.setFeatures("iat_mean");
                        },
                        "no feature is left",
                        "size",
                        "iat_mean"),
                wrong("idleTimeout", s -> s.setIdleTimeout(Duration.ofNanos(-1)), "idleTimeout"),
                wrong("idleTimeout", s -> s.setIdleTimeout(TOO_LONG), "idleTimeout"),
                wrong("activeTimeout", s -> s.setActiveTimeout(Duration.ofSeconds(-1)), "activeTimeout"),
                wrong("activeTimeout", s -> s.setActiveTimeout(TOO_LONG), "activeTimeout"),
                wrong("finRstMode", s -> s.setFinRstMode("rst"), "fin-rst mode", "\"rst\"", "both, first, never"),
                wrong("maxFlowPackets", s -> s.setMaxFlowPackets(0), "maxFlowPackets", "0"),
                wrong("maxOpenFlows", s -> s.setMaxOpenFlows(-1), "maxOpenFlows", "-1"),
                wrong("samplingRate", s -> s.setSamplingRate(-0.1), "samplingRate", "-0.1"),
                wrong("samplingRate", s -> s.setSamplingRate(1.1), "samplingRate", "1.1"),
                wrong("samplingRate", s -> s.setSamplingRate(Double.NaN), "samplingRate", "NaN"),
                wrong("anonymizationKey", s -> s.setAnonymizeIps(true), "anonymizeIps", "anonymizationKey"),
                wrong("communityIdSeed", s -> s.setCommunityIdSeed(-1), "Community ID seed", "0 to 65535", "-1"),
                wrong("communityIdSeed", s -> s.setCommunityIdSeed(65536), "Community ID seed", "0 to 65535", "65536"),
                wrong("burstThreshold", s -> s.setBurstThreshold(Duration.ZERO), "burstThreshold", "more than 0"),
                wrong("burstThreshold", s -> s.setBurstThreshold(TOO_LONG), "burstThreshold"),
                wrong(
                        "exactBetweennessHosts",
                        s -> s.setExactBetweennessHosts(-1),
                        "exactBetweennessHosts",
                        "0 or more"),
                wrong("maxHostGraphEntries", s -> s.setMaxHostGraphEntries(0), "maxHostGraphEntries", "1 or more"),
                wrong("maxSequenceLength", s -> s.setMaxSequenceLength(0), "maxSequenceLength", "1 or more"),
                wrong(
                        "entropySampleBytes",
                        s -> s.setEntropySampleBytes(-1),
                        "entropySampleBytes",
                        "0 to 1048576",
                        "-1"),
                wrong("entropySampleBytes", s -> s.setEntropySampleBytes(1_048_577), "entropySampleBytes", "1048577"),
                wrong("osHints", s -> s.setOsHints("no.json"), "osHints", "there is no file no.json"),
                wrong("torRules", s -> s.setTorRules("no.json"), "torRules", "there is no file no.json"),
                wrong("vpnRules", s -> s.setVpnRules("no.json"), "vpnRules", "there is no file no.json"),
                wrong("dohRules", s -> s.setDohRules("no.json"), "dohRules", "there is no file no.json"),
                wrong("paddingRules", s -> s.setPaddingRules("no.json"), "paddingRules", "there is no file no.json"),
                wrong("threads", s -> s.setThreads(-1), "threads", "1 or more"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("wrong")
    void wrongSettingsAreNamed(Consumer<ExtractionSettings> change, List<String> words) {
        ExtractionSettings settings = new ExtractionSettings();
        change.accept(settings);
        assertThatIllegalArgumentException()
                .isThrownBy(settings::build)
                .withMessageContainingAll(words.toArray(new String[0]));
    }

    static Stream<Arguments> right() {
        return Stream.of(
                right("groups in any order", s -> s.setGroups("tcp, flow_meta"), built -> assertThat(groups(built))
                        .containsExactly("flow_meta", "tcp")),
                right("a profile in any letter case", s -> s.setProfile("jj-core"), built -> assertThat(names(built))
                        .contains("iat_mean")
                        .doesNotContain("reordered_packets")),
                right(
                        "features by name and by id",
                        s -> s.setFeatures("duration, timing.iat_mean,"),
                        built -> assertThat(names(built)).containsExactly("duration", "iat_mean")),
                right("no addresses", s -> s.setIncludeIpAddresses(false), built -> assertThat(names(built))
                        .doesNotContain("src_ip", "dst_ip")
                        .contains("src_port")),
                right("no ports", s -> s.setIncludePorts(false), built -> assertThat(names(built))
                        .doesNotContain("src_port", "dst_port", "dst_port_class", "dst_port_class_num")
                        .contains("src_ip")),
                right("raw sequences", s -> s.setIncludeRawSequences(true), built -> assertThat(names(built))
                        .contains("iat_sequence", "timestamp_sequence", "pkt_len_sequence")
                        .doesNotContain("splt")),
                right("SPLT", s -> s.setIncludeSplt(true), built -> assertThat(names(built))
                        .contains("splt", "splt_lengths", "splt_times", "splt_directions")
                        .doesNotContain("iat_sequence")),
                right(
                        "timeouts of 0",
                        s -> {
                            s.setIdleTimeout(Duration.ZERO);
                            s.setActiveTimeout(Duration.ZERO);
                        },
                        built -> assertThat(built.flows().idleTimeout()).isZero()),
                right("fin-rst mode", s -> s.setFinRstMode("Never"), built -> assertThat(
                                built.flows().finRstMode())
                        .isEqualTo(FinRstMode.NEVER)),
                right("sampling of nothing", s -> s.setSamplingRate(0), built -> assertThat(
                                built.flows().samplingRate())
                        .isZero()),
                right("a key without anonymisation", s -> s.setAnonymizationKey("key"), built -> assertThat(
                                built.ids().anonymizationKey())
                        .isNull()),
                right(
                        "a key with anonymisation",
                        s -> {
                            s.setAnonymizeIps(true);
                            s.setAnonymizationKey("key");
                        },
                        built -> assertThat(built.ids().anonymizationKey()).isEqualTo("key")),
                right("largest seed", s -> s.setCommunityIdSeed(65535), built -> assertThat(
                                built.ids().communityIdSeed())
                        .isEqualTo(65535)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("right")
    void rightSettingsAreBuilt(Consumer<ExtractionSettings> change, Consumer<Extraction> check) {
        ExtractionSettings settings = new ExtractionSettings();
        change.accept(settings);
        check.accept(settings.build());
    }

    @Test
    @DisplayName("defaults: idle timeout 60 s, no active timeout, a million packets, everything but sequences")
    void defaults() {
        Extraction built = new ExtractionSettings().build();
        assertThat(built.flows().idleTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(built.flows().activeTimeout()).isZero();
        assertThat(built.flows().maxFlowPackets()).isEqualTo(1_000_000);
        assertThat(built.flows().finRstMode()).isEqualTo(FinRstMode.BOTH);
        assertThat(built.flows().samplingRate()).isOne();
        assertThat(built.ids()).isEqualTo(new IdSettings("", 0, null));
        assertThat(names(built)).contains("src_ip", "src_port", "iat_mean", "reordered_packets");
        assertThat(names(built)).doesNotContain("iat_sequence", "splt");
    }

    @Test
    @DisplayName("each knob is a bean property of a type that a route's YAML can set")
    void knobsAreBeanProperties() throws IntrospectionException {
        List<PropertyDescriptor> properties = List.of(
                Introspector.getBeanInfo(ExtractionSettings.class, Object.class).getPropertyDescriptors());
        assertThat(properties).hasSizeGreaterThan(20).allSatisfy(property -> {
            assertThat(property.getReadMethod())
                    .as("get %s", property.getName())
                    .isNotNull();
            assertThat(property.getWriteMethod())
                    .as("set %s", property.getName())
                    .isNotNull();
            assertThat(property.getPropertyType())
                    .isIn(String.class, boolean.class, int.class, long.class, double.class, Duration.class);
        });
    }

    private static List<String> names(Extraction built) {
        return built.selection().features().stream().map(Feature::name).toList();
    }

    private static List<String> groups(Extraction built) {
        return built.selection().features().stream()
                .map(Feature::group)
                .distinct()
                .toList();
    }

    private static Arguments wrong(String name, Consumer<ExtractionSettings> change, String... words) {
        return arguments(named(name, change), List.of(words));
    }

    private static Arguments right(String name, Consumer<ExtractionSettings> change, Consumer<Extraction> check) {
        return arguments(named(name, change), check);
    }
}
