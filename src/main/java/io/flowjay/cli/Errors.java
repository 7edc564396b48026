package io.flowjay.cli;

import io.flowjay.names.NearestName;
import io.flowjay.record.sink.FileErrors;
import io.flowjay.settings.SettingException;
import java.nio.file.FileSystemException;
import java.util.Collection;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a user sees when a command fails: one sentence, and for wrong usage where the help is. */
final class Errors {
    private Errors() {}

    /** The exception for wrong usage of a command. */
    static ParameterException usage(CommandSpec command, IllegalArgumentException e) {
        return new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }

    static int usage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        // A setting's message says all; the parser would put its own words around it.
        String message = e.getCause() instanceof SettingException setting ? setting.getMessage() : e.getMessage();
        command.getErr().println("flowjay: " + message);
        if (e.getCause() instanceof SettingException setting && setting.isOfName()) {
            command.getErr().println("'flowjay config' lists all settings.");
        }
        if (e instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            String unknown = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
            String nearest = NearestName.near(unknown, optionNames(command));
            command.getErr()
                    .println(
                            nearest.isEmpty()
                                    ? "Valid options: " + String.join(", ", optionNames(command))
                                    : "Did you mean " + nearest + "?");
        } else if (!command.getSubcommands().isEmpty()) {
            command.getErr()
                    .println("Valid commands: "
                            + String.join(", ", command.getSubcommands().keySet()));
        }
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    static int execution(Exception e, CommandLine command, ParseResult arguments) {
        command.getErr().println("flowjay: " + message(e));
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** What happened and why, in one line. */
    static String message(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = own(root);
        String what = e.getMessage() == null ? reason : own(e);
        boolean said = root.getMessage() == null || what.contains(reason);
        String message = said ? what : what + ": " + reason;
        return message.replaceAll("\\s*\\R\\s*", " ");
    }

    private static String own(Throwable e) {
        if (e instanceof FileSystemException file && file.getReason() == null) {
            return file.getMessage() + ": " + FileErrors.reason(file);
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static Collection<String> optionNames(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .map(option -> option.longestName())
                .sorted()
                .toList();
    }
}
