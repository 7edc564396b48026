package io.flowjay.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a user sees when a command cannot be done: one sentence, and for wrong usage where the help is. */
final class Errors {
    private static final Pattern PROPERTY = Pattern.compile("\\b[a-z]+(?:[A-Z][a-z]*)+\\b");

    private Errors() {}

    /** The exception of a setting that is wrong, in the names of a command's options. */
    static ParameterException wrongSetting(CommandSpec command, IllegalArgumentException e) {
        String message = PROPERTY.matcher(String.valueOf(e.getMessage())).replaceAll(property -> {
            String option = "--" + property.group().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            return command.findOption(option) == null ? property.group() : option;
        });
        return new ParameterException(command.commandLine(), message, e);
    }

    static int usage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr().println("flowjay: " + e.getMessage());
        if (e instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            command.getErr().println("Valid options: " + String.join(", ", optionNames(command)));
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
        boolean told = root.getMessage() == null || what.contains(reason);
        String message = told ? what : what + ": " + reason;
        return message.replaceAll("\\s*\\R\\s*", " ");
    }

    private static String own(Throwable e) {
        if (e instanceof FileSystemException file && file.getReason() == null) {
            return file.getMessage() + ": " + reason(file);
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    /** Java's own messages are the file's name and nothing else. */
    private static String reason(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        // Directories are the only thing that is made where something may be.
        return e instanceof FileAlreadyExistsException ? "is no directory" : "cannot be used";
    }

    private static Collection<String> optionNames(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .map(option -> option.longestName())
                .sorted()
                .toList();
    }
}
