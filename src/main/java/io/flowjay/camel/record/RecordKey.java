package io.flowjay.camel.record;

import io.flowjay.camel.ContextSettings;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.RecordFields;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * The step of a route that gives the record in the body its Kafka key: one of the record's fields, as a header. Simple's
 * {@code ${body[...]}} would do the same, and hash every value of every record.
 */
public class RecordKey implements Processor {
    private final String kafkaHeader = KeyHeader.name();
    private String field = SettingCatalog.KEY_FIELD.defaultText();
    private String header = SettingCatalog.KEY_HEADER.defaultText();

    /** Sets the header to the field as text, since Kafka's key serializer takes text; to null where the field is null. */
    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        Object value = message.getMandatoryBody(FlowRecord.class).get(field);
        String key = value == null ? null : value.toString();
        message.setHeader(kafkaHeader, key);
        if (!header.isEmpty()) {
            message.setHeader(header, key);
        }
    }

    /**
     * The settings of the context.
     *
     * @throws io.flowjay.settings.SettingException if records do not have the key field
     */
    public void setSettings(ContextSettings value) {
        Settings settings = value.settings();
        RecordFields.checkKey(settings);
        field = settings.get(SettingCatalog.KEY_FIELD);
        header = settings.get(SettingCatalog.KEY_HEADER);
    }

    /** Name of the record field that is the key. */
    public String getField() {
        return field;
    }

    public void setField(String value) {
        field = value;
    }
}
