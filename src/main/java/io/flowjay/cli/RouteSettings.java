package io.flowjay.cli;

import io.flowjay.camel.SettingNames;
import io.flowjay.record.ExtractionSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
 * The settings that the routes run with: the defaults, those of the routes' {@code application.properties}, the environment, a
 * preset, and the command line, in this order. A name is a setting's when the defaults have it.
 */
final class RouteSettings {
    private static final String PREFIX = "flowjay.";
    private static final String DEFAULT = "default";
    private static final String EXTENSION = ".properties";
    private static final String KAFKA_VARIABLES = "CAMEL_COMPONENT_KAFKA_";

    private final Path routes;
    private final Map<String, String> values = new TreeMap<>();
    /** Where each value is from. */
    private final Map<String, String> sources = new HashMap<>();

    private final SettingNames names;
    /** Names of those that are not from a file. */
    private final Set<String> given = new HashSet<>();

    private Map<String, String> kafkaClient = Map.of();

    /**
     * @param routes directory of the routes
     * @throws IOException when it does not hold them
     * @throws IllegalArgumentException when they set what is no setting
     */
    RouteSettings(Path routes) throws IOException {
        this.routes = routes;
        Map<String, String> defaults = SettingNames.defaults();
        names = new SettingNames(defaults.keySet());
        put(defaults, DEFAULT);
        Path file = routes.resolve("application" + EXTENSION);
        Map<String, String> changed = read(file);
        // What stands there as it was shipped is a default still.
        changed.entrySet().removeIf(entry -> entry.getValue().equals(defaults.get(entry.getKey())));
        put(changed, file.toString());
    }

    private void put(Map<String, String> settings, String source) {
        settings.forEach((name, value) -> {
            names.check(name, source);
            values.put(name, value);
            sources.put(name, source);
        });
    }

    /**
     * Takes over the variables that are named after settings: {@code FLOWJAY_KEY_FIELD} is {@code flowjay.key-field}, and
     * {@code CAMEL_COMPONENT_KAFKA_SASL_JAAS_CONFIG} is {@code camel.component.kafka.sasl-jaas-config}.
     *
     * @throws IllegalArgumentException when one that begins with {@code FLOWJAY_} is named after none
     */
    void environment(Map<String, String> variables) {
        names.checkVariables(variables.keySet());
        for (String name : List.copyOf(values.keySet())) {
            String variable = SettingNames.variable(name);
            String value = variables.get(variable);
            if (value != null) {
                give(name, value, "environment " + variable);
            }
        }
        variables.forEach((name, value) -> {
            if (name.startsWith(KAFKA_VARIABLES)) {
                String option = name.substring(KAFKA_VARIABLES.length()).toLowerCase(Locale.ROOT);
                give(KafkaClient.PREFIX + option.replace('_', '-'), value, "environment " + name);
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
        put(read(directory.resolve(name + EXTENSION)), "preset " + name);
    }

    /** Takes over the options that were given. */
    void options(ParseResult arguments, ExtractionSettings extraction) {
        for (OptionSpec option : arguments.matchedOptions()) {
            String setting = PREFIX + option.longestName().substring(2);
            if (values.containsKey(setting) && option.getValue() != null) {
                give(setting, String.valueOf(option.<Object>getValue()), "option " + option.longestName());
            }
        }
        // One option stands for both.
        if (arguments.hasMatchedOption("--features")) {
            give(PREFIX + "groups", extraction.getGroups(), "option --features");
            give(PREFIX + "features", extraction.getFeatures(), "option --features");
        }
    }

    /** Sets any setting, by its full name, also one that belongs to Camel. */
    void property(String name, String value) {
        names.check(name, "--property");
        give(name, value, "--property");
    }

    private void give(String name, String value, String source) {
        values.put(name, value);
        sources.put(name, source);
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
            if (get("idempotence").equals("true")) {
                values.put(PREFIX + "idempotence", "false");
                sources.put(PREFIX + "idempotence", "follows from acks " + get("acks"));
            }
        }
    }

    /** A setting of FlowJay's, by its name without the prefix. */
    String get(String name) {
        return values.getOrDefault(PREFIX + name, "");
    }

    /** Where the value of a setting is from, by its full name: the defaults, a file, a variable, a preset or an option. */
    String source(String name) {
        return sources.getOrDefault(name, DEFAULT);
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
