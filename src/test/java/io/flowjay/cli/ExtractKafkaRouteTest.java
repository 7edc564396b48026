package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.camel.ShippedRoute;
import io.flowjay.testing.Sample;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.TestRegistry;
import io.flowjay.testing.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code flowjay extract --kafka} sends what the shipped route sends: the same keys, headers and values, to the same partitions. */
@ExtendWith({TestBroker.class, TestRegistry.class})
class ExtractKafkaRouteTest extends ShippedRoute {
    private static final int PARTITIONS = 6;

    @TempDir
    Path directory;

    private final String id = UUID.randomUUID().toString();

    /**
     * A message as a consumer sees it.
     *
     * @param headers their texts by their names
     * @param value in hexadecimal digits
     */
    private record Seen(int partition, String key, Map<String, String> headers, String value) {}

    static Stream<Arguments> settings() {
        return Stream.of(
                argumentSet("JSON", Map.of(), 1),
                argumentSet("JSON, by name", Map.of("format", "json"), 1),
                argumentSet("JSON without empty groups", Map.of("sparse", "true"), 1),
                argumentSet("NDJSON", Map.of("format", "ndjson"), 2),
                argumentSet("CSV", Map.of("format", "csv", "delimiter", "tab"), 2),
                argumentSet("Avro", Map.of("format", "avro"), 2),
                argumentSet("Avro with a registry", Map.of("format", "avro", "schema-registry", "REGISTRY"), 2),
                argumentSet("a format of an application", Map.of("format", "pairs"), 2),
                argumentSet("a number as key", Map.of("key-field", "dst_port"), 1),
                argumentSet(
                        "a list as key, of some features",
                        Map.of("include-splt", "true", "key-field", "splt_directions"),
                        1),
                argumentSet(
                        "a key that groups left out may lack",
                        Map.of("sparse", "true", "key-field", "dns_query_name"),
                        1),
                argumentSet("one more header with the key", Map.of("key-header", "flow-key"), 2),
                argumentSet("CloudEvents", Map.of("cloud-events", "true", "cloud-events-source", "/lab"), 5),
                argumentSet("CloudEvents in Avro", Map.of("cloud-events", "true", "format", "avro"), 6));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void messagesAreThoseOfTheRoute(Map<String, String> settings, int headers) throws Exception {
        List<Seen> routed = routed(settings);
        assertThat(routed).hasSize(Sample.FLOWS);
        assertThat(routed.stream()
                        .flatMap(seen -> seen.headers.keySet().stream())
                        .distinct())
                .hasSize(headers)
                .contains("flowjay-schema-version");

        List<Object> arguments =
                new ArrayList<>(List.of("extract", Files.write(directory.resolve("a.pcapng"), Sample.bytes())));
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + given(value)));
        arguments.addAll(List.of("--kafka", TestBroker.brokers(), "--topic", "extracted-" + id, "--threads=3"));
        Cli cli = Cli.run(arguments.toArray());
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(seen("extracted-" + id)).containsExactlyInAnyOrderElementsOf(routed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"the command first", "the route first"})
    void routeAndCommandHaveOneLedger(String order) throws Exception {
        String topic = "ledger-" + id;
        Topics.create(TestBroker.brokers(), topic, PARTITIONS);
        Path capture = Files.write(directory.resolve("b.pcapng"), Sample.bytes());
        if (order.startsWith("the command")) {
            assertThat(exactlyOnce(topic, capture).err()).doesNotContain("there already");
        }
        load(
                "flowjay.brokers",
                TestBroker.brokers(),
                "flowjay.topic",
                topic,
                "flowjay.delivery",
                "exactly-once",
                "flowjay.ledger-topic",
                topic + ".captures");
        context.start();
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        List<Seen> seen = seen(topic);
        assertThat(seen).hasSize(Sample.FLOWS).allSatisfy(record -> assertThat(record.headers)
                .containsOnlyKeys("flowjay-schema-version", "flowjay-delivery"));
        assertThat(exactlyOnce(topic, capture).err())
                .contains(capture + ": its records are there already, so they are not sent again");
        assertThat(seen(topic)).isEqualTo(seen);
    }

    private static Cli exactlyOnce(String topic, Path capture) {
        Cli cli = Cli.run(
                "extract",
                capture,
                "--kafka",
                TestBroker.brokers(),
                "--topic",
                topic,
                "--delivery=exactly-once",
                "--ledger-topic",
                topic + ".captures");
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        return cli;
    }

    private List<Seen> routed(Map<String, String> settings) throws Exception {
        Topics.create(TestBroker.brokers(), "routed-" + id, PARTITIONS);
        Topics.create(TestBroker.brokers(), "extracted-" + id, PARTITIONS);
        List<String> properties =
                new ArrayList<>(List.of("flowjay.brokers", TestBroker.brokers(), "flowjay.topic", "routed-" + id));
        settings.forEach((name, value) -> properties.addAll(List.of("flowjay." + name, given(value))));
        load(properties.toArray(String[]::new));
        context.start();
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        return seen("routed-" + id);
    }

    private static String given(String value) {
        return value.replace("REGISTRY", TestRegistry.get().url());
    }

    private static List<Seen> seen(String topic) {
        List<Seen> seen = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : Topics.read(TestBroker.brokers(), topic)) {
            Map<String, String> headers = new TreeMap<>();
            record.headers().forEach(header -> headers.put(header.key(), Topics.text(header.value())));
            seen.add(new Seen(
                    // Without a key any partition is right.
                    record.key() == null ? -1 : record.partition(),
                    Topics.text(record.key()),
                    headers,
                    HexFormat.of().formatHex(record.value())));
        }
        return seen;
    }
}
