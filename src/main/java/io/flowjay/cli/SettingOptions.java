package io.flowjay.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Every option that is a setting of the routes, or says where settings are. */
final class SettingOptions {
    @Mixin
    @SuppressWarnings("UnusedVariable") // the settings take its options over
    private final RouteOptions route = new RouteOptions();

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
            description = "Any setting of the routes, of Camel, or of its Kafka component (camel.component.kafka.*).")
    private Map<String, String> properties = Map.of();

    @Option(
            names = "--routes",
            paramLabel = "DIR",
            order = 7,
            description = "Directory of the routes. Default: routes.")
    private @Nullable Path routes;

    @Mixin
    private final ExtractionOptions extraction = new ExtractionOptions();

    /**
     * The directory of the routes.
     *
     * @throws IOException when it holds none
     */
    Path directory() throws IOException {
        return RoutesDirectory.find(routes);
    }

    /**
     * The settings, checked.
     *
     * @throws picocli.CommandLine.ParameterException naming what is wrong
     */
    RouteSettings settings(CommandSpec command) throws IOException {
        Path directory = directory();
        try {
            RouteSettings settings = new RouteSettings(directory);
            settings.environment(System.getenv());
            if (preset != null) {
                settings.preset(preset);
            }
            settings.options(command.commandLine().getParseResult(), extraction.settings);
            properties.forEach(settings::property);
            settings.check();
            return settings;
        } catch (IllegalArgumentException e) {
            throw Errors.wrongSetting(command, e);
        }
    }
}
