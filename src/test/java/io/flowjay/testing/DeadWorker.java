package io.flowjay.testing;

import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.ContentHash;
import io.flowjay.delivery.CaptureDelivery;
import io.flowjay.delivery.DeadLetters;
import io.flowjay.delivery.DeliveredCapture;
import io.flowjay.delivery.DeliverySettings;
import io.flowjay.delivery.IdChain;
import io.flowjay.delivery.LedgerTopic;
import io.flowjay.delivery.TransactionalProducers;
import io.flowjay.kafka.TopicReadiness;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.record.RecordShape;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A worker that publishes the first records of a capture in a transaction, as the routes and {@code extract} do, and dies.
 *
 * @param topic the topic of the records; that of the ledger has {@code -ledger} added to its name
 * @param settings how it makes records
 * @param published how many it publishes
 * @param noted how many its note in the ledger tells of
 * @param idSuffix what its note has after each id
 */
public record DeadWorker(String topic, Settings settings, int published, int noted, String idSuffix) {
    /** One whose note is true. */
    public DeadWorker(String topic, Settings settings, int published) {
        this(topic, settings, published, published, "");
    }

    /** Publishes; returns the id of the delivery. */
    public String publish(Path capture) throws IOException {
        Map<String, Object> clients = Map.of("bootstrap.servers", TestBroker.brokers());
        DeliverySettings delivering = new DeliverySettings(
                clients,
                topic + '-',
                Duration.ofSeconds(20),
                new DeadLetters("", capture.resolveSibling("dead")),
                new TopicReadiness(clients, true),
                3,
                Duration.ofMillis(10));
        RecordShape shape = RecordShape.of(settings);
        try (LedgerTopic ledger = new LedgerTopic(
                        topic + "-ledger", topic, clients, Duration.ofSeconds(20), true, delivering.topics());
                TransactionalProducers producers = new TransactionalProducers(delivering);
                FlowRecords records = Extraction.of(settings).records(CaptureFile.open(capture));
                CaptureDelivery delivery = CaptureDelivery.open(
                        delivering,
                        producers,
                        ledger,
                        new DeliveredCapture(
                                ContentHash.of(capture), "elsewhere", shape.fingerprint(), shape.text()))) {
            String id = delivery.progress().deliveryId();
            IdChain ids = new IdChain();
            List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
            for (int i = 0; i < published; i++) {
                FlowRecord record = records.next();
                ids.add(record.get("record_id") + idSuffix);
                ProducerRecord<byte[], byte[]> one = new ProducerRecord<>(topic, record.json());
                one.headers().add("flowjay-delivery", id.getBytes(StandardCharsets.UTF_8));
                batch.add(one);
            }
            delivery.deliver(batch, noted, ids.hex(), false);
            return id;
        }
    }
}
