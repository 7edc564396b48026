package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.flowjay.record.ExtractionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Whatever can be set can be set on the command line. */
class OptionsCoverTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static final List<Arguments> OPTIONS = List.of(
            option("--features=timing,size", "groups", "timing,size"),
            option("--features=all", "groups", "all"),
            option("--features=iat_mean", "groups", "all"),
            option("--features=iat_mean,flow_meta.total_bytes", "features", "iat_mean,flow_meta.total_bytes"),
            option("--profile=JJ-CORE", "profile", "JJ-CORE"),
            option("--no-include-ip-addresses", "includeIpAddresses", false),
            option("--include-ip-addresses", "includeIpAddresses", true),
            option("--include-ip-addresses=false", "includeIpAddresses", false),
            option("--no-include-ports", "includePorts", false),
            option("--field-names=id", "fieldNames", "id"),
            option("--exact-betweenness-hosts=14", "exactBetweennessHosts", 14),
            option("--max-host-graph-entries=15", "maxHostGraphEntries", 15),
            option("--idle-timeout=5m", "idleTimeout", Duration.ofMinutes(5)),
            option("--idle-timeout=0", "idleTimeout", Duration.ZERO),
            option("--active-timeout=1h", "activeTimeout", Duration.ofHours(1)),
            option("--active-timeout=2d", "activeTimeout", Duration.ofDays(2)),
            option("--fin-rst-mode=first", "finRstMode", "first"),
            option("--max-flow-packets=10", "maxFlowPackets", 10),
            option("--max-open-flows=11", "maxOpenFlows", 11),
            option("--max-open-packets=12", "maxOpenPackets", 12),
            option("--max-held-bytes=13", "maxHeldBytes", 13L),
            option("--filter=tcp port 443", "filter", "tcp port 443"),
            option("--no-decapsulate", "decapsulate", false),
            option("--max-tunnel-depth=2", "maxTunnelDepth", 2),
            option("--fragment-timeout=30s", "fragmentTimeout", Duration.ofSeconds(30)),
            option("--max-fragment-bytes=4294967296", "maxFragmentBytes", 4_294_967_296L),
            option("--max-fragmented-packets=9", "maxFragmentedPackets", 9),
            option("--vlan-in-key", "vlanInKey", true),
            option("--sampling-rate=0.25", "samplingRate", 0.25),
            option("--sampling-seed=-9223372036854775808", "samplingSeed", Long.MIN_VALUE),
            option("--anonymize-ips", "anonymizeIps", true),
            option("--anonymization-key=@key", "anonymizationKey", "@key"),
            option("--flow-id-salt=a b", "flowIdSalt", "a b"),
            option("--community-id-seed=65535", "communityIdSeed", 65_535),
            option("--burst-threshold=1.5ms", "burstThreshold", Duration.ofNanos(1_500_000)),
            option("--burst-threshold=500us", "burstThreshold", Duration.ofNanos(500_000)),
            option("--include-raw-sequences", "includeRawSequences", true),
            option("--include-splt", "includeSplt", true),
            option("--sparse", "sparse", true),
            option("--max-sequence-length=7", "maxSequenceLength", 7),
            option("--os-hints=os.json", "osHints", "os.json"),
            option("--tor-rules=my tor.json", "torRules", "my tor.json"),
            option("--vpn-rules=/etc/vpn.json", "vpnRules", "/etc/vpn.json"),
            option("--doh-rules=doh.json", "dohRules", "doh.json"),
            option("--padding-rules=padding.json", "paddingRules", "padding.json"),
            option("--entropy-sample-bytes=4096", "entropySampleBytes", 4096),
            option("--threads=3", "threads", 3));

    private static Arguments option(String argument, String property, Object value) {
        return Arguments.argumentSet(argument, argument, property, value);
    }

    @ParameterizedTest
    @FieldSource("OPTIONS")
    void anOptionReachesItsSettingAndNoOther(String argument, String property, Object value) {
        ExtractionOptions options = new ExtractionOptions();
        Main.configure(new CommandLine(options)).parseArgs(argument);
        Map<String, Object> expected = values(new ExtractionSettings());
        expected.put(property, value);
        Map<String, Object> actual = values(options.settings);
        if (argument.startsWith("--features")) {
            assertThat(actual).containsEntry(property, value);
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void everySettingIsInTheTable() {
        assertThat(OPTIONS.stream().map(row -> row.get()[1]).collect(Collectors.toSet()))
                .isEqualTo(values(new ExtractionSettings()).keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"extract", "run"})
    void everySettingOfTheExtractionIsAnOption(String command) {
        // One option chooses groups and features.
        Set<String> options = values(new ExtractionSettings()).keySet().stream()
                .filter(name -> !name.equals("groups"))
                .map(OptionsCoverTest::kebab)
                .collect(Collectors.toSet());
        assertThat(options).hasSizeGreaterThan(20).isSubsetOf(options(command));
    }

    @Test
    void everySettingOfTheRoutesCanBeGivenToRun() throws IOException {
        Map<String, String> settings = Files.readAllLines(Path.of("routes/application.properties")).stream()
                .filter(line -> line.startsWith("flowjay."))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1].replace("\\\\", "\\")));
        assertThat(settings).hasSizeGreaterThan(35);
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            RouteSettings given = new RouteSettings(Path.of("routes"));
            assertThatCode(() -> given.property(setting.getKey(), setting.getValue()))
                    .doesNotThrowAnyException();
        }
        Set<String> own = Set.of("preset", "property", "routes", "port", "broker-dir", "show", "help", "version");
        assertThat(settings.keySet().stream().map(name -> name.substring("flowjay.".length())))
                .as("an option that is no setting would be ignored")
                .containsAll(options("run").stream()
                        .map(option -> option.substring(2))
                        .filter(option -> !own.contains(option))
                        .toList());
    }

    private static Set<String> options(String command) {
        CommandSpec spec = Main.commandLine().getSubcommands().get(command).getCommandSpec();
        return spec.options().stream().map(option -> option.longestName()).collect(Collectors.toSet());
    }

    private static String kebab(String property) {
        return "--" + property.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** The value of every bean property. */
    private static Map<String, Object> values(ExtractionSettings settings) {
        Map<String, Object> values = new HashMap<>();
        for (BeanPropertyDefinition property : JSON.getSerializationConfig()
                .introspect(JSON.constructType(ExtractionSettings.class))
                .findProperties()) {
            try {
                values.put(
                        property.getName(), property.getGetter().getAnnotated().invoke(settings));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(property.getName(), e);
            }
        }
        return values;
    }
}
