package io.flowjay.camel;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.kafka.common.header.Headers;

/**
 * The step of a route that makes a record an event of CloudEvents 1.0 (Kafka binding, binary mode): headers {@code ce_id},
 * {@code ce_type}, {@code ce_source} and {@code ce_specversion} beside the value, which stays as it is. Does nothing unless
 * {@link #setEnabled enabled}. The body must be the record still, a map with a {@code record_id}.
 */
public class CloudEvents implements Processor {
    private static final String SPEC_VERSION = "1.0";

    private boolean enabled;
    private String type = "io.flowjay.flow";
    private String source = "/flowjay";

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException when they make no event
     */
    public void init() {
        if (type.isBlank()) {
            throw new IllegalArgumentException("the type of CloudEvents must not be empty");
        }
        try {
            if (new URI(source).toString().isEmpty()) {
                throw new IllegalArgumentException("the source of CloudEvents must not be empty");
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "the source of CloudEvents must be a URI or its last part: " + e.getMessage(), e);
        }
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        if (enabled) {
            Message message = exchange.getMessage();
            message.setHeader(
                    "ce_id", exchange.getMessage().getMandatoryBody(Map.class).get("record_id"));
            message.setHeader("ce_type", type);
            message.setHeader("ce_source", source);
            message.setHeader("ce_specversion", SPEC_VERSION);
        }
    }

    /** Takes the headers over, where a record goes out without Camel's own component. */
    static void copyHeaders(Message message, Headers headers) {
        message.getHeaders().forEach((name, value) -> {
            if (name.startsWith("ce_")) {
                headers.add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /** Whether records get the headers. */
    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean value) {
        enabled = value;
    }

    /** The value of {@code ce_type}. */
    public String getType() {
        return type;
    }

    public void setType(String value) {
        type = value;
    }

    /** The value of {@code ce_source}, a URI reference. */
    public String getSource() {
        return source;
    }

    public void setSource(String value) {
        source = value;
    }
}
