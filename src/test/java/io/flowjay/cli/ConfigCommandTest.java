package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.settings.Acks;
import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.SettingException;
import io.flowjay.testing.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code flowjay config}: values, where they are from, and names that are none. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConfigCommandTest {
    static final List<Arguments> UNKNOWN = List.of(
            argumentSet("a file", "flowjay.topik=t", "", "", "flowjay.topik", "did you mean flowjay.topic?"),
            argumentSet(
                    "--property",
                    "",
                    "",
                    "flowjay.batchsize=7",
                    "flowjay.batchsize",
                    "did you mean flowjay.batch-size?"),
            argumentSet(
                    "the environment", "", "FLOWJAY_BROKER", "", "FLOWJAY_BROKER", "did you mean FLOWJAY_BROKERS?"));

    @TempDir
    Path routes;

    @BeforeEach
    void copyRoutes() throws IOException {
        Files.createDirectory(routes.resolve("presets"));
        for (String file : List.of("application", "presets/high-throughput", "presets/high-durability")) {
            Files.copy(Path.of("routes", file + ".properties"), routes.resolve(file + ".properties"));
        }
    }

    @Test
    void everyEffectiveValueIsToldWithItsSource() throws Exception {
        add("flowjay.client-id=sensor-7");
        String text = config(
                Map.of("FLOWJAY_TOPIC", "flows", "FLOWJAY_ANONYMIZATION_KEY", "hush"),
                "--preset=high-throughput",
                "--idle-timeout=90s",
                "-p",
                "flowjay.redeliveries=9",
                "-p",
                "camel.component.kafka.security-protocol=SSL");
        assertThat(rows(text))
                .containsEntry(
                        "flowjay.client-id",
                        List.of(
                                "sensor-7",
                                routes.resolve("application.properties").toString()))
                .containsEntry("flowjay.topic", List.of("flows", "environment FLOWJAY_TOPIC"))
                .containsEntry("flowjay.linger-ms", List.of("100", "preset high-throughput"))
                .containsEntry("flowjay.idle-timeout", List.of("90s", "option --idle-timeout"))
                .containsEntry("flowjay.redeliveries", List.of("9", "--property"))
                .containsEntry("flowjay.quiet-time", List.of("2s", "default"))
                .containsEntry("flowjay.anonymization-key", List.of("***", "environment FLOWJAY_ANONYMIZATION_KEY"))
                .containsEntry("camel.component.kafka.security-protocol", List.of("SSL", "--property"))
                .containsKeys(
                        SettingCatalog.all().stream().map(Setting::property).toArray(String[]::new));
        assertThat(text).doesNotContain("hush");
    }

    static final List<Arguments> PROPERTIES = List.of(
            argumentSet("a password", "camel.component.kafka.ssl-key-password", true),
            argumentSet("the password of a key store", "camel.component.kafka.ssl-keystore-password", true),
            argumentSet("the password of a trust store", "camel.component.kafka.ssl-truststore-password", true),
            argumentSet("the login of SASL", "camel.component.kafka.sasl-jaas-config", true),
            argumentSet(
                    "the login of SASL, by Kafka's name",
                    "camel.component.kafka.additional-properties[sasl.jaas.config]",
                    true),
            argumentSet(
                    "a private key (KIP-651)", "camel.component.kafka.additional-properties[ssl.keystore.key]", true),
            argumentSet("a private key of a route of one's own", "sink.private-key", true),
            argumentSet("an access key", "sink.accessKey", true),
            argumentSet("an API key", "sink.api.key", true),
            argumentSet("a token", "sink.token", true),
            argumentSet("a token of the page", "flowjay.http-token", true),
            argumentSet("the key of an HMAC", "flowjay.anonymization-key", true),
            argumentSet("a class", "camel.component.kafka.key-deserializer", false),
            argumentSet("another class", "camel.component.kafka.key-serializer", false),
            argumentSet("the key of records", "camel.component.kafka.key", false),
            argumentSet("the header of the key", "flowjay.key-header", false),
            argumentSet("the field of the key in a route of one's own", "sink.key-field", false),
            argumentSet("the file of a key store", "camel.component.kafka.ssl-keystore-location", false),
            argumentSet("the type of a key store", "camel.component.kafka.ssl-keystore-type", false),
            argumentSet("the file of a trust store", "camel.component.kafka.ssl-truststore-location", false));

    @ParameterizedTest
    @FieldSource("PROPERTIES")
    void secretsAreMaskedAndNothingElse(String name, boolean masked) {
        Cli cli = Cli.run("config", "--routes", routes, "-p", name + "=correct_horse_battery");
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(rows(cli.out()))
                .containsEntry(name, List.of(masked ? "***" : "correct_horse_battery", "--property"));
    }

    @ParameterizedTest
    @FieldSource("UNKNOWN")
    void anUnknownNameIsAnErrorThatNamesTheNearest(
            String line, String variable, String property, String named, String nearest) throws Exception {
        add(line);
        Map<String, String> environment = variable.isEmpty() ? Map.of() : Map.of(variable, "x");
        String text = property.isEmpty() ? config(environment) : config(environment, "-p", property);
        assertThat(text).startsWith("flowjay: ").contains(named, nearest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FLOWJAY_SERVICE_HOST",
                "FLOWJAY_SERVICE_PORT",
                "FLOWJAY_SERVICE_PORT_HTTP",
                "FLOWJAY_PORT",
                "FLOWJAY_PORT_9876_TCP",
                "FLOWJAY_PORT_9876_TCP_ADDR",
                "FLOWJAY_WORKER_SERVICE_HOST"
            })
    void variablesThatKubernetesMakesAreNoSettings(String variable) throws IOException {
        RunSettings settings = new RunSettings.Builder(routes, null)
                .environment(Map.of(variable, "10.0.0.1"))
                .build();
        assertThat(settings.get(SettingCatalog.TOPIC)).isEqualTo("flow-features");
    }

    @Test
    void extractTakesTheSameVariables() throws Exception {
        Files.write(routes.resolve("sample.pcapng"), Sample.bytes());
        Map<String, String> environment =
                Map.of("FLOWJAY_PROFILE", "JJ-CORE", "FLOWJAY_FEATURES", "timing", "FLOWJAY_INCLUDE_PORTS", "false");
        try (FlowjayProcess byEnvironment = FlowjayProcess.onTerminal(
                        routes, environment, List.of("extract", "-q", "-o", "a", "sample.pcapng"));
                FlowjayProcess optionsWin = FlowjayProcess.onTerminal(
                        routes, environment, List.of("extract", "-q", "-o", "b", "--features=size", "sample.pcapng"))) {
            assertThat(byEnvironment.await()).as(byEnvironment.text()).isZero();
            assertThat(optionsWin.await()).as(optionsWin.text()).isZero();
        }
        assertThat(Files.readAllLines(routes.resolve("a")))
                .hasSize(Sample.FLOWS)
                .allSatisfy(
                        record -> assertThat(record).contains("\"iat_mean\"").doesNotContain("pkt_len_mean"));
        assertThat(Files.readAllLines(routes.resolve("b")))
                .hasSize(Sample.FLOWS)
                .allSatisfy(record ->
                        assertThat(record).contains("\"pkt_len_mean\"").doesNotContain("iat_mean"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"extract", "live"})
    void aVariableThatIsNoSettingEndsWhatRunsNoRoutesToo(String command) throws Exception {
        try (FlowjayProcess program =
                FlowjayProcess.onTerminal(routes, Map.of("FLOWJAY_PROFIL", "JJ-CORE"), List.of(command, "none.pcap"))) {
            assertThat(program.await()).as(program.text()).isEqualTo(2);
            assertThat(program.text()).contains("FLOWJAY_PROFIL", "did you mean FLOWJAY_PROFILE?");
        }
    }

    @Test
    void aSettingThatTheFileLeavesOutHasItsDefault() throws IOException {
        Files.writeString(routes.resolve("application.properties"), "flowjay.topic=flows\n");
        RunSettings settings = new RunSettings.Builder(routes, null).build();
        assertThat(settings.get(SettingCatalog.TOPIC)).isEqualTo("flows");
        assertThat(settings.get(SettingCatalog.ACKS)).isEqualTo(Acks.ALL);
    }

    @Test
    void aPresetIsCheckedToo() throws IOException {
        Files.writeString(routes.resolve("presets/mine.properties"), "flowjay.akcs=1\n");
        assertThatThrownBy(() -> new RunSettings.Builder(routes, "mine"))
                .isInstanceOf(SettingException.class)
                .hasMessageContainingAll("flowjay.akcs", "preset mine", "flowjay.acks");
    }

    private void add(String line) throws IOException {
        Path file = routes.resolve("application.properties");
        Files.writeString(file, Files.readString(file) + "\n" + line + "\n");
    }

    private String config(Map<String, String> environment, String... arguments) throws Exception {
        String[] all = new String[arguments.length + 3];
        all[0] = "config";
        all[1] = "--routes";
        all[2] = routes.toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        try (FlowjayProcess process =
                FlowjayProcess.onTerminal(routes, new HashMap<>(environment), Arrays.asList(all))) {
            process.await();
            return process.text();
        }
    }

    /** Value and source by name. */
    private static Map<String, List<String>> rows(String text) {
        Map<String, List<String>> rows = new HashMap<>();
        text.lines().forEach(line -> {
            String[] cells = line.split(" {2,}", 3);
            rows.put(cells[0], cells.length < 3 ? List.of() : List.of(cells[1], cells[2]));
        });
        return rows;
    }
}
