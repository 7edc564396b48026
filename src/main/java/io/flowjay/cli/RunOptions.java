package io.flowjay.cli;

import io.flowjay.camel.TopicSettings;
import io.flowjay.camel.files.FilesSettings;
import io.flowjay.record.Extraction;
import io.flowjay.settings.Section;
import io.flowjay.settings.Setting;
import io.flowjay.settings.SettingCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say what the routes run with: every setting, and where more are. */
final class RunOptions {
    private final SettingOptions settings = SettingOptions.all();

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            order = 7,
            description = "Settings for the producer: high-throughput or high-durability.")
    private @Nullable String preset;

    @Option(
            names = {"-p", "--property"},
            paramLabel = "NAME=VALUE",
            order = 7,
            description = "Any property of FlowJay, of Camel, or of its Kafka component (camel.component.kafka.*).")
    private Map<String, String> properties = Map.of();

    @Option(
            names = "--routes",
            paramLabel = "DIR",
            order = 7,
            description = "Directory of the routes. Default: those of the installation; without one, routes.")
    private @Nullable Path routes;

    /** The options that are settings. */
    SettingOptions settings() {
        return settings;
    }

    /**
     * The directory of the routes.
     *
     * @throws IOException if it holds none
     */
    Path directory() throws IOException {
        return RoutesDirectory.find(routes);
    }

    /**
     * What the routes run with, checked.
     *
     * @throws picocli.CommandLine.ParameterException naming what is wrong
     */
    RunSettings read(CommandSpec command) throws IOException {
        Path directory = directory();
        try {
            RunSettings.Builder builder = new RunSettings.Builder(directory, preset).environment(System.getenv());
            builder.properties(properties);
            settings.apply(command.commandLine().getParseResult(), builder.settings());
            RunSettings read = builder.build();
            read.kafkaClient();
            Extraction.of(read.settings());
            checkUsed(read);
            FilesSettings.check(read.settings());
            if (read.publishes()) {
                TopicSettings.check(read.settings());
            }
            return read;
        } catch (IllegalArgumentException e) {
            throw Errors.usage(command, e);
        }
    }

    /** Checks that no option is there that changes nothing; the environment and files may be those of other processes too. */
    private static void checkUsed(RunSettings read) {
        for (Setting<?> setting : SettingCatalog.all()) {
            String source = read.settings().source(setting);
            if (!source.startsWith(OutputOptions.OPTION)) {
                continue;
            }
            String option = source.substring(OutputOptions.OPTION.length());
            if (!read.needsKafka() && isForTopic(setting)) {
                throw notNeeded(option, "Kafka", SettingCatalog.FILES, read);
            }
            if (!read.makesFiles() && setting.section() == Section.FILES && setting != SettingCatalog.FILES) {
                throw new IllegalArgumentException(option + " is for --files, which is missing");
            }
        }
    }

    /**
     * Checks that an option for Kafka is not there if captures become files and nothing is on Kafka.
     *
     * @throws picocli.CommandLine.ParameterException naming the option
     */
    static void checkForKafka(CommandSpec command, RunSettings read, String option) {
        if (!read.needsKafka() && isGiven(command, option)) {
            throw Errors.usage(command, notNeeded(option, "Kafka", SettingCatalog.FILES, read));
        }
    }

    /** Whether an option is on the command line. */
    static boolean isGiven(CommandSpec command, String option) {
        return command.commandLine().getParseResult().hasMatchedOption(option);
    }

    /**
     * The exception for an option that changes nothing because of a setting.
     *
     * @param what the option is for, which the setting does not need
     */
    static IllegalArgumentException notNeeded(String option, String what, Setting<?> setting, RunSettings read) {
        return new IllegalArgumentException(option + " is for " + what + ", which " + setting.property() + " \""
                + read.settings().text(setting) + "\" does not need; leave out one of them");
    }

    private static boolean isForTopic(Setting<?> setting) {
        return OutputOptions.isForKafka(setting)
                || setting == SettingCatalog.DEAD_LETTER_TOPIC
                || setting == SettingCatalog.LEDGER_TOPIC;
    }
}
