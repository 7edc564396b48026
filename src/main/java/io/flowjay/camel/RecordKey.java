package io.flowjay.camel;

import io.flowjay.kafka.KeyField;
import io.flowjay.record.RecordFields;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * The step of a route that sets the Kafka key of the record in the body: the value of one field, as a header. {@link KeyField} makes
 * the key, as for {@link io.flowjay.kafka.KafkaWriter}. Simple's {@code ${body[...]}} makes another key of a list, and hashes every
 * value of every record.
 */
public class RecordKey implements Processor {
    private KeyField key = new KeyField("flow_id");
    private String header = "CamelKafkaKey";

    /**
     * Checks the field.
     *
     * @throws IllegalArgumentException for one that records do not have
     */
    public void init() {
        RecordFields.check(key.name());
    }

    /**
     * Sets the header to the key, which is text because Kafka's key serializer takes text; to null where the record has no key.
     *
     * @throws InvalidPayloadException if the body is not a FlowRecord or another map from field name to value
     */
    @Override
    @SuppressWarnings("unchecked")
    public void process(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        message.setHeader(header, key.of(message.getMandatoryBody(Map.class)));
    }

    /** Name of the record field that is the key. */
    public String getField() {
        return key.name();
    }

    public void setField(String value) {
        key = new KeyField(value);
    }

    /** Name of the message header that holds the key, from which Camel's Kafka component takes it. */
    public String getHeader() {
        return header;
    }

    public void setHeader(String value) {
        header = value;
    }
}
