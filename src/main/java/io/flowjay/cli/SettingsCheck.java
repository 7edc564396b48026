package io.flowjay.cli;

import io.flowjay.feature.Feature;
import io.flowjay.record.Extraction;
import io.flowjay.record.RecordFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * Checks settings wherever they came from: for a wrong one the routes would take a default, or say something that only their author
 * understands.
 */
final class SettingsCheck {
    private static final List<String> SWITCH = List.of("true", "false");
    private static final Map<String, List<String>> CHOICES = Map.ofEntries(
            Map.entry("acks", List.of("all", "-1", "0", "1")),
            Map.entry("compression", List.of("none", "gzip", "snappy", "lz4", "zstd")),
            Map.entry("recursive", SWITCH),
            Map.entry("watch", SWITCH),
            Map.entry("offer", SWITCH),
            Map.entry("take", SWITCH),
            Map.entry("idempotence", SWITCH),
            Map.entry("cloud-events", SWITCH),
            Map.entry("uploads", SWITCH),
            Map.entry("create-topics", SWITCH),
            Map.entry("delivery", List.of("at-least-once", "exactly-once")),
            Map.entry("duplicates", List.of("skip", "process")),
            Map.entry("live", SWITCH),
            Map.entry("live-promiscuous", SWITCH));
    private static final Map<String, Long> LEAST = Map.ofEntries(
            Map.entry("batch-size", 1L),
            Map.entry("linger-ms", 0L),
            Map.entry("producer-batch-bytes", 0L),
            Map.entry("quiet-time", 0L),
            Map.entry("poll-delay", 1L),
            Map.entry("max-request-size", 1L),
            Map.entry("delivery-timeout-ms", 1L),
            Map.entry("redeliveries", 0L),
            Map.entry("redelivery-delay", 0L),
            Map.entry("max-upload-bytes", 1L),
            Map.entry("min-free-bytes", 0L),
            Map.entry("http-port", -1L),
            Map.entry("worker-timeout-ms", 1L),
            Map.entry("attempts", 1L),
            Map.entry("live-snapshot-length", 1L),
            Map.entry("live-kernel-buffer-bytes", 1L),
            Map.entry("live-queue-bytes", 1L),
            Map.entry("live-retry-delay", 1L));
    /** Those beyond what an {@code int} holds. */
    private static final Set<String> LARGE = Set.of("max-upload-bytes", "min-free-bytes");

    private static final int LAST_PORT = 65_535;
    /** What Kafka allows. */
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private SettingsCheck() {}

    /**
     * Checks every setting.
     *
     * @param settings values by name, without the prefix
     * @return those whose words the routes would not understand, in words that they do
     * @throws IllegalArgumentException naming the setting and the valid values
     */
    static Map<String, String> check(Map<String, String> settings) {
        CHOICES.forEach((name, valid) -> choice(name, settings.get(name), valid));
        LEAST.forEach((name, least) -> number(name, settings.get(name), least));
        if (Long.parseLong(settings.getOrDefault("http-port", "0")) > LAST_PORT) {
            throw new IllegalArgumentException(
                    "http-port must be -1 to " + LAST_PORT + ", but is " + settings.get("http-port"));
        }
        include(settings.getOrDefault("include", ""));
        String topic = settings.getOrDefault("topic", "");
        if (!TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException(
                    "\"" + topic + "\" is no topic; valid: up to 249 letters, digits, dots, underscores and hyphens");
        }
        ExtractionOptions options = new ExtractionOptions();
        Map<String, String> understood = parse(settings, options);
        understood.put("live-duration", duration("live-duration", settings.getOrDefault("live-duration", "0")));
        options.settings.setGroups(settings.getOrDefault("groups", ""));
        options.settings.setFeatures(settings.getOrDefault("features", ""));
        key(settings.getOrDefault("key-field", ""), options.settings.build());
        return understood;
    }

    private static Map<String, String> parse(Map<String, String> settings, ExtractionOptions options) {
        CommandLine line = Main.configure(new CommandLine(options));
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> {
            // The option --features is more than the setting: groups too.
            boolean same = !name.equals("features") && line.getCommandSpec().findOption("--" + name) != null;
            if (same) {
                arguments.add("--" + name + "=" + value);
            }
        });
        Map<String, String> understood = new TreeMap<>();
        try {
            for (OptionSpec option :
                    line.parseArgs(arguments.toArray(String[]::new)).matchedOptions()) {
                understood.put(option.longestName().substring(2), String.valueOf(option.<Object>getValue()));
            }
        } catch (ParameterException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return understood;
    }

    /** A duration in words that Camel understands. */
    private static String duration(String name, String value) {
        try {
            return new DurationConverter().convert(value).toString();
        } catch (TypeConversionException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static void choice(String name, @Nullable String value, List<String> valid) {
        if (value != null && !valid.contains(value)) {
            throw new IllegalArgumentException(
                    "unknown " + name + " \"" + value + "\"; valid: " + String.join(", ", valid));
        }
    }

    private static void number(String name, @Nullable String value, long least) {
        try {
            long number = value == null ? least : Long.parseLong(value);
            if (number >= least && (number <= Integer.MAX_VALUE || LARGE.contains(name))) {
                return;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new IllegalArgumentException(
                name + " must be a whole number, " + least + " or more, but is \"" + value + "\"");
    }

    private static void include(String expression) {
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "include is no regular expression: " + e.getDescription() + " in \"" + expression + "\"", e);
        }
    }

    /** A key that no record holds would scatter records which belong together. */
    private static void key(String field, Extraction extraction) {
        RecordFields.check(field);
        List<String> features =
                extraction.selection().features().stream().map(Feature::name).toList();
        if (!RecordFields.extras().contains(field) && !features.contains(field)) {
            throw new IllegalArgumentException(
                    "the key field \"" + field + "\" is not among the selected features; valid: "
                            + String.join(", ", RecordFields.extras()) + ", " + String.join(", ", features));
        }
    }
}
