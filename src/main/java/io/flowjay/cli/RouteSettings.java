package io.flowjay.cli;

import io.flowjay.record.ExtractionSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The settings that the routes run with: those of their {@code application.properties}, the environment, a preset, and the command
 * line, in this order.
 */
final class RouteSettings {
    private static final String PREFIX = "flowjay.";
    private static final String EXTENSION = ".properties";
    private static final String KAFKA_VARIABLES = "CAMEL_COMPONENT_KAFKA_";

    private final Path routes;
    private final Map<String, String> values;
    /** Names of those that are not from a file. */
    private final Set<String> given = new HashSet<>();

    private Map<String, String> kafkaClient = Map.of();

    /**
     * @param routes directory of the routes
     * @throws IOException when it does not hold them
     */
    RouteSettings(Path routes) throws IOException {
        this.routes = routes;
        values = read(routes.resolve("application" + EXTENSION));
    }

    /**
     * Takes over the variables that are named after settings: {@code FLOWJAY_KEY_FIELD} is {@code flowjay.key-field}, and
     * {@code CAMEL_COMPONENT_KAFKA_SASL_JAAS_CONFIG} is {@code camel.component.kafka.sasl-jaas-config}.
     */
    void environment(Map<String, String> variables) {
        for (String name : List.copyOf(values.keySet())) {
            String value = variables.get(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"));
            if (value != null) {
                give(name, value);
            }
        }
        variables.forEach((name, value) -> {
            if (name.startsWith(KAFKA_VARIABLES)) {
                String option = name.substring(KAFKA_VARIABLES.length()).toLowerCase(Locale.ROOT);
                give(KafkaClient.PREFIX + option.replace('_', '-'), value);
            }
        });
    }

    /**
     * Takes over a preset.
     *
     * @throws IllegalArgumentException when there is none of the name, naming those there are
     */
    void preset(String name) throws IOException {
        Path directory = routes.resolve("presets");
        List<String> names;
        try (Stream<Path> files = Files.list(directory)) {
            names = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(EXTENSION))
                    .map(file -> file.substring(0, file.length() - EXTENSION.length()))
                    .sorted()
                    .toList();
        }
        if (!names.contains(name)) {
            throw new IllegalArgumentException(
                    "unknown preset \"" + name + "\"; valid presets: " + String.join(", ", names));
        }
        values.putAll(read(directory.resolve(name + EXTENSION)));
    }

    /** Takes over the options that were given. */
    void options(ParseResult arguments, ExtractionSettings extraction) {
        for (OptionSpec option : arguments.matchedOptions()) {
            String setting = PREFIX + option.longestName().substring(2);
            if (values.containsKey(setting) && option.getValue() != null) {
                give(setting, String.valueOf(option.<Object>getValue()));
            }
        }
        // One option stands for both.
        if (arguments.hasMatchedOption("--features")) {
            give(PREFIX + "groups", extraction.getGroups());
            give(PREFIX + "features", extraction.getFeatures());
        }
    }

    /** Sets any setting, by its full name, also one that belongs to Camel. */
    void property(String name, String value) {
        if (name.startsWith(PREFIX) && !values.containsKey(name)) {
            throw new IllegalArgumentException(
                    "unknown setting \"" + name + "\"; valid settings: " + String.join(", ", values.keySet()));
        }
        give(name, value);
    }

    private void give(String name, String value) {
        values.put(name, value);
        given.add(name);
    }

    /**
     * Checks all settings, which are complete now.
     *
     * @throws IllegalArgumentException naming the valid values
     */
    void check() {
        kafkaClient = KafkaClient.security(values);
        Map<String, String> settings = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                settings.put(name.substring(PREFIX.length()), value);
            }
        });
        SettingsCheck.check(settings).forEach((name, value) -> values.put(PREFIX + name, value));
        boolean safe = get("acks").equals("all") || get("acks").equals("-1");
        if (!safe) {
            if (given.contains(PREFIX + "idempotence") && get("idempotence").equals("true")) {
                throw new IllegalArgumentException("idempotence needs acks all, but acks is " + get("acks"));
            }
            // Kafka refuses its default together with any other acks.
            values.put(PREFIX + "idempotence", "false");
        }
    }

    /** A setting of FlowJay's, by its name without the prefix. */
    String get(String name) {
        return values.getOrDefault(PREFIX + name, "");
    }

    /** Whether the user gave a setting for this run: in the environment or on the command line. */
    boolean isGiven(String name) {
        return given.contains(PREFIX + name);
    }

    /** Whether metrics, health and the page are served. */
    boolean servesHttp() {
        return !get("http-port").equals("-1");
    }

    /** How a Kafka client of this process is told to connect, by Kafka's names. */
    Map<String, String> kafkaClient() {
        return kafkaClient;
    }

    Properties toProperties() {
        Properties properties = new Properties();
        properties.putAll(values);
        return properties;
    }

    /** A properties file. */
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
