package io.flowjay.cli;

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
            ConsumeCommand.class,
            CatalogCommand.class,
            HelpCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  flowjay run                               a broker, a sample capture, its records; then watches captures/",
            "  flowjay run --captures /var/spool/pcap --brokers kafka1:9092 --topic flow-features",
            "  flowjay extract trace.pcap -o trace.ndjson",
            "  flowjay help extract"
        })
public final class Main {
    private Main() {}

    /** Runs a command and ends the process with its exit code: 0, 1 when something could not be done, 2 for wrong usage. */
    public static void main(String[] args) {
        Logging.start();
        int exitCode = commandLine().execute(args);
        System.exit(exitCode);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setUsageHelpAutoWidth(true)
                .setUsageHelpLongOptionsMaxWidth(36)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(java.time.Duration.class, new DurationConverter())
                .setParameterExceptionHandler(Errors::usage)
                .setExecutionExceptionHandler(Errors::execution);
        return line;
    }
}
