package io.flowjay.camel.delivery;

import io.flowjay.delivery.CaptureDelivery;
import io.flowjay.delivery.DeliveredCapture;
import io.flowjay.delivery.DeliverySettings;
import io.flowjay.delivery.LedgerTopic;
import io.flowjay.delivery.TransactionalProducers;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries in transactions to the topic of a Kafka endpoint, each with its progress in a ledger topic. The options of the endpoint
 * decide how clients connect and send. For several threads.
 */
public final class TransactionalDeliveries implements AutoCloseable {
    private final KafkaConfiguration endpoint;
    private final String ledgerTopic;
    private final Duration transactionTimeout;
    private final DeliverySettings deliverySettings;
    private final TransactionalProducers producers;
    private final KafkaClients clients;
    private final boolean createTopics;
    private @Nullable LedgerTopic ledger;

    /**
     * @param endpoint the topic, and how clients connect and send
     * @param ledgerTopic the topic of the ledger
     * @param settings transactions and attempts
     * @param clients say where refused records go
     */
    public TransactionalDeliveries(
            KafkaConfiguration endpoint, String ledgerTopic, Settings settings, KafkaClients clients) {
        this.endpoint = endpoint;
        this.ledgerTopic = ledgerTopic;
        transactionTimeout = settings.get(SettingCatalog.TRANSACTION_TIMEOUT);
        this.clients = clients;
        Map<String, Object> producer = clients.configure(producer(endpoint));
        deliverySettings = new DeliverySettings(
                producer,
                "flowjay-" + endpoint.getTopic() + '-',
                transactionTimeout,
                clients.letters(),
                clients.readiness(producer),
                settings.get(SettingCatalog.ATTEMPTS),
                settings.get(SettingCatalog.BACKOFF));
        producers = new TransactionalProducers(deliverySettings);
        createTopics = settings.get(SettingCatalog.CREATE_TOPICS);
    }

    /** The topic of the records. */
    public String topic() {
        return endpoint.getTopic();
    }

    /** Resumes what the ledger knows of a capture, or begins it. */
    public CaptureDelivery open(DeliveredCapture capture) {
        return CaptureDelivery.open(deliverySettings, producers, ledger(), capture);
    }

    /** Records of the ledger since the start that are not notes of FlowJay's. */
    synchronized long ledgerRecordsSkipped() {
        return ledger == null ? 0 : ledger.skipped();
    }

    private synchronized LedgerTopic ledger() {
        LedgerTopic open = ledger;
        if (open == null) {
            Map<String, Object> consumer = clients.configure(client(endpoint, endpoint.createConsumerProperties()));
            consumer.remove("group.id");
            consumer.remove("partition.assignment.strategy");
            open = new LedgerTopic(
                    ledgerTopic,
                    endpoint.getTopic(),
                    consumer,
                    transactionTimeout.multipliedBy(2),
                    createTopics,
                    deliverySettings.topics());
            ledger = open;
        }
        return open;
    }

    /** The configuration of a producer of an endpoint, by Kafka's names, without serializers. */
    public static Map<String, Object> producer(KafkaConfiguration endpoint) {
        return client(endpoint, endpoint.createProducerProperties());
    }

    private static Map<String, Object> client(KafkaConfiguration endpoint, Properties properties) {
        Map<String, Object> client = new HashMap<>();
        properties.forEach((name, value) -> client.put(String.valueOf(name), value));
        client.put("bootstrap.servers", endpoint.getBrokers());
        client.remove("key.serializer");
        client.remove("value.serializer");
        client.remove("key.deserializer");
        client.remove("value.deserializer");
        return client;
    }

    /** Closes within seconds, also while another thread waits for the brokers; that thread gets an exception. */
    @Override
    public void close() {
        LedgerTopic open;
        synchronized (this) {
            open = ledger;
            ledger = null;
        }
        deliverySettings.topics().close();
        try (producers) {
            if (open != null) {
                open.close();
            }
        }
    }
}
