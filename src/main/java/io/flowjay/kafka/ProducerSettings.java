package io.flowjay.kafka;

import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/** FlowJay's settings as settings of Kafka's producer, as the shipped routes set them by Camel's names. */
final class ProducerSettings {
    private static final Map<String, Setting<?>> NAMES = names();

    private ProducerSettings() {}

    private static Map<String, Setting<?>> names() {
        Map<String, Setting<?>> names = new LinkedHashMap<>();
        names.put("bootstrap.servers", SettingCatalog.BROKERS);
        names.put("client.id", SettingCatalog.CLIENT_ID);
        names.put("acks", SettingCatalog.ACKS);
        names.put("enable.idempotence", SettingCatalog.IDEMPOTENCE);
        names.put("compression.type", SettingCatalog.COMPRESSION);
        names.put("linger.ms", SettingCatalog.LINGER_MS);
        names.put("batch.size", SettingCatalog.PRODUCER_BATCH_SIZE);
        names.put("max.request.size", SettingCatalog.MAX_REQUEST_SIZE);
        names.put("delivery.timeout.ms", SettingCatalog.DELIVERY_TIMEOUT_MS);
        return names;
    }

    /** The settings of a producer by Kafka's names, without serializers. */
    static Map<String, String> of(Settings settings) {
        Map<String, String> producer = new LinkedHashMap<>();
        NAMES.forEach((name, setting) -> producer.put(name, settings.plain(setting)));
        return producer;
    }
}
