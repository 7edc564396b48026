package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.settings.SettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A setting that cannot be used has one text: the command line says what stops the shipped routes in a Camel context of one's own. Only
 * the source of the value differs.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SameSettingErrorsTest {
    /** Stands for a file in which two fields have names that are the same in Avro. */
    private static final String NAMES = "names.properties";

    @TempDir
    Path directory;

    /** Settings, and the one that is wrong. */
    static Stream<Arguments> settings() {
        return Stream.of(
                wrong("a value", "flowjay.idle-timeout", Map.of("flowjay.idle-timeout", "soon")),
                wrong("a name", "flowjay.topik", Map.of("flowjay.topik", "flows")),
                wrong("a feature", "flowjay.features", Map.of("flowjay.features", "iat_meen")),
                wrong("a key that records lack", "flowjay.key-field", Map.of("flowjay.key-field", "nothing")),
                wrong(
                        "a key that is not selected",
                        "flowjay.key-field",
                        Map.of("flowjay.key-field", "src_ip", "flowjay.features", "timing")),
                wrong("an unknown format", "flowjay.format", Map.of("flowjay.format", "cvs")),
                wrong("a format of files for a topic", "flowjay.format", Map.of("flowjay.format", "parquet")),
                wrong("sparse CSV", "flowjay.sparse", Map.of("flowjay.format", "csv", "flowjay.sparse", "true")),
                wrong(
                        "two ways to authenticate",
                        "flowjay.schema-registry-user",
                        Map.of("flowjay.schema-registry-user", "me", "flowjay.schema-registry-token", "staple")),
                wrong(
                        "names that are the same in Avro",
                        "flowjay.field-names",
                        Map.of("flowjay.format", "avro", "flowjay.field-names", NAMES)),
                wrong("anonymization without a key", "flowjay.anonymize-ips", Map.of("flowjay.anonymize-ips", "true")),
                registry("a missing keystore", "flowjay.schema-registry-keystore"),
                registry("a missing truststore", "flowjay.schema-registry-truststore"),
                files("an unknown format of files", "flowjay.format", Map.of("flowjay.format", "cvs")),
                files(
                        "a format that the extension excludes",
                        "flowjay.format",
                        Map.of("flowjay.format", "csv", "flowjay.files-extension", "parquet")),
                files(
                        "an extension that is not written",
                        "flowjay.files-extension",
                        Map.of("flowjay.files-extension", "parquet.gz")),
                files(
                        "partitions without their time",
                        "flowjay.files-partition",
                        Map.of("flowjay.files-partition", "date", "flowjay.features", "tcp")),
                files(
                        "shared files of offered captures",
                        "flowjay.files-roll-interval",
                        Map.of("flowjay.files-roll-interval", "10m", "flowjay.take", "true")),
                files(
                        "a null value that has the delimiter",
                        "flowjay.null-value",
                        Map.of("flowjay.format", "csv", "flowjay.null-value", ",")));
    }

    private static Arguments wrong(String name, String setting, Map<String, String> settings) {
        return argumentSet(name, setting, settings);
    }

    private static Arguments registry(String name, String setting) {
        return wrong(
                name,
                setting,
                Map.of(
                        "flowjay.format",
                        "avro",
                        "flowjay.schema-registry",
                        "https://127.0.0.1:1",
                        setting,
                        "none.p12"));
    }

    private static Arguments files(String name, String setting, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("flowjay.files", "target/no-files");
        return wrong(name, setting, all);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theCommandLineAndRoutesSayTheSame(String setting, Map<String, String> settings) throws Exception {
        Path names = Files.writeString(directory.resolve(NAMES), "iat_mean=a b\niat_max=a-b\n");
        Map<String, String> given = new HashMap<>(settings);
        given.replaceAll((name, value) -> value.equals(NAMES) ? names.toString() : value);
        String inRoutes = withoutSource(inRoutes(given));
        assertThat(inRoutes).startsWith(setting + ' ');
        assertThat(withoutSource(onCommandLine(given))).isEqualTo(inRoutes);
    }

    private static String onCommandLine(Map<String, String> settings) {
        List<Object> words = new ArrayList<>(List.of("config", "--routes", "routes"));
        settings.forEach((name, value) -> words.addAll(List.of("-p", name + '=' + value)));
        Cli cli = Cli.run(words.toArray());
        assertThat(cli.exitCode()).as(cli.err()).isEqualTo(2);
        return cli.err().lines().findFirst().orElseThrow().replaceFirst("^flowjay: ", "");
    }

    private String inRoutes(Map<String, String> settings) throws Exception {
        Properties properties = new Properties();
        properties.putAll(settings);
        properties.setProperty("flowjay.captures", directory.resolve("captures").toString());
        properties.setProperty("flowjay.brokers", "127.0.0.1:1");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setOverrideProperties(properties);
            Throwable stopped = catchThrowable(() -> {
                for (String route : List.of("pcap-to-kafka", "pcap-to-files")) {
                    PluginHelper.getRoutesLoader(context)
                            .loadRoutes(PluginHelper.getResourceLoader(context)
                                    .resolveResource("file:routes/" + route + ".camel.yaml"));
                }
                context.start();
            });
            return settingError(stopped).getMessage();
        }
    }

    private static SettingException settingError(Throwable stopped) {
        for (Throwable cause = stopped; cause != null; cause = cause.getCause()) {
            if (cause instanceof SettingException error) {
                return error;
            }
        }
        throw new AssertionError("the routes do not stop because of a setting", stopped);
    }

    private static String withoutSource(String message) {
        return message.replaceAll(" \\((--property|propert(y [a-z.-]+|ies))\\)", "");
    }
}
