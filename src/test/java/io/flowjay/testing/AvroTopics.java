package io.flowjay.testing;

import io.flowjay.capture.CaptureFile;
import io.flowjay.json.OutputBytes;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.record.avro.AvroFormat;
import io.flowjay.record.avro.AvroFraming;
import io.flowjay.record.avro.AvroSchema;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.RecordEncoder;
import io.flowjay.registry.SchemaRegistry;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Records in Avro on a topic. */
public final class AvroTopics {
    private AvroTopics() {}

    /**
     * Publishes the records of a capture.
     *
     * @param registry where the schema is registered; null for Avro's single-object encoding
     */
    public static void publish(String topic, byte[] capture, Settings settings, @Nullable RegistryProcess registry)
            throws Exception {
        Extraction extraction = Extraction.of(settings);
        RecordColumns columns = extraction.columns();
        AvroSchema schema = AvroSchema.of(columns);
        byte[] framing = registry == null
                ? AvroFraming.ofFingerprint(schema.fingerprint())
                : AvroFraming.ofId(register(topic, schema, registry));
        RecordEncoder encoder = AvroFormat.messageEncoder(columns, framing);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", TestBroker.brokers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
                FlowRecords records = extraction.records(CaptureFile.open(capture, "a.pcap"))) {
            while (records.hasNext()) {
                FlowRecord record = records.next();
                OutputBytes value = new OutputBytes();
                encoder.write(record.columnValues(), value);
                producer.send(new ProducerRecord<>(topic, value.copy())).get();
            }
        }
    }

    private static int register(String topic, AvroSchema schema, RegistryProcess registry) {
        Settings settings = Settings.builder()
                .set(SettingCatalog.SCHEMA_REGISTRY, registry.url())
                .build();
        return Objects.requireNonNull(SchemaRegistry.of(settings)).register(topic + "-value", schema.text());
    }
}
