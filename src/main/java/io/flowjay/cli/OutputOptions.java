package io.flowjay.cli;

import io.flowjay.delivery.KafkaSink;
import io.flowjay.record.RecordFields;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.sink.OutputFile;
import io.flowjay.record.sink.RecordDestination;
import io.flowjay.settings.Scope;
import io.flowjay.settings.Section;
import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of a command that say where its records go: standard output, a file, or Kafka. */
final class OutputOptions {
    /** How the source of a setting begins that an option gives. */
    static final String OPTION = "option ";

    @ArgGroup
    private final Place place = new Place();

    /** A file or Kafka. */
    static final class Place {
        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                order = 1,
                description =
                        "Where the records go; the name chooses the format (flows.csv, flows.json.gz). Default, and -:"
                                + " standard output.")
        private @Nullable String output;

        @Option(
                names = "--kafka",
                paramLabel = "HOST:PORT[,...]",
                order = 2,
                description = "Send the records to Kafka; these are its bootstrap servers.")
        private @Nullable String kafka;
    }

    @Option(
            names = "--config",
            paramLabel = "FILE",
            order = 3,
            description =
                    "With --kafka: properties of Kafka's client, for example security.protocol and sasl.jaas.config.")
    private @Nullable Path config;

    /** Options for the settings of some scopes, of records, and of what sends them to Kafka; and for some more. */
    static SettingOptions settings(Set<Scope> scopes, Setting<?>... more) {
        EnumSet<Scope> all = EnumSet.of(Scope.EXTRACTION, Scope.OUTPUT);
        all.addAll(scopes);
        return SettingOptions.of(
                all,
                Stream.concat(
                                SettingCatalog.all().stream()
                                        .filter(setting -> setting.section() == Section.KAFKA
                                                || setting.section() == Section.REGISTRY)
                                        // The argument of --kafka.
                                        .filter(setting -> setting != SettingCatalog.BROKERS),
                                Stream.concat(Stream.of(SettingCatalog.DEAD_LETTER_TOPIC), Stream.of(more)))
                        .toArray(Setting<?>[]::new));
    }

    /**
     * Checks that nothing would be written over.
     *
     * @param captures what is read
     * @param statistics where the statistics go; null for nowhere
     * @throws IllegalArgumentException when an output has an empty name or is a directory; when records or statistics would go onto a
     *     capture, or onto each other; or when there is a
     *     configuration of Kafka's client and no --kafka
     */
    void check(List<String> captures, @Nullable Path statistics) {
        if (statistics != null) {
            checkFile("--stats", statistics.toString());
        }
        if (place.kafka == null) {
            if (place.output != null) {
                checkFile("--output", place.output);
            }
            OutputFile.checkDistinct(captures, file(), statistics);
            if (config != null) {
                throw new IllegalArgumentException("--config is for --kafka, which is missing");
            }
        } else if (statistics != null && !statistics.toString().equals("-")) {
            OutputFile.checkDistinct(captures, null, statistics);
        }
    }

    private static void checkFile(String option, String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException(option + " is empty; valid: a file, - for standard output");
        }
        // A path does not keep the slash at its end.
        if (name.endsWith("/") || name.endsWith(File.separator) || Files.isDirectory(Path.of(name))) {
            throw new IllegalArgumentException(
                    option + ' ' + name + " is a directory; valid: a file, - for standard output");
        }
    }

    /** The file for the records; null for standard output. */
    private @Nullable Path file() {
        return place.output == null ? null : Path.of(place.output);
    }

    /** Whether they go to Kafka. */
    boolean isKafka() {
        return place.kafka != null;
    }

    /** Sets what the options say. */
    void apply(Settings.Builder settings) {
        if (place.kafka != null) {
            settings.text(SettingCatalog.BROKERS, place.kafka, "option --kafka");
        }
    }

    /** Whether a setting changes nothing where no record goes to Kafka. */
    static boolean isForKafka(Setting<?> setting) {
        return setting.section() == Section.KAFKA
                || setting.section() == Section.REGISTRY
                || setting == SettingCatalog.DELIVERY;
    }

    /** Checks that no option is there that changes nothing. */
    private static void checkForKafka(Settings settings) {
        for (Setting<?> setting : SettingCatalog.all()) {
            if (isForKafka(setting)
                    && setting != SettingCatalog.KEY_FIELD
                    && settings.source(setting).startsWith(OPTION)) {
                throw new IllegalArgumentException(
                        settings.source(setting).substring(OPTION.length()) + " is for --kafka, which is missing");
            }
        }
    }

    /**
     * Where the records go.
     *
     * @param columns the fields of the records
     * @throws IllegalArgumentException for settings that exclude each other
     * @throws IOException if the configuration of Kafka's client cannot be read
     */
    RecordDestination destination(Settings settings, RecordColumns columns) throws IOException {
        RecordDestination destination = destination(settings);
        destination.check(columns);
        return destination;
    }

    private RecordDestination destination(Settings settings) throws IOException {
        if (place.kafka == null) {
            if (settings.source(SettingCatalog.KEY_FIELD).startsWith(OPTION)) {
                // Of no use here, but a wrong option is wrong usage; the environment may be that of 'flowjay run'.
                RecordFields.checkKey(settings);
            }
            checkForKafka(settings);
            return RecordDestination.of(file(), settings);
        }
        return RecordDestination.of(KafkaSink.NAME, config == null ? Map.of() : RunSettings.read(config), settings);
    }
}
