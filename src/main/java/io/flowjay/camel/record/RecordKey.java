package io.flowjay.camel.record;

import io.flowjay.camel.ContextSettings;
import io.flowjay.kafka.KeyField;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.RecordFields;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apiguardian.api.API;

/**
 * The step of a route that sets the Kafka key of the record in the body: the value of one field, in the header that Camel's Kafka
 * component reads. {@link KeyField} makes the key, as for {@link io.flowjay.kafka.KafkaWriter}. Simple's {@code ${body[...]}} makes
 * another key of a list, and hashes every value of every record.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public class RecordKey implements Processor {
    private final String kafkaHeader = KeyHeader.name();
    private KeyField key = new KeyField(SettingCatalog.KEY_FIELD.defaultValue());
    private String header = SettingCatalog.KEY_HEADER.defaultValue();

    /**
     * Checks the field, where it was set alone.
     *
     * @throws io.flowjay.settings.SettingException if records do not have it
     */
    public void init() {
        RecordFields.checkKey(
                Settings.builder().set(SettingCatalog.KEY_FIELD, key.name()).build());
    }

    /**
     * Sets the header to the key, which is text because Kafka's key serializer takes text; to null where the record has no key.
     *
     * @throws IllegalArgumentException if the body is a FlowRecord and its extraction does not have the key field
     * @throws InvalidPayloadException if the body is not a FlowRecord or another map from field name to value
     */
    @Override
    @SuppressWarnings("unchecked")
    public void process(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        Map<String, ?> row = message.getMandatoryBody(Map.class);
        if (row instanceof FlowRecord record && !record.knows(key.name())) {
            // Records that belong together would go to several partitions.
            throw new IllegalArgumentException("key field \"" + key.name() + "\" is not a field of the records");
        }
        String text = key.of(row);
        message.setHeader(kafkaHeader, text);
        if (!header.isEmpty()) {
            message.setHeader(header, text);
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
        setField(settings.get(SettingCatalog.KEY_FIELD));
        setHeader(settings.get(SettingCatalog.KEY_HEADER));
    }

    /** Name of the record field that is the key (default: flow_id). */
    public String getField() {
        return key.name();
    }

    public void setField(String value) {
        key = new KeyField(value);
    }

    /** One more header for the key, for a route that ends elsewhere than in Camel's Kafka component; empty: none (default). */
    public String getHeader() {
        return header;
    }

    public void setHeader(String value) {
        header = value;
    }
}
