package io.flowjay.camel.scaleout;

import io.flowjay.camel.CaptureFileState;
import io.flowjay.camel.ContextSettings;
import io.flowjay.camel.delivery.KafkaClients;
import io.flowjay.camel.delivery.TransactionalDeliveries;
import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.delivery.CaptureDelivery;
import io.flowjay.delivery.DeliveredCapture;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the capture file in a message on a topic, exactly once: the offer and a note of it in a ledger are one transaction, so that
 * neither a scanner that died nor a second one offers the file again. A file is known by its content, its path in the inbox and its
 * time; its offer's key is the capture's id, so that copies come to the same worker, one after the other.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class CaptureOffers implements Processor, CamelContextAware, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CaptureOffers.class);

    private @Nullable CamelContext camelContext;
    private Settings settings = Settings.DEFAULT;
    private final KafkaClients kafkaClients = new KafkaClients();
    private @Nullable TransactionalDeliveries deliveries;

    @Override
    public void process(Exchange exchange) throws IOException, InvalidPayloadException {
        Path directory = Path.of(settings.get(SettingCatalog.CAPTURES)).toAbsolutePath();
        File captured = CaptureFileState.fileIn(exchange.getMessage());
        if (captured == null) {
            throw new InvalidPayloadException(exchange, File.class);
        }
        Path file = captured.toPath().toAbsolutePath();
        CaptureFileState state = CaptureFileState.of(file);
        String captureId;
        try (CaptureReader reader = CaptureFile.open(file)) {
            captureId = reader.captureId();
        }
        CaptureOffer offer = CaptureOffer.of(directory, file, captureId);
        TransactionalDeliveries transactions = deliveries();
        try (CaptureDelivery ledger =
                transactions.open(new DeliveredCapture(id(offer, state), offer.capture(), "", ""))) {
            if (ledger.progress().records() == 0) {
                byte[] key = captureId.getBytes(StandardCharsets.UTF_8);
                ledger.deliver(List.of(new ProducerRecord<>(transactions.topic(), key, offer.toJson())), 1, "", true);
                LOG.info("{} is offered on {}", offer.capture(), transactions.topic());
            }
        }
    }

    private synchronized TransactionalDeliveries deliveries() {
        TransactionalDeliveries open = deliveries;
        if (open == null) {
            String topic = settings.get(SettingCatalog.OFFERS_TOPIC);
            open = new TransactionalDeliveries(endpoint(topic), topic + "-ledger", settings, kafkaClients);
            deliveries = open;
        }
        return open;
    }

    private KafkaConfiguration endpoint(String topic) {
        CamelContext context = Objects.requireNonNull(camelContext, "no Camel context");
        return context.getEndpoint(
                        "kafka:" + topic + "?brokers=" + settings.get(SettingCatalog.BROKERS) + "&clientId=RAW("
                                + settings.get(SettingCatalog.CLIENT_ID) + ')',
                        KafkaEndpoint.class)
                .getConfiguration();
    }

    private static String id(CaptureOffer offer, CaptureFileState state) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            String text = offer.captureId()
                    + '\0'
                    + offer.capture()
                    + '\0'
                    + state.modified().toInstant();
            return HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The settings of the context. */
    public void setSettings(ContextSettings value) {
        settings = value.settings();
        kafkaClients.setSettings(value);
    }

    @Override
    public synchronized void close() {
        if (deliveries != null) {
            deliveries.close();
            deliveries = null;
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
}
