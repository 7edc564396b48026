package io.flowjay.camel.record;

import io.flowjay.camel.ContextMessages;
import io.flowjay.kafka.RecordMessages;
import io.flowjay.record.FlowRecord;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apiguardian.api.API;

/**
 * The step of a route that turns the record in the body into the bytes of its message, in the format of {@code flowjay.format}. A body that is not a
 * {@link FlowRecord} becomes JSON, in whatever way Jackson writes it, if that is the format.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public class RecordValue implements Processor {
    private final FlowRecordMapper mapper = new FlowRecordMapper();

    /**
     * Replaces the body.
     *
     * @throws IllegalArgumentException if the body is not a FlowRecord, and the format is not JSON
     * @throws io.flowjay.registry.RegistryException when the schema registry is needed and does not have the schema
     */
    @Override
    public void process(Exchange exchange) throws IOException, InvalidPayloadException {
        Message message = exchange.getMessage();
        RecordMessages messages = ContextMessages.of(exchange.getContext());
        Object body = message.getBody();
        if (body instanceof FlowRecord record) {
            message.setBody(messages.message(record));
        } else if (messages.isJson()) {
            message.setBody(mapper.writeValueAsBytes(message.getMandatoryBody()));
        } else {
            throw new IllegalArgumentException(
                    "a record in " + messages.mediaType() + " can be made of a FlowRecord, not of "
                            + (body == null ? null : body.getClass().getName()));
        }
    }
}
