package io.flowjay.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.flowjay.record.ExtractionSettings;
import io.flowjay.testing.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings in the route, in the file that explains them, and in the presets. */
class RouteSettingsTest extends ShippedRoute {
    private static final Path ROUTE = Path.of("routes/pcap-to-kafka.camel.yaml");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(flowjay\\.[a-z-]+):([^}]*)}}");

    /** Those of what {@code flowjay run} serves; routes have nothing of it. */
    private static final Set<String> OF_THE_SERVER =
            Set.of("flowjay.http-host", "flowjay.http-port", "flowjay.uploads", "flowjay.max-upload-bytes");

    @Test
    void applicationPropertiesHoldsEverySettingOfTheRoutesWithItsDefault() throws IOException {
        Map<String, String> placeholders = new TreeMap<>();
        StringBuilder routes = new StringBuilder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("routes"), "*.camel.yaml")) {
            for (Path file : files) {
                routes.append(Files.readString(file));
            }
        }
        Matcher matcher = PLACEHOLDER.matcher(routes);
        while (matcher.find()) {
            String value = matcher.group(2).replace("\\\\", "\\");
            assertThat(placeholders.getOrDefault(matcher.group(1), value))
                    .as(matcher.group(1))
                    .isEqualTo(value);
            placeholders.put(matcher.group(1), value);
        }
        Map<String, String> settings = properties("routes/application.properties");
        assertThat(settings.keySet()).containsAll(OF_THE_SERVER);
        settings.keySet().removeAll(OF_THE_SERVER);
        settings.keySet().removeIf(name -> !name.startsWith("flowjay."));
        assertThat(settings).isEqualTo(placeholders);
    }

    @Test
    void theCamelCliGetsThisVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in = getClass().getResourceAsStream("/io/flowjay/build.properties")) {
            build.load(in);
        }
        assertThat(properties("routes/application.properties")
                        .get("camel.jbang.dependencies")
                        .split(","))
                .contains("io.flowjay:flowjay:" + build.getProperty("version"));
        try (DirectoryStream<Path> routes = Files.newDirectoryStream(Path.of("routes"), "*.camel.yaml")) {
            for (Path route : routes) {
                assertThat(route)
                        .content()
                        .contains("\n# //DEPS io.flowjay:flowjay:" + build.getProperty("version") + " camel:");
            }
        }
        for (String kamelet : new String[] {"pcap-flow-features-action", "flow-records-kafka-sink"}) {
            assertThat(Files.readString(Path.of("src/main/resources/kamelets/" + kamelet + ".kamelet.yaml")))
                    .contains("\"mvn:io.flowjay:flowjay:" + build.getProperty("version") + "\"");
        }
    }

    @Test
    void theRouteSetsEveryPropertyOfTheExtraction() throws IOException {
        String route = Files.readString(ROUTE);
        assertThat(JSON.getSerializationConfig()
                        .introspect(JSON.constructType(ExtractionSettings.class))
                        .findProperties())
                .extracting(BeanPropertyDefinition::getName)
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(route).contains("\n        " + name + ": \"{{flowjay."));
    }

    @Test
    void theExtractionTakesTheDefaultsOfTheRoute() throws Exception {
        load();
        context.start();
        PcapToFlowFeatures features =
                context.getRegistry().lookupByNameAndType("flowjayFeatures", PcapToFlowFeatures.class);
        assertThat(features)
                .usingRecursiveComparison()
                // The route sends on every record, which is no setting.
                .ignoringFields("extraction", "jsonAhead")
                .isEqualTo(new PcapToFlowFeatures());
        assertThat(features.isJsonAhead()).isTrue();
    }

    @Test
    void settingsReachTheRecords() throws Exception {
        MockEndpoint kafka =
                start("flowjay.groups", "timing", "flowjay.profile", "JJ-CORE", "flowjay.include-splt", "true");
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        assertThat(json(messages(kafka).get(0)).fieldNames())
                .toIterable()
                .startsWith("record_id", "flow_id", "community_id", "flow_end_reason", "capture")
                .contains("iat_mean")
                .doesNotContain("total_bytes", "src_ip");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "application, all, lz4, 5, flowjay",
        "presets/high-throughput, 1, lz4, 100, flowjay",
        "presets/high-durability, all, gzip, 5, flowjay"
    })
    void theProducerIsConfigured(String file, String acks, String compression, int linger, String clientId)
            throws Exception {
        Map<String, String> settings = new HashMap<>(properties("routes/" + file + ".properties"));
        settings.put("flowjay.captures", inbox.toString());
        settings.put("flowjay.key-header", KEY_HEADER);
        load(settings.entrySet().stream()
                .flatMap(setting -> java.util.stream.Stream.of(setting.getKey(), setting.getValue()))
                .toArray(String[]::new));
        context.start();
        KafkaEndpoint kafka = context.getEndpoints().stream()
                .filter(KafkaEndpoint.class::isInstance)
                .map(KafkaEndpoint.class::cast)
                .findFirst()
                .orElseThrow();
        Properties producer = kafka.getConfiguration().createProducerProperties();
        assertThat(producer)
                .containsEntry("acks", acks)
                .containsEntry("compression.type", compression)
                .containsEntry("linger.ms", linger)
                .containsEntry("batch.size", 262144)
                .containsEntry("client.id", clientId);
    }

    static Map<String, String> properties(String file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            properties.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
        }
        Map<String, String> map = new TreeMap<>();
        properties.forEach((name, value) -> map.put(String.valueOf(name), String.valueOf(value)));
        return map;
    }
}
