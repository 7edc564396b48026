package io.flowjay.kafka;

import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers that make a record an event of CloudEvents 1.0, by its Kafka binding in binary mode
 * (<a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">3.2</a>).
 */
public final class CloudEventHeaders {
    private static final String SPEC_VERSION = "1.0";

    private CloudEventHeaders() {}

    /**
     * The headers of a record.
     *
     * @param record its {@code record_id} identifies the event
     * @return header names and values; empty unless {@code flowjay.cloud-events} is set
     */
    public static Map<String, @Nullable Object> of(Map<String, ?> record, Settings settings) {
        Map<String, @Nullable Object> headers = new LinkedHashMap<>();
        if (settings.get(SettingCatalog.CLOUD_EVENTS)) {
            headers.put("ce_id", record.get("record_id"));
            headers.put("ce_type", settings.get(SettingCatalog.CLOUD_EVENTS_TYPE));
            headers.put("ce_source", settings.get(SettingCatalog.CLOUD_EVENTS_SOURCE));
            headers.put("ce_specversion", SPEC_VERSION);
        }
        return headers;
    }
}
