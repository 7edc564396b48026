package io.flowjay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The Kamelets in the jar, by themselves and in the Pipe that is shipped. */
class KameletsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void thePipeDeliversKeyedRecords() throws Exception {
        Path captures = directory.resolve("captures");
        Main camel = new Main();
        try (Broker broker = Broker.start(directory.resolve("broker"))) {
            Path pipe = Files.writeString(
                    directory.resolve("pipe.yaml"),
                    shippedPipe()
                            .replace("file:captures", "file:" + captures)
                            .replace("localhost:9092", broker.address())
                            .replace("flow-features\"", "pipe\"")
                            .replace("\"flow_id\"", "\"dst_port\""));
            camel.configure().withRoutesIncludePattern("file:" + pipe);
            camel.start();
            broker.create("pipe");
            Inbox.drop(captures, "sample.pcapng");
            List<ConsumerRecord<String, String>> records = broker.await("pipe", Inbox.FLOWS);
            assertThat(records)
                    .hasSize(Inbox.FLOWS)
                    .allSatisfy(record -> {
                        assertThat(record.key())
                                .isEqualTo(JSON.readTree(record.value()).get("dst_port").asText());
                        assertThat(record.headers().lastHeader("flowjay-schema-version").value())
                                .asString()
                                .matches("\\d+\\.\\d+\\.\\d+");
                    });
            Inbox.await(captures.resolve(".done/sample.pcapng"));
        } finally {
            camel.stop();
        }
    }

    /** As somebody would copy it, to set values of his own. */
    private static String shippedPipe() throws IOException {
        try (InputStream in = KameletsTest.class.getResourceAsStream("/kamelets/pcap-kafka-sink-pipe.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theActionTakesItsParameters() throws Exception {
        Path capture = Inbox.drop(directory, "sample.pcapng");
        Main camel = new Main();
        try {
            camel.start();
            List<Object> all = new ArrayList<>();
            camel.getCamelContext().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:capture")
                            .to("kamelet:pcap-flow-features-action?groups=timing&profile=JJ-CORE")
                            .split(body())
                            .process(exchange -> all.add(exchange.getMessage().getBody()));
                }
            });
            camel.getCamelTemplate().sendBody("direct:capture", capture);
            assertThat(all).hasSize(Inbox.FLOWS).allSatisfy(record -> assertThat((Map<?, ?>) record)
                    .extracting(Map::keySet)
                    .satisfies(names -> assertThat(names.toString())
                            .contains("record_id", "iat_mean")
                            .doesNotContain("total_bytes")));
        } finally {
            camel.stop();
        }
    }

    @Test
    void theSourceSendsEachFlowAsJson() throws Exception {
        Path captures = directory.resolve("captures");
        Main camel = new Main();
        try {
            camel.start();
            List<String> all = new CopyOnWriteArrayList<>();
            List<Object> keys = new CopyOnWriteArrayList<>();
            camel.getCamelContext().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("kamelet:pcap-flow-features-source?groups=timing&keyField=record_id&directoryName=" + captures)
                            .process(exchange -> {
                                all.add(exchange.getMessage().getBody(String.class));
                                keys.add(exchange.getMessage().getHeader("kafka.KEY"));
                            });
                }
            });
            Inbox.drop(captures, "sample.pcapng");
            Inbox.await(captures.resolve(".done/sample.pcapng"));
            assertThat(all).hasSize(Inbox.FLOWS);
            for (int i = 0; i < all.size(); i++) {
                assertThat(JSON.readTree(all.get(i)).get("record_id").textValue()).isEqualTo(keys.get(i));
            }
        } finally {
            camel.stop();
        }
    }

    @Test
    void theSourceTakesAFormat() throws Exception {
        Path captures = directory.resolve("captures");
        Main camel = new Main();
        try {
            camel.start();
            List<Map<String, Object>> all = new CopyOnWriteArrayList<>();
            camel.getCamelContext().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("kamelet:pcap-flow-features-source?format=avro&directoryName=" + captures)
                            .process(exchange -> all.add(new HashMap<>(exchange.getMessage().getHeaders())));
                }
            });
            Inbox.drop(captures, "sample.pcapng");
            Inbox.await(captures.resolve(".done/sample.pcapng"));
            assertThat(all).hasSize(Inbox.FLOWS).allSatisfy(headers -> assertThat(headers)
                    .containsEntry("content-type", "application/avro")
                    .containsKey("flowjay-schema-version"));
        } finally {
            camel.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({"pcap-flow-features-action, action", "pcap-flow-features-source, source", "flow-records-kafka-sink, sink"})
    void designersFindTitleDescriptionAndTypedParameters(String name, String type) throws Exception {
        Map<?, ?> kamelet;
        try (InputStream in = getClass().getResourceAsStream("/kamelets/" + name + ".kamelet.yaml")) {
            kamelet = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
        }
        Map<?, ?> metadata = (Map<?, ?>) kamelet.get("metadata");
        assertThat(metadata.get("name")).isEqualTo(name);
        assertThat(((Map<?, ?>) metadata.get("labels")).get("camel.apache.org/kamelet.type")).isEqualTo(type);
        Map<?, ?> annotations = (Map<?, ?>) metadata.get("annotations");
        assertThat(annotations.get("camel.apache.org/catalog.version")).isEqualTo("4.22.0");
        assertThat(annotations.get("camel.apache.org/kamelet.icon")).asString().startsWith("data:image/svg+xml;base64,");
        Map<?, ?> definition = (Map<?, ?>) ((Map<?, ?>) kamelet.get("spec")).get("definition");
        assertThat(definition.get("title")).asString().isNotBlank();
        assertThat(definition.get("description")).asString().isNotBlank();
        assertThat((Map<?, ?>) definition.get("properties"))
                .hasSizeGreaterThan(5)
                .allSatisfy((parameter, value) -> {
                    Map<?, ?> described = (Map<?, ?>) value;
                    assertThat(described.get("title")).asString().isNotBlank();
                    assertThat(described.get("description")).asString().isNotBlank();
                    assertThat(described.get("type")).isIn("string", "integer", "boolean");
                });
    }
}
