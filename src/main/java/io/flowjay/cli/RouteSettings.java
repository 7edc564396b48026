package io.flowjay.cli;

import io.flowjay.record.ExtractionSettings;
import io.flowjay.record.RecordFields;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The settings that the routes run with: those of their {@code application.properties}, a preset, and the command line, in this order. */
final class RouteSettings {
    private static final String PREFIX = "flowjay.";
    private static final String EXTENSION = ".properties";

    private final Path routes;
    private final Map<String, String> values;

    /**
     * @param routes directory of the routes
     * @throws IOException when it does not hold them
     */
    RouteSettings(Path routes) throws IOException {
        this.routes = routes;
        values = read(routes.resolve("application" + EXTENSION));
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
            String setting = PREFIX + option.longestName().replaceFirst("^--(no-)?", "");
            if (values.containsKey(setting) && option.getValue() != null) {
                values.put(setting, String.valueOf(option.<Object>getValue()));
            }
        }
        // One option stands for both.
        if (arguments.hasMatchedOption("--features")) {
            values.put(PREFIX + "groups", extraction.getGroups());
            values.put(PREFIX + "features", extraction.getFeatures());
        }
        // Kafka refuses its default together with any other value.
        if (!get("acks").equals("all") && !get("acks").equals("-1")) {
            values.put(PREFIX + "idempotence", "false");
        }
    }

    /** Sets any setting, by its full name, also one that belongs to Camel. */
    void property(String name, String value) {
        if (name.startsWith(PREFIX) && !values.containsKey(name)) {
            throw new IllegalArgumentException(
                    "unknown setting \"" + name + "\"; valid settings: " + String.join(", ", values.keySet()));
        }
        values.put(name, value);
    }

    /**
     * Checks what the routes would refuse at their start.
     *
     * @throws IllegalArgumentException naming the valid values
     */
    void check() {
        RecordFields.check(get("key-field"));
        check("acks", List.of("all", "-1", "0", "1"));
        check("compression", List.of("none", "gzip", "snappy", "lz4", "zstd"));
    }

    private void check(String name, List<String> valid) {
        if (!valid.contains(get(name))) {
            throw new IllegalArgumentException(
                    "unknown " + name + " \"" + get(name) + "\"; valid: " + String.join(", ", valid));
        }
    }

    /** A setting of FlowJay's, by its name without the prefix. */
    String get(String name) {
        return values.getOrDefault(PREFIX + name, "");
    }

    Properties toProperties() {
        Properties properties = new Properties();
        properties.putAll(values);
        return properties;
    }

    private static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        Map<String, String> map = new TreeMap<>();
        properties.forEach((name, value) -> map.put(String.valueOf(name), String.valueOf(value)));
        return map;
    }
}
