package io.flowjay.camel.delivery;

import io.flowjay.camel.Acknowledgement;
import io.flowjay.camel.CaptureActivity;
import io.flowjay.camel.CaptureRecords;
import io.flowjay.camel.ContextMessages;
import io.flowjay.camel.ContextSettings;
import io.flowjay.camel.FlowjayHeaders;
import io.flowjay.camel.record.CloudEvents;
import io.flowjay.camel.record.KeyHeader;
import io.flowjay.capture.CaptureException;
import io.flowjay.delivery.CaptureDelivery;
import io.flowjay.delivery.CaptureProgress;
import io.flowjay.delivery.DeliveredCapture;
import io.flowjay.delivery.Resumption;
import io.flowjay.metrics.InboxMetrics;
import io.flowjay.record.RecordShape;
import io.flowjay.settings.DeliveryMode;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Endpoint;
import org.apache.camel.EndpointAware;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Delivery exactly once, as steps of a route: {@link #resume} after the extraction, {@link #deliver} for each batch, and
 * {@link #complete} at the end. With delivery at least once they let everything pass, and the route's own sink delivers.
 *
 * <p>Where records go and how clients connect is declared once, by the Kafka endpoint of the route's step {@link #setStep}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class FlowDelivery implements CamelContextAware, AutoCloseable {
    /** Exchange property of a capture that the ledger knows as published. */
    public static final String ALREADY_PUBLISHED = "CamelFlowjayAlreadyPublished";

    /** Kafka header of each record: the id of its delivery, {@code FINGERPRINT.LEDGER.NUMBER}, see {@link CaptureProgress}. */
    public static final String DELIVERY_HEADER = CaptureProgress.HEADER;

    private static final String DELIVERY = "CamelFlowjayDelivery";

    private final String keyHeader = KeyHeader.name();
    private @Nullable CamelContext camelContext;
    private Settings settings = Settings.DEFAULT;
    private KafkaClients kafkaClients = new KafkaClients();
    private String step = "kafka";
    private @Nullable TransactionalDeliveries transactions;
    private @Nullable Settings shapeOf;
    private @Nullable RecordShape shape;

    /** Registers a meter where the Camel registry holds a {@code MeterRegistry}. */
    public void init() {
        CamelContext context = Objects.requireNonNull(camelContext, "no Camel context");
        MeterRegistry meters = CaptureActivity.meters(context);
        if (meters != null) {
            new InboxMetrics(meters, settings.get(SettingCatalog.METRICS_NAMESPACE))
                    .counter(
                            "ledger.records.skipped",
                            "Records in the ledger that are not FlowJay's notes",
                            this,
                            FlowDelivery::ledgerRecordsSkipped);
        }
    }

    /** Whether records are delivered in transactions. */
    public boolean isExactlyOnce() {
        return settings.get(SettingCatalog.DELIVERY) == DeliveryMode.EXACTLY_ONCE;
    }

    /**
     * Resumes the capture: skips records that are already published.
     *
     * @throws CaptureException if it is published in part with other settings, and that must not happen
     * @throws IOException if its file cannot be read
     */
    public void resume(Exchange exchange) throws IOException {
        if (!isExactlyOnce()) {
            return;
        }
        Message message = exchange.getMessage();
        String name = String.valueOf(message.getHeader(FlowjayHeaders.CAPTURE));
        CaptureRecords records = records(exchange);
        records.trackIds();
        String source = records.source(name);
        String content = records.contentHash();
        RecordShape shape = shape(records.settings());
        CaptureDelivery delivery = transactions()
                .open(new DeliveredCapture(
                        content.isEmpty() ? String.valueOf(message.getHeader(FlowjayHeaders.CAPTURE_ID)) : content,
                        source,
                        shape.fingerprint(),
                        shape.text()));
        exchange.setProperty(DELIVERY, delivery);
        exchange.getExchangeExtension().addOnCompletion(new Closing(delivery));
        if (!new Resumption(settings, name, source, shape, records).resume(delivery)) {
            exchange.setProperty(ALREADY_PUBLISHED, true);
            records.skipAll();
        }
    }

    /** Publishes a batch, a collection of messages with the record as body, and the capture's progress. */
    public void deliver(Exchange exchange) {
        List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
        String topic = transactions().topic();
        CaptureDelivery delivery = delivery(exchange);
        List<Header> headers = ContextMessages.of(exchange.getContext()).headers();
        byte[] id = delivery.progress().deliveryId().getBytes(StandardCharsets.UTF_8);
        Collection<?> body = Objects.requireNonNull(exchange.getMessage().getBody(Collection.class), "no batch");
        for (Object item : body) {
            Message message = (Message) item;
            String key = message.getHeader(keyHeader, String.class);
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    topic, key == null ? null : key.getBytes(StandardCharsets.UTF_8), message.getBody(byte[].class));
            record.headers().add(DELIVERY_HEADER, id);
            headers.forEach(record.headers()::add);
            CloudEvents.copyHeaders(message, record.headers());
            batch.add(record);
        }
        CaptureRecords records = records(exchange);
        exchange.setProperty(
                Acknowledgement.DEAD_LETTERS,
                delivery.deliver(batch, records.recordsRead(), records.ids(), records.isWhole()));
    }

    /** Notes that all records of the capture are published, and sets the headers that say what became of them. */
    public void complete(Exchange exchange) {
        records(exchange).describe(exchange.getMessage());
        if (isExactlyOnce() && exchange.getProperty(ALREADY_PUBLISHED) == null) {
            delivery(exchange).complete();
        }
    }

    /** Records of the ledger since the start that are not notes of FlowJay's; 0 while nothing is delivered exactly once. */
    @API(status = API.Status.INTERNAL)
    public synchronized long ledgerRecordsSkipped() {
        return transactions == null ? 0 : transactions.ledgerRecordsSkipped();
    }

    /** The shape of records under settings, which are mostly those of the capture before. */
    private synchronized RecordShape shape(Settings of) {
        RecordShape known = shape;
        if (known == null || of != shapeOf) {
            known = RecordShape.of(of);
            shape = known;
            shapeOf = of;
        }
        return known;
    }

    private static CaptureDelivery delivery(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty(DELIVERY, CaptureDelivery.class), "resume comes first");
    }

    private static CaptureRecords records(Exchange exchange) {
        return Objects.requireNonNull(
                exchange.getProperty(CaptureRecords.PROPERTY, CaptureRecords.class), "extraction comes first");
    }

    private synchronized TransactionalDeliveries transactions() {
        TransactionalDeliveries known = transactions;
        if (known == null) {
            if (!(sink() instanceof KafkaEndpoint endpoint)) {
                throw new IllegalStateException("delivery exactly once needs a route with a step \"" + step
                        + "\" that sends to a Kafka endpoint");
            }
            String ledgerTopic = settings.get(SettingCatalog.LEDGER_TOPIC);
            known = new TransactionalDeliveries(endpoint.getConfiguration(), ledgerTopic, settings, kafkaClients);
            transactions = known;
        }
        return known;
    }

    /** The endpoint of the route's own sink, which need not be Kafka's; null until the route is there. */
    public @Nullable Endpoint sink() {
        CamelContext context = Objects.requireNonNull(camelContext, "no Camel context");
        return context.getProcessor(step) instanceof EndpointAware sink ? sink.getEndpoint() : null;
    }

    @Override
    public synchronized void close() {
        TransactionalDeliveries open = transactions;
        transactions = null;
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

    /** The settings of the context. */
    public void setSettings(ContextSettings value) {
        settings = value.settings();
    }

    /** Makes the clients of the route's own sink, and knows where refused records go. */
    public KafkaClients getKafkaClients() {
        return kafkaClients;
    }

    public void setKafkaClients(KafkaClients value) {
        kafkaClients = value;
    }

    /** Id of the route's step whose Kafka endpoint declares where records go and how clients connect (default: kafka). */
    public void setStep(String value) {
        step = value;
    }
}
