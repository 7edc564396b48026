package io.flowjay.cli;

import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the routes run with: FlowJay's settings, and the properties of Camel beside them ({@code camel.component.kafka.*}, for example).
 *
 * @param settings FlowJay's settings
 * @param camel all other properties
 */
record RunSettings(Settings settings, Map<String, Property> camel) {
    private static final String EXTENSION = ".properties";
    private static final String KAFKA_VARIABLES = "CAMEL_COMPONENT_KAFKA_";

    /**
     * A property that does not belong to FlowJay.
     *
     * @param source where it is from
     */
    record Property(String value, String source) {}

    private static final String OPTION = "--property";

    /** Collects settings from their sources: a later one wins. */
    static final class Builder {
        private final Settings.Builder settings = Settings.builder();
        private final Map<String, Property> camel = new TreeMap<>();

        /**
         * Begins with the defaults, a preset, and the routes' {@code application.properties}.
         *
         * @param routes directory of the routes
         * @param preset null for none
         * @throws IllegalArgumentException for a name that no preset has, naming those there are
         */
        Builder(Path routes, @Nullable String preset) throws IOException {
            if (preset != null) {
                properties(read(preset(routes, preset)), "preset " + preset);
            }
            Path file = routes.resolve("application" + EXTENSION);
            Map<String, String> changed = read(file);
            // A default that is written out is a default still.
            SettingCatalog.all().forEach(setting -> changed.remove(setting.property(), setting.defaultText()));
            properties(changed, file.toString());
        }

        private static Path preset(Path routes, String name) throws IOException {
            Path directory = routes.resolve("presets");
            List<String> presets;
            try (Stream<Path> files = Files.list(directory)) {
                presets = files.map(file -> String.valueOf(file.getFileName()))
                        .filter(file -> file.endsWith(EXTENSION))
                        .map(file -> file.substring(0, file.length() - EXTENSION.length()))
                        .sorted()
                        .toList();
            }
            if (!presets.contains(name)) {
                throw new IllegalArgumentException(
                        "unknown preset \"" + name + "\"; valid presets: " + String.join(", ", presets));
            }
            return directory.resolve(name + EXTENSION);
        }

        private void properties(Map<String, String> properties, String source) {
            settings.properties(properties, source);
            properties.forEach((name, value) -> {
                if (SettingCatalog.find(name) != null && source.equals(OPTION)) {
                    // Without its prefix: somebody's file may have a property of that name for routes of its own.
                    SettingCatalog.ofProperty(name, source);
                } else if (!name.startsWith(Setting.PREFIX)) {
                    camel.put(name, new Property(value, source));
                }
            });
        }

        /**
         * Sets what environment variables say: {@code FLOWJAY_KEY_FIELD} is {@code flowjay.key-field}, and
         * {@code CAMEL_COMPONENT_KAFKA_SASL_JAAS_CONFIG} is {@code camel.component.kafka.sasl-jaas-config}.
         */
        Builder environment(Map<String, String> variables) {
            settings.environment(variables);
            variables.forEach((name, value) -> {
                if (name.startsWith(KAFKA_VARIABLES)) {
                    String option = name.substring(KAFKA_VARIABLES.length()).toLowerCase(Locale.ROOT);
                    camel.put(
                            KafkaClient.PREFIX + option.replace('_', '-'), new Property(value, "environment " + name));
                }
            });
            return this;
        }

        /** FlowJay's settings, to set more. */
        Settings.Builder settings() {
            return settings;
        }

        /** Sets what options {@code --property} say. */
        Builder properties(Map<String, String> properties) {
            properties(properties, OPTION);
            return this;
        }

        /**
         * The settings.
         *
         * @throws io.flowjay.settings.SettingException if two values exclude each other
         */
        RunSettings build() {
            return new RunSettings(settings.build(), new TreeMap<>(camel));
        }
    }

    /** The value of a setting. */
    <T> T get(Setting<T> setting) {
        return settings.get(setting);
    }

    /** Whether captures become files, and not records on a topic. */
    boolean makesFiles() {
        return !get(SettingCatalog.FILES).isEmpty();
    }

    /** Whether records go to a topic; those of a live capture always do. */
    boolean publishes() {
        return !makesFiles() || get(SettingCatalog.LIVE);
    }

    /** Whether anything is read from Kafka or written to it. */
    boolean needsKafka() {
        return publishes() || get(SettingCatalog.OFFER) || get(SettingCatalog.TAKE);
    }

    /** These settings with other brokers. */
    RunSettings withBrokers(String brokers) {
        return new RunSettings(
                settings.toBuilder()
                        .text(SettingCatalog.BROKERS, brokers, "the broker in this process")
                        .build(),
                camel);
    }

    /**
     * How a Kafka client of this process connects, by Kafka's names.
     *
     * @throws IllegalArgumentException for a property that Camel's Kafka component does not take
     */
    Map<String, String> kafkaClient() {
        Map<String, String> properties = new TreeMap<>();
        camel.forEach((name, property) -> properties.put(name, property.value()));
        return KafkaClient.security(properties);
    }

    /** Everything as properties for Camel. */
    Properties toProperties() {
        Properties properties = new Properties();
        SettingCatalog.all().forEach(setting -> properties.setProperty(setting.property(), settings.text(setting)));
        camel.forEach((name, property) -> properties.setProperty(name, property.value()));
        return properties;
    }

    /** Reads a file of properties. */
    static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        Map<String, String> map = new TreeMap<>();
        properties.forEach((name, value) -> map.put(String.valueOf(name), String.valueOf(value)));
        return map;
    }
}
