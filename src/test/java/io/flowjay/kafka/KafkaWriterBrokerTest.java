package io.flowjay.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.record.avro.AvroSchema;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.AvroJudge;
import io.flowjay.testing.Sample;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The writer with a real broker. */
@ExtendWith(TestBroker.class)
class KafkaWriterBrokerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String topic = "writer-" + UUID.randomUUID();

    @ParameterizedTest(name = "acks {0}, compression {1}")
    @CsvSource({"all, gzip", "all, snappy", "all, lz4", "all, zstd", "1, lz4"})
    void rowsArriveUnderEverySetting(String acks, String compression) throws Exception {
        Topics.create(TestBroker.brokers(), topic, 6);
        KafkaWriter writer = KafkaWriter.builder()
                .brokers(TestBroker.brokers())
                .topic(topic)
                .keyField("flow_id")
                .batchSize(7)
                .acks(acks)
                .compression(compression)
                .build();
        List<FlowRecord> records = sample();
        try (writer) {
            assertThat(writer.writeMany(records)).isEqualTo(Sample.FLOWS);
        }
        assertThat(writer.rowsWritten()).isEqualTo(Sample.FLOWS);
        // Without acknowledgements the writer is done before the broker is.
        List<ConsumerRecord<byte[], byte[]>> read =
                await().until(() -> Topics.read(TestBroker.brokers(), topic), rows -> rows.size() == Sample.FLOWS);
        for (ConsumerRecord<byte[], byte[]> row : read) {
            assertThat(Topics.text(row.key()))
                    .isEqualTo(JSON.readTree(row.value()).get("flow_id").textValue());
        }
    }

    /** The topic would refuse a first batch of 16 rows and take a second one of two; after that the first would be out of order. */
    @Test
    void rowsArriveInATopicThatTakesLessThanABatch() throws Exception {
        Topics.create(TestBroker.brokers(), topic, 1, Map.of("max.message.bytes", "5000"));
        List<Map<String, String>> rows = IntStream.range(0, 18)
                .mapToObj(i -> Map.of("n", "x".repeat(1000) + i))
                .toList();
        try (KafkaWriter writer = KafkaWriter.builder()
                .brokers(TestBroker.brokers())
                .topic(topic)
                .linger(Duration.ofMillis(100))
                .property("delivery.timeout.ms", 8000)
                .property("request.timeout.ms", 7000)
                .build()) {
            assertThat(writer.writeMany(rows)).isEqualTo(rows.size());
        }
        assertThat(Topics.read(TestBroker.brokers(), topic))
                .extracting(row -> JSON.readTree(row.value()).get("n").textValue())
                .containsExactlyElementsOf(
                        rows.stream().map(row -> row.get("n")).toList());
    }

    @Test
    void recordsHaveTheFormatOfTheSettings() throws Exception {
        Settings settings = Settings.builder()
                .text(SettingCatalog.BROKERS, TestBroker.brokers(), "test")
                .set(SettingCatalog.TOPIC, topic)
                .set(SettingCatalog.FORMAT, "avro")
                .set(SettingCatalog.KEY_FIELD, "dst_port")
                .build();
        List<FlowRecord> records = sample();
        try (KafkaWriter writer = KafkaWriter.builder().settings(settings).build()) {
            writer.writeMany(records);
            assertThatThrownBy(() -> writer.write(Map.of("n", 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("a message in application/avro can be made of a FlowRecord, not of ");
        }
        Schema schema = new Schema.Parser()
                .parse(AvroSchema.of(records.get(0).columns()).text());
        Map<String, JsonNode> lines = new HashMap<>();
        for (FlowRecord record : records) {
            lines.put(String.valueOf(record.get("record_id")), AvroJudge.json(record.json()));
        }
        for (ConsumerRecord<byte[], byte[]> message : Topics.read(TestBroker.brokers(), topic)) {
            GenericRecord value = AvroJudge.singleObject(message.value(), schema);
            JsonNode line = lines.remove(value.get("record_id").toString());
            AvroJudge.assertSame(value, line);
            assertThat(Topics.text(message.key()))
                    .isEqualTo(line.get("dst_port").asText());
            assertThat(message.headers())
                    .extracting(Header::key)
                    .containsExactlyInAnyOrder("flowjay-schema-version", "content-type");
        }
        assertThat(lines).isEmpty();
    }

    @Test
    void aRegistryThatIsAwayIsAFailedRow() throws Exception {
        Settings settings = Settings.builder()
                .text(SettingCatalog.BROKERS, TestBroker.brokers(), "test")
                .set(SettingCatalog.TOPIC, topic)
                .set(SettingCatalog.FORMAT, "avro")
                .set(SettingCatalog.SCHEMA_REGISTRY, "http://127.0.0.1:1")
                .build();
        try (KafkaWriter writer = KafkaWriter.builder().settings(settings).build()) {
            FlowRecord record = sample().get(0);
            assertThatThrownBy(() -> writer.write(record))
                    .isInstanceOfSatisfying(KafkaWriteException.class, e -> assertThat(e.rowsFailed())
                            .isEqualTo(1))
                    .hasMessageContaining("schema registry http://127.0.0.1:1")
                    .hasMessageContaining("connection refused");
            assertThat(writer.rowsWritten()).isZero();
        }
    }

    @Test
    void withoutAcknowledgementsRowsArriveAtALeaderThatIsThere() throws Exception {
        Topics.create(TestBroker.brokers(), topic, 1);
        KafkaWriter.send(List.of(Map.of("n", 0)), TestBroker.brokers(), topic);
        try (KafkaWriter writer = KafkaWriter.builder()
                .brokers(TestBroker.brokers())
                .topic(topic)
                .acks("0")
                .build()) {
            writer.writeMany(sample());
        }
        // The writer is done before the broker is.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Topics.read(TestBroker.brokers(), topic).size() == 1 + Sample.FLOWS);
    }

    @Test
    void sendIsOneShot() throws Exception {
        Topics.create(TestBroker.brokers(), topic, 1);
        List<Map<String, Object>> rows = IntStream.range(0, 2500)
                .mapToObj(i -> Map.<String, Object>of("flow_id", "f" + i % 10, "n", i))
                .toList();
        assertThat(KafkaWriter.send(rows, TestBroker.brokers(), topic)).isEqualTo(2500);
        assertThat(Topics.read(TestBroker.brokers(), topic)).hasSize(2500);
    }

    @Test
    void aRowThatTheBrokerRefusesIsReportedWithItsCauseAndTheOthersArrive() throws Exception {
        Topics.create(TestBroker.brokers(), topic, 1, Map.of("max.message.bytes", "5000"));
        KafkaWriter writer = KafkaWriter.builder()
                .brokers(TestBroker.brokers())
                .topic(topic)
                .batchSize(1)
                .build();
        writer.write(Map.of("n", 1));
        assertThatThrownBy(() -> writer.write(Map.of("n", "x".repeat(10_000))))
                .isInstanceOf(KafkaWriteException.class)
                .hasMessageContaining(topic)
                .hasCauseInstanceOf(org.apache.kafka.common.errors.RecordTooLargeException.class);
        writer.write(Map.of("n", 3));
        writer.close();
        assertThat(writer.rowsWritten()).isEqualTo(2);
        assertThat(Topics.read(TestBroker.brokers(), topic))
                .extracting(row -> Topics.text(row.value()))
                .containsExactly("{\"n\":1}", "{\"n\":3}");
    }

    @Test
    void aMissingTopicIsNotMadeIfThatIsNotWanted() throws Exception {
        try (KafkaWriter writer = KafkaWriter.builder()
                .brokers(TestBroker.brokers())
                .topic(topic)
                .createTopic(false)
                .build()) {
            assertThatThrownBy(() -> writer.write(Map.of("n", 1)))
                    .isInstanceOf(KafkaWriteException.class)
                    .hasMessageContaining("topic " + topic + " does not exist and is not to be made");
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.brokers()))) {
                assertThat(admin.listTopics().names().get()).doesNotContain(topic);
            }
            Topics.create(TestBroker.brokers(), topic, 1);
            writer.write(Map.of("n", 2));
        }
        assertThat(Topics.read(TestBroker.brokers(), topic))
                .extracting(row -> Topics.text(row.value()))
                .containsExactly("{\"n\":2}");
    }

    private static List<FlowRecord> sample() throws Exception {
        List<FlowRecord> all = new ArrayList<>();
        try (FlowRecords records =
                Extraction.of(Settings.DEFAULT).records(CaptureFile.open(Sample.bytes(), "sample.pcapng"))) {
            records.forEachRemaining(all::add);
        }
        return all;
    }
}
