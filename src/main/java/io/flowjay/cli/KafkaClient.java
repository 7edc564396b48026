package io.flowjay.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;

/** What the settings of Camel's Kafka component mean to a Kafka client beside the routes. */
final class KafkaClient {
    /** What those settings begin with. */
    static final String PREFIX = "camel.component.kafka.";

    private KafkaClient() {}

    /**
     * How to connect: what is about TLS and SASL, by Kafka's names.
     *
     * @param settings all settings; others are passed over
     * @throws IllegalArgumentException when the component refuses one, naming it without its value, which may be a secret
     */
    static Map<String, String> security(Map<String, String> settings) {
        Map<String, Object> component = new HashMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                component.put(name.substring(PREFIX.length()), value);
            }
        });
        if (component.isEmpty()) {
            return Map.of();
        }
        Map<String, String> client = new TreeMap<>();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            KafkaComponent kafka = new KafkaComponent(context);
            component.forEach((name, value) -> bind(context, kafka, name, value));
            kafka.getConfiguration().createConsumerProperties().forEach((name, value) -> {
                String text = String.valueOf(name);
                if (text.startsWith("ssl.") || text.startsWith("sasl.") || text.startsWith("security.")) {
                    client.put(text, String.valueOf(value));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return client;
    }

    private static void bind(DefaultCamelContext context, KafkaComponent kafka, String name, Object value) {
        boolean bound;
        try {
            bound = PropertyBindingSupport.build()
                    .withCamelContext(context)
                    .withTarget(kafka)
                    .withConfigurer(kafka.getComponentPropertyConfigurer())
                    .withIgnoreCase(true)
                    .withProperty(name, value)
                    .bind();
        } catch (RuntimeException e) {
            bound = false;
        }
        if (!bound) {
            throw new IllegalArgumentException(
                    "Camel's Kafka component has no setting \"" + PREFIX + name + "\", or cannot take the value given");
        }
    }
}
