package io.flowjay.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program {@code flowjay}. */
@Command(
        name = "flowjay",
        description = "Turns packet captures into flow features on Kafka.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            ExtractCommand.class,
            LiveCommand.class,
            ConfigCommand.class,
            ConsumeCommand.class,
            CatalogCommand.class,
            HelpCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  flowjay run                               a broker, a sample capture, its records; then watches captures/",
            "  flowjay run --captures /var/spool/pcap --brokers kafka1:9092 --topic flow-features",
            "  flowjay extract trace.pcap -o trace.ndjson",
            "  flowjay live eth0 --duration 60s",
            "  flowjay config --preset high-throughput",
            "  flowjay help extract"
        })
public final class Main {
    private static final List<String> BY_ENVIRONMENT = List.of("extract", "live");

    private Main() {}

    /** Runs a command and ends the process with its exit code: 0, 1 when something could not be done, 2 for wrong usage. */
    public static void main(String[] args) {
        Logging.start();
        int exitCode = commandLine().execute(args);
        System.exit(exitCode);
    }

    static CommandLine commandLine() {
        CommandLine line = configure(new CommandLine(new Main()));
        // What runs the routes asks the environment itself, between their file and a preset.
        EnvironmentDefaults environment = new EnvironmentDefaults(System.getenv());
        line.getSubcommands().forEach((name, command) -> {
            if (BY_ENVIRONMENT.contains(name)) {
                command.setDefaultValueProvider(environment);
            }
        });
        // Records are UTF-8, whatever the locale.
        return line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setUsageHelpAutoWidth(true)
                .setUsageHelpLongOptionsMaxWidth(36)
                .setParameterExceptionHandler(Errors::usage)
                .setExecutionExceptionHandler(Errors::execution);
    }

    /** Has a parser understand what options can be. */
    static CommandLine configure(CommandLine line) {
        return line.registerConverter(Duration.class, new DurationConverter())
                .registerConverter(CatalogCommand.Format.class, CatalogCommand.Format::of);
    }
}
