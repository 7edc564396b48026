package io.flowjay.camel.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.camel.ShippedRoute;
import io.flowjay.cli.broker.Certificates;
import io.flowjay.delivery.DeadLetterReplay;
import io.flowjay.delivery.DeliverySettings;
import io.flowjay.kafka.TopicReadiness;
import io.flowjay.record.FieldNames;
import io.flowjay.record.RecordFields;
import io.flowjay.record.avro.AvroSchema;
import io.flowjay.settings.Settings;
import io.flowjay.testing.AvroJudge;
import io.flowjay.testing.RecordFiles;
import io.flowjay.testing.RegistryProcess;
import io.flowjay.testing.Sample;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.TestRegistry;
import io.flowjay.testing.TlsProxy;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped route with {@code flowjay.format=avro}, against a real broker and a real schema registry; the Avro library reads the records. */
@ExtendWith({TestBroker.class, TestRegistry.class})
class AvroRouteTest extends ShippedRoute {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int FLOWS = 50;
    /** The dead record has a list of 3,000 numbers, the others have one packet. */
    private static final String[] SEQUENCES = {
        "flowjay.features", "flow_meta,timing",
        "flowjay.include-raw-sequences", "true",
        "flowjay.max-sequence-length", "3000"
    };

    private static final int RECORD_LIMIT = 10_000;

    private final String topic = "avro-" + UUID.randomUUID();

    @TempDir
    Path elsewhere;

