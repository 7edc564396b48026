package io.flowjay.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
    private static final List<String> COMMANDS =
            List.of("run", "extract", "live", "config", "doctor", "consume", "replay", "catalog", "help");

    private Main() {}

    /** Runs a command and ends the process with its exit code: 0, 1 when something could not be done, 2 for wrong usage. */
    public static void main(String[] args) {
        Logging.start();
        int exitCode = commandLine(args).execute(args);
        System.exit(exitCode);
    }

    /** The program with every command. */
    static CommandLine commandLine() {
        return commandLine(COMMANDS);
    }

    /** The program with only the command that some arguments name: all options of all commands take longer than a small capture. */
    static CommandLine commandLine(String[] args) {
        boolean one = args.length > 0 && COMMANDS.contains(args[0]) && !args[0].equals("help");
        return commandLine(one ? List.of(args[0]) : COMMANDS);
    }

    private static CommandLine commandLine(List<String> commands) {
        CommandLine line = new CommandLine(new Main());
        for (String name : commands) {
            Object command = command(name);
            CommandLine subcommand = new CommandLine(command);
            if (command instanceof SettingCommand configurable) {
                configurable.options().addTo(subcommand.getCommandSpec());
            }
            line.addSubcommand(name, subcommand);
        }
        // Records are UTF-8, whatever the locale.
        return line.registerConverter(CatalogCommand.Format.class, CatalogCommand.Format::of)
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setUsageHelpAutoWidth(true)
                .setUsageHelpLongOptionsMaxWidth(36)
                .setParameterExceptionHandler(Errors::usage)
                .setExecutionExceptionHandler(Errors::execution);
    }

    private static Object command(String name) {
        return switch (name) {
            case "run" -> new RunCommand();
            case "extract" -> new ExtractCommand();
            case "live" -> new LiveCommand();
            case "config" -> new ConfigCommand();
            case "doctor" -> new DoctorCommand();
            case "consume" -> new ConsumeCommand();
            case "replay" -> new ReplayCommand();
            case "catalog" -> new CatalogCommand();
            default -> new HelpCommand();
        };
    }
}
