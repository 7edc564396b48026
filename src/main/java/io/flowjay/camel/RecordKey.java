package io.flowjay.camel;

import io.flowjay.record.FlowRecord;
import io.flowjay.record.RecordFields;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * The step of a route that gives the record in the body its Kafka key: one of the record's fields, as a header. Simple's
 * {@code ${body[...]}} would do the same, and hash every value of every record.
 */
public class RecordKey implements Processor {
    private String field = "flow_id";
    private String header = "CamelKafkaKey";

    /**
     * Checks the field.
     *
     * @throws IllegalArgumentException for one that records do not have
     */
    public void init() {
        RecordFields.check(field);
    }

    /** Sets the header to the field as text, for Kafka's key serializer takes text; to null where the field is null. */
    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        Object value = message.getMandatoryBody(FlowRecord.class).get(field);
        message.setHeader(header, value == null ? null : value.toString());
    }

    /** Name of the record field that is the key. */
    public String getField() {
        return field;
    }

    public void setField(String value) {
        field = value;
    }

    /** Name of the message header that holds the key, from which Camel's Kafka component takes it. */
    public String getHeader() {
        return header;
    }

    public void setHeader(String value) {
        header = value;
    }
}