    static Stream<Arguments> deliveries() {
        return Stream.of(
                argumentSet("at least once", "at-least-once", false),
                argumentSet("exactly once", "exactly-once", false),
                argumentSet("at least once, with a registry", "at-least-once", true),
                argumentSet("exactly once, with a registry", "exactly-once", true));
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void everyRecordHasTheValuesOfItsLine(String delivery, boolean registered) throws Exception {
        run(registered ? TestRegistry.get().url() : "", "flowjay.delivery", delivery, "flowjay.batch-size", "10");
        drop("a.pcap", Sample.bytes());
        awaitFile(".done/a.pcap");
        Map<String, JsonNode> lines = lines(Sample.bytes(), Settings.DEFAULT);
        List<ConsumerRecord<byte[], byte[]>> records = Topics.read(TestBroker.brokers(), topic);
        assertThat(records).hasSize(Sample.FLOWS);
        Schema unregistered = new Schema.Parser()
                .parse(AvroSchema.of(RecordFields.columns(FieldNames.DEFAULT)).text());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Map<String, String> headers = new HashMap<>();
            record.headers().forEach(header -> headers.put(header.key(), Topics.text(header.value())));
            assertThat(headers.remove("flowjay-delivery") != null).isEqualTo(delivery.equals("exactly-once"));
            assertThat(headers)
                    .isEqualTo(Map.of("content-type", "application/avro", "flowjay-schema-version", "1.0.0"));
            GenericRecord value = registered
                    ? TestRegistry.get().read(record.value())
                    : AvroJudge.singleObject(record.value(), unregistered);
            AvroJudge.assertSame(value, lines.remove(value.get("record_id").toString()));
            assertThat(Topics.text(record.key())).isEqualTo(value.get("flow_id").toString());
        }
        assertThat(lines).isEmpty();
        assertThat(TestRegistry.get().subjects().contains(topic + "-value")).isEqualTo(registered);
        assertThat(readiness().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aRegistryThatIsAwayMakesCapturesWait(String delivery) throws Exception {
        try (RegistryProcess registry = RegistryProcess.stopped(elsewhere)) {
            run(
                    registry.url(),
                    "flowjay.delivery",
                    delivery,
                    "flowjay.first-wait",
                    "200ms",
                    "flowjay.longest-wait",
                    "1s");
            assertNotReady("schema registry " + registry.url() + ", subject " + topic + "-value: connection refused");
            drop("a.pcap", Traffic.flows(FLOWS, 1));
            drop("b.pcap", Traffic.flows(FLOWS, 2));
            awaitReadiness("connection refused");
            assertThat(files())
                    .contains("a.pcap", "b.pcap")
                    .noneMatch(file -> file.matches("\\.(done|failed|dead)/.*"));
            assertThat(Topics.read(TestBroker.brokers(), topic)).isEmpty();

            registry.start();
            awaitFile(".done/a.pcap", LIMIT);
            awaitFile(".done/b.pcap", LIMIT);
            await().atMost(LIMIT).until(() -> readiness().getState() == HealthCheck.State.UP);
            assertEachOnce(registry, 2);

            // It has its schemas in memory: now it lacks them.
            registry.kill();
            awaitReadiness("connection refused");
            drop("c.pcap", Traffic.flows(FLOWS, 3));
            await().atMost(LIMIT).until(() -> files().contains("c.pcap"));
            registry.start();
            awaitFile(".done/c.pcap", LIMIT);
            assertEachOnce(registry, 3);
        }
    }

    @Test
    void aRegistryThatWantsACertificateGetsIt() throws Exception {
        String password = "staple-of-the-store";
        Certificates server = Certificates.make(Files.createDirectory(elsewhere.resolve("server")), password);
        Certificates client = Certificates.make(Files.createDirectory(elsewhere.resolve("client")), password);
        try (TlsProxy proxy = TlsProxy.start(TestRegistry.get(), server, client.trust(), "TLSv1.3")) {
            run(
                    proxy.url(),
                    "flowjay.schema-registry-truststore",
                    server.trust().toString(),
                    "flowjay.schema-registry-truststore-password",
                    password,
                    "flowjay.schema-registry-keystore",
                    client.keys().toString(),
                    "flowjay.schema-registry-keystore-password",
                    password);
            drop("a.pcap", Traffic.flows(FLOWS, 1));
            awaitFile(".done/a.pcap");
            assertEachOnce(TestRegistry.get(), 1);
            assertThat(readiness().getState()).isEqualTo(HealthCheck.State.UP);
            assertThat(proxy.clients()).containsExactly("CN=127.0.0.1");
        }
    }

    @Test
    void withoutRegistrationCapturesWaitForTheSchema() throws Exception {
        run(
                TestRegistry.get().url(),
                "flowjay.schema-registry-auto-register",
                "false",
                "flowjay.first-wait",
                "200ms",
                "flowjay.longest-wait",
                "500ms");
        drop("a.pcap", Traffic.flows(FLOWS, 1));
        awaitReadiness("does not have the schema of these records");
        // During an attempt there is a note too.
        assertThat(files()).filteredOn(name -> !name.startsWith(".")).containsExactly("a.pcap");
        String schema = AvroSchema.of(RecordFields.columns(FieldNames.DEFAULT)).text();
        assertThat(TestRegistry.get()
                        .send(
                                "POST",
                                "/subjects/" + topic + "-value/versions",
                                JSON.createObjectNode().put("schema", schema).toString()))
                .startsWith("200");
        awaitFile(".done/a.pcap", LIMIT);
        assertEachOnce(TestRegistry.get(), 1);
    }

    @Test
    void anIncompatibleSchemaMakesCapturesWait() throws Exception {
        String subject = "/subjects/" + topic + "-value/versions";
        String other = "{\"type\":\"record\",\"name\":\"FlowRecord\",\"namespace\":\"io.flowjay.v1\",\"fields\":"
                + "[{\"name\":\"record_id\",\"type\":\"long\",\"default\":0}]}";
        TestRegistry.get()
                .send(
                        "POST",
                        subject,
                        JSON.createObjectNode().put("schema", other).toString());
        TestRegistry.get().send("PUT", "/config/" + topic + "-value", "{\"compatibility\":\"BACKWARD\"}");
        run(TestRegistry.get().url(), "flowjay.first-wait", "200ms");
        drop("a.pcap", Traffic.flows(FLOWS, 1));
        awaitReadiness("HTTP 409");
        assertThat(readiness().getMessage().orElseThrow())
                .contains("use another topic, or change the subject's compatibility");
        // During an attempt there is a note too.
        assertThat(files()).filteredOn(name -> !name.startsWith(".")).containsExactly("a.pcap");
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void aRecordThatIsRefusedIsADeadLetterAndIsSentAgain(String delivery, boolean registered) throws Exception {
        Topics.create(TestBroker.brokers(), topic, 1, Map.of("max.message.bytes", String.valueOf(RECORD_LIMIT)));
        List<String> settings = new ArrayList<>(List.of(SEQUENCES));
        settings.addAll(List.of("flowjay.delivery", delivery, "flowjay.compression", "none"));
        load(registered ? TestRegistry.get().url() : "", settings);
        drop("a.pcap", Traffic.udpWithOneLong(FLOWS, 20, 3000));
        awaitFile(".done/a.pcap");
        assertThat(Topics.read(TestBroker.brokers(), topic)).hasSize(FLOWS - 1);
        List<ConsumerRecord<byte[], byte[]>> dead = Topics.read(TestBroker.brokers(), topic + ".dlq");
        assertThat(dead).hasSize(1);
        assertThat(Topics.text(dead.get(0).headers().lastHeader("content-type").value()))
                .isEqualTo("application/avro");
        Topics.limit(TestBroker.brokers(), topic, 1_048_576);
        KafkaClients clients = context.getRegistry().lookupByNameAndType("flowjayKafkaClients", KafkaClients.class);
        Map<String, Object> kafka = Map.of("bootstrap.servers", TestBroker.brokers());
        DeliverySettings again = new DeliverySettings(
                kafka,
                "replay-",
                Duration.ofSeconds(30),
                clients.letters(),
                new TopicReadiness(kafka, true),
                1,
                Duration.ZERO);
        try (DeadLetterReplay replay = new DeadLetterReplay(kafka, again)) {
            replay.topic(topic + ".dlq");
            assertThat(replay.sent()).isEqualTo(1);
        }
        List<ConsumerRecord<byte[], byte[]>> records = Topics.read(TestBroker.brokers(), topic);
        assertThat(records).hasSize(FLOWS);
        assertThat(records.get(FLOWS - 1).value()).isEqualTo(dead.get(0).value());
        assertThat(Topics.text(records.get(FLOWS - 1)
                        .headers()
                        .lastHeader("content-type")
                        .value()))
                .isEqualTo("application/avro");
    }

    private void assertEachOnce(RegistryProcess registry, int captures) throws Exception {
        Set<String> expected = new HashSet<>();
        for (int capture = 1; capture <= captures; capture++) {
            expected.addAll(
                    lines(Traffic.flows(FLOWS, capture), Settings.DEFAULT).keySet());
        }
        List<String> ids = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : Topics.read(TestBroker.brokers(), topic)) {
            ids.add(registry.read(record.value()).get("record_id").toString());
        }
        assertThat(ids).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Map<String, JsonNode> lines(byte[] capture, Settings settings) throws Exception {
        Map<String, JsonNode> lines = new HashMap<>();
        RecordFiles.lines(capture, settings)
                .forEach(line -> lines.put(line.get("record_id").textValue(), line));
        return lines;
    }

    private void run(String registry, String... settings) throws Exception {
        Topics.create(TestBroker.brokers(), topic, 3);
        load(registry, List.of(settings));
    }

    private void load(String registry, List<String> settings) throws Exception {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of("flowjay.brokers", TestBroker.brokers(), "flowjay.topic", topic));
        all.addAll(List.of("flowjay.ledger-topic", topic + "-ledger", "flowjay.format", "avro"));
        all.addAll(List.of("flowjay.schema-registry", registry));
        load(all.toArray(String[]::new));
        context.start();
    }

    private void assertNotReady(String reason) {
        assertThat(readiness().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(readiness().getMessage().orElseThrow())
                .startsWith("records cannot be delivered: ")
                .contains(reason);
    }

    private void awaitReadiness(String reason) {
        await().atMost(LIMIT)
                .until(() -> readiness().getState() == HealthCheck.State.DOWN
                        && readiness().getMessage().orElse("").contains(reason));
    }

    private HealthCheck.Result readiness() {
        return HealthCheckRegistry.get(context)
                .getCheck("flowjay-delivery")
                .orElseThrow()
                .call();
    }
}
