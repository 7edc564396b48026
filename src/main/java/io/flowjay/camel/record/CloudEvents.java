package io.flowjay.camel.record;

import io.flowjay.camel.ContextSettings;
import io.flowjay.kafka.CloudEventHeaders;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.kafka.common.header.Headers;
import org.apiguardian.api.API;

/**
 * The step of a route that makes a record an event of CloudEvents 1.0 (Kafka binding, binary mode): headers {@code ce_id},
 * {@code ce_type}, {@code ce_source} and {@code ce_specversion} beside the value, which stays as it is. Does nothing unless
 * {@code flowjay.cloud-events} is set. The body must still be the record, a map with a {@code record_id}.
 */
@API(status = API.Status.STABLE, since = "0.1.0")
public class CloudEvents implements Processor {
    private Settings settings = Settings.DEFAULT;

    /** The settings of the context. */
    public void setSettings(ContextSettings value) {
        settings = value.settings();
    }

    @Override
    @SuppressWarnings("unchecked")
    public void process(Exchange exchange) throws InvalidPayloadException {
        if (settings.get(SettingCatalog.CLOUD_EVENTS)) {
            Message message = exchange.getMessage();
            Map<String, ?> record = message.getMandatoryBody(Map.class);
            CloudEventHeaders.of(record, settings).forEach(message::setHeader);
        }
    }

    /** Copies the headers for a record that is sent without Camel's own component. */
    public static void copyHeaders(Message message, Headers headers) {
        message.getHeaders().forEach((name, value) -> {
            if (name.startsWith("ce_")) {
                headers.add(name, String.valueOf(value).getBytes(StandardCharsets.UTF_8));
            }
        });
    }
}
