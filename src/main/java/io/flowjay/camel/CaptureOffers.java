package io.flowjay.camel;

import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.delivery.CaptureDelivery;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the capture file in a message on a topic, exactly once: the offer and a note of it in a ledger are one transaction, so that
 * neither a scanner that died nor a second one offers the file again. A file is known by its content, its path in the inbox and its
 * time; its offer's key is the capture's id, so that copies come to the same worker, one behind the other.
 */
public class CaptureOffers implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(CaptureOffers.class);

    private String topic = "";
    private String inbox = "captures";
    private FlowDelivery delivery = new FlowDelivery();

    @Override
    public void process(Exchange exchange) throws IOException, InvalidPayloadException {
        Path directory = Path.of(inbox).toAbsolutePath();
        Path file = exchange.getMessage().getMandatoryBody(File.class).toPath().toAbsolutePath();
        CaptureFileState state = CaptureFileState.of(file);
        String captureId;
        try (CaptureReader reader = CaptureFile.open(file)) {
            captureId = reader.captureId();
        }
        CaptureOffer offer = CaptureOffer.of(directory, file, captureId);
        try (CaptureDelivery ledger = delivery.open(id(offer, state), offer.capture())) {
            if (ledger.progress().records() == 0) {
                byte[] key = captureId.getBytes(StandardCharsets.UTF_8);
                ledger.deliver(List.of(new ProducerRecord<>(topic, key, offer.toJson())));
                LOG.info("{} is offered on {}", offer.capture(), topic);
            }
        }
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

    /** Topic of the offers. */
    public String getTopic() {
        return topic;
    }

    public void setTopic(String value) {
        topic = value;
    }

    /** Directory that the offered paths are relative to. */
    public String getInbox() {
        return inbox;
    }

    public void setInbox(String value) {
        inbox = value;
    }

    /** How offers are sent, and the ledger of those that were. */
    public FlowDelivery getDelivery() {
        return delivery;
    }

    public void setDelivery(FlowDelivery value) {
        delivery = value;
    }
}
