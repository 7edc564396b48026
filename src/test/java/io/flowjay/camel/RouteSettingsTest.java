package io.flowjay.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.testing.RecordFields;
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
import java.util.TreeMap;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings in the route, in the file that explains them, and in the presets. */
public class RouteSettingsTest extends ShippedRoute {
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
        for (String kamelet :
                new String[] {"pcap-flow-features-action", "pcap-flow-features-source", "flow-records-kafka-sink"}) {
            assertThat(Files.readString(Path.of("src/main/resources/kamelets/" + kamelet + ".kamelet.yaml")))
                    .contains("\"mvn:io.flowjay:flowjay:" + build.getProperty("version") + "\"");
        }
    }

    @Test
    void settingsReachTheRecords() throws Exception {
        MockEndpoint kafka =
                start("flowjay.groups", "timing", "flowjay.profile", "JJ-CORE", "flowjay.include-splt", "true");
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        assertThat(json(messages(kafka).get(0)).fieldNames())
                .toIterable()
                .startsWith(RecordFields.OF_EVERY_RECORD.toArray(String[]::new))
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

    public static Map<String, String> properties(String file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            properties.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
        }
        Map<String, String> map = new TreeMap<>();
        properties.forEach((name, value) -> map.put(String.valueOf(name), String.valueOf(value)));
        return map;
    }
}
