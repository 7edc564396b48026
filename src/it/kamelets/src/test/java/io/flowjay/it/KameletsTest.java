package io.flowjay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
                    .allSatisfy(record -> assertThat(record.key())
                            .isEqualTo(JSON.readTree(record.value()).get("dst_port").asText()));
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

    @ParameterizedTest
    @CsvSource({"pcap-flow-features-action, action", "flow-records-kafka-sink, sink"})
    void designersFindTitleDescriptionAndTypedParameters(String name, String type) throws Exception {
        Map<?, ?> kamelet;
        try (InputStream in = getClass().getResourceAsStream("/kamelets/" + name + ".kamelet.yaml")) {
            kamelet = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
        }
        Map<?, ?> metadata = (Map<?, ?>) kamelet.get("metadata");
        assertThat(metadata.get("name")).isEqualTo(name);
        assertThat(((Map<?, ?>) metadata.get("labels")).get("camel.apache.org/kamelet.type")).isEqualTo(type);
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
