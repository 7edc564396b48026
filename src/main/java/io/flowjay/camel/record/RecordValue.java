package io.flowjay.camel.record;

import io.flowjay.camel.ContextMessages;
import io.flowjay.camel.ContextSettings;
import io.flowjay.kafka.RecordMessages;
import io.flowjay.record.FlowRecord;
import io.flowjay.settings.SettingCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.kafka.common.header.Header;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The step of a route that turns the record in the body into the bytes of its message, in the format of {@code flowjay.format} or in one
 * of its own. A body that is not a {@link FlowRecord} becomes JSON, in whatever way Jackson writes it, if that is the format.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class RecordValue implements Processor, CamelContextAware {
    private static final String CONTENT_TYPE = "content-type";

    private final FlowRecordMapper mapper = new FlowRecordMapper();
    private @Nullable CamelContext camelContext;
    private String format = SettingCatalog.FORMAT.defaultValue();
    private boolean headers;
    /** Null until they are used. */
    private volatile @Nullable RecordMessages messages;

    /**
     * Checks the format.
     *
     * @throws io.flowjay.settings.SettingException for an unknown format, or settings that it refuses
     */
    public void init() {
        messages(Objects.requireNonNull(camelContext, "no Camel context"));
    }

    /**
     * Replaces the body.
     *
     * @throws IllegalArgumentException if the body is not a FlowRecord, and the format is not JSON
     * @throws io.flowjay.registry.RegistryException when the schema registry is needed and does not have the schema
     */
    @Override
    public void process(Exchange exchange) throws IOException, InvalidPayloadException {
        Message message = exchange.getMessage();
        RecordMessages messages = messages(exchange.getContext());
        Object body = message.getBody();
        if (body instanceof FlowRecord record) {
            message.setBody(format.isEmpty() ? messages.message(record) : messages.encode(record));
        } else if (messages.isJson()) {
            message.setBody(mapper.writeValueAsBytes(message.getMandatoryBody()));
        } else {
            throw new IllegalArgumentException(
                    "a record in " + messages.mediaType() + " can be made of a FlowRecord, not of "
                            + (body == null ? null : body.getClass().getName()));
        }
        if (headers) {
            // The message may still have the media type of the capture.
            message.removeHeader(CONTENT_TYPE);
            for (Header header : messages.headers()) {
                message.setHeader(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
    }

    private RecordMessages messages(CamelContext context) {
        RecordMessages known = messages;
        if (known == null) {
            known = format.isEmpty()
                    ? ContextMessages.of(context)
                    : new RecordMessages(ContextSettings.of(context).toBuilder()
                            .text(SettingCatalog.FORMAT, format, "property format")
                            .build());
            messages = known;
        }
        return known;
    }

    /** The format, with the values of {@code flowjay.format}; empty: that of the Camel context (default). */
    public String getFormat() {
        return format;
    }

    public void setFormat(String value) {
        format = value;
    }

    /**
     * Whether the message gets the headers of FlowJay's messages: the version of the schema, and the media type unless it is JSON
     * (default: false). The shipped routes have them from {@code KafkaClients}.
     */
    public boolean isHeaders() {
        return headers;
    }

    public void setHeaders(boolean value) {
        headers = value;
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
