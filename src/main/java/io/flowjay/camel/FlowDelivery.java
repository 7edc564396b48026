package io.flowjay.camel;

import io.flowjay.delivery.CaptureDelivery;
import io.flowjay.delivery.CaptureProgress;
import io.flowjay.delivery.DeliverySettings;
import io.flowjay.delivery.LedgerTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivery exactly once, as steps of a route: {@link #resume} behind the extraction, {@link #deliver} for each batch, and
 * {@link #complete} at the end. With delivery at least once they let everything pass, and the route's own sink delivers.
 */
public class FlowDelivery implements CamelContextAware, AutoCloseable {
    /** Exchange property of a capture that the ledger says is published already. */
    public static final String ALREADY_PUBLISHED = "CamelFlowjayAlreadyPublished";

    private static final Logger LOG = LoggerFactory.getLogger(FlowDelivery.class);
    private static final String DELIVERY = "CamelFlowjayDelivery";
    private static final String SKIP = "skip";
    private static final String PROCESS = "process";

    private @Nullable CamelContext camelContext;
    private String mode = DeliveryMode.AT_LEAST_ONCE.text();
    private String endpoint = "";
    private String ledgerTopic = "flowjay-captures";
    private String duplicates = SKIP;
    private String keyHeader = "";
    private Duration transactionTimeout = Duration.ofMinutes(1);
    private int attempts = 6;
    private Duration backoff = Duration.ofSeconds(1);
    private KafkaClients kafkaClients = new KafkaClients();
    private @Nullable DeliverySettings settings;
    private @Nullable LedgerTopic ledger;

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    public void init() {
        DeliveryMode.of(mode);
        if (!List.of(SKIP, PROCESS).contains(duplicates)) {
            throw new IllegalArgumentException("duplicates must be skip or process, but is " + duplicates);
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be 1 or more, but is " + attempts);
        }
    }

    /** Whether records are delivered in transactions. */
    public boolean isExactlyOnce() {
        return DeliveryMode.of(mode) == DeliveryMode.EXACTLY_ONCE;
    }

    /** Takes the capture up: records that are published already are passed over. */
    public void resume(Exchange exchange) {
        if (!isExactlyOnce()) {
            return;
        }
        Message message = exchange.getMessage();
        String captureId = String.valueOf(message.getHeader(FlowjayHeaders.CAPTURE_ID));
        String name = String.valueOf(message.getHeader(FlowjayHeaders.CAPTURE));
        CaptureRecords records = records(exchange);
        String source = records.source(name);
        CaptureDelivery delivery = open(captureId, source);
        exchange.setProperty(DELIVERY, delivery);
        exchange.getExchangeExtension().addOnCompletion(new Closing(delivery));
        CaptureProgress progress = delivery.progress();
        // The very file that was published, and not a copy, is here again only because a worker died before it moved
        // the file.
        if (progress.complete()
                && duplicates.equals(PROCESS)
                && !progress.source().equals(source)) {
            delivery.startAgain();
            return;
        }
        if (progress.complete()) {
            LOG.info("{} is published already: its {} records are not sent again", name, progress.records());
            exchange.setProperty(ALREADY_PUBLISHED, true);
            records.skipAll();
        } else if (progress.records() > 0) {
            LOG.info("{}: goes on behind the {} records that are published", name, progress.records());
            records.skip(progress.records());
        }
    }

    /** Takes something up whose progress the ledger knows under an id. */
    CaptureDelivery open(String id, String name) {
        return CaptureDelivery.open(settings(), ledger(), id, name);
    }

    /** Publishes a batch, a collection of messages with the record as body, and the capture's progress. */
    public void deliver(Exchange exchange) {
        List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
        String topic = configuration().getTopic();
        Collection<?> body = Objects.requireNonNull(exchange.getMessage().getBody(Collection.class), "no batch");
        for (Object item : body) {
            Message message = (Message) item;
            String key = message.getHeader(keyHeader, String.class);
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    topic, key == null ? null : key.getBytes(StandardCharsets.UTF_8), message.getBody(byte[].class));
            CloudEvents.copyHeaders(message, record.headers());
            batch.add(record);
        }
        delivery(exchange).deliver(batch);
    }

    /** Notes that all records of the capture are published. */
    public void complete(Exchange exchange) {
        if (isExactlyOnce() && exchange.getProperty(ALREADY_PUBLISHED) == null) {
            delivery(exchange).complete();
        }
    }

    private static CaptureDelivery delivery(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty(DELIVERY, CaptureDelivery.class), "resume comes first");
    }

    private static CaptureRecords records(Exchange exchange) {
        return Objects.requireNonNull(
                exchange.getProperty(CaptureRecords.PROPERTY, CaptureRecords.class), "extraction comes first");
    }

    private synchronized DeliverySettings settings() {
        DeliverySettings known = settings;
        if (known == null) {
            Map<String, Object> producer = producerSettings();
            known = new DeliverySettings(
                    producer,
                    "flowjay-" + configuration().getTopic() + '-',
                    transactionTimeout,
                    kafkaClients.letters(),
                    kafkaClients.readiness(producer),
                    attempts,
                    backoff);
            settings = known;
        }
        return known;
    }

    /** How producers reach the brokers, without serializers. */
    Map<String, Object> producerSettings() {
        return clients(configuration().createProducerProperties());
    }

    private synchronized LedgerTopic ledger() {
        LedgerTopic open = ledger;
        if (open == null) {
            Map<String, Object> clients = clients(configuration().createConsumerProperties());
            clients.remove("group.id");
            clients.remove("partition.assignment.strategy");
            open = new LedgerTopic(ledgerTopic, clients, transactionTimeout.multipliedBy(2));
            ledger = open;
        }
        return open;
    }

    private KafkaConfiguration configuration() {
        CamelContext context = Objects.requireNonNull(camelContext, "no Camel context");
        return context.getEndpoint(endpoint, KafkaEndpoint.class).getConfiguration();
    }

    private Map<String, Object> clients(Properties properties) {
        Map<String, Object> map = new HashMap<>();
        properties.forEach((name, value) -> map.put(String.valueOf(name), value));
        map.put("bootstrap.servers", configuration().getBrokers());
        map.remove("key.serializer");
        map.remove("value.serializer");
        map.remove("key.deserializer");
        map.remove("value.deserializer");
        return map;
    }

    @Override
    public synchronized void close() {
        LedgerTopic open = ledger;
        ledger = null;
        if (open != null) {
            open.close();
        }
    }

    private static final class Closing extends SynchronizationAdapter {
        private final CaptureDelivery delivery;

        Closing(CaptureDelivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public void onDone(Exchange exchange) {
            delivery.close();
        }
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(@Nullable CamelContext context) {
        camelContext = context;
    }

    /** {@code at-least-once} or {@code exactly-once}. */
    public String getMode() {
        return mode;
    }

    public void setMode(String value) {
        mode = value;
    }

    /** The Kafka endpoint that says where records go and how clients connect, as a URI of Camel's Kafka component. */
    public String getEndpoint() {
        return endpoint;
    }

    public void setEndpoint(String value) {
        endpoint = value;
    }

    /** Topic of the ledger. */
    public String getLedgerTopic() {
        return ledgerTopic;
    }

    public void setLedgerTopic(String value) {
        ledgerTopic = value;
    }

    /** Makes the clients of the route's own sink, and knows where refused records go. */
    public KafkaClients getKafkaClients() {
        return kafkaClients;
    }

    public void setKafkaClients(KafkaClients value) {
        kafkaClients = value;
    }

    /** What is done with a capture that is published already: {@code skip} it, or {@code process} it again. */
    public String getDuplicates() {
        return duplicates;
    }

    public void setDuplicates(String value) {
        duplicates = value;
    }

    /** Message header with the record's key. */
    public String getKeyHeader() {
        return keyHeader;
    }

    public void setKeyHeader(String value) {
        keyHeader = value;
    }

    /** After this long the broker gives up an open transaction. */
    public Duration getTransactionTimeout() {
        return transactionTimeout;
    }

    public void setTransactionTimeout(Duration value) {
        transactionTimeout = value;
    }

    /** How often a batch is tried before the capture has to wait. */
    public int getAttempts() {
        return attempts;
    }

    public void setAttempts(int value) {
        attempts = value;
    }

    /** Wait before the second attempt; it doubles with each. */
    public Duration getBackoff() {
        return backoff;
    }

    public void setBackoff(Duration value) {
        backoff = value;
    }
}
