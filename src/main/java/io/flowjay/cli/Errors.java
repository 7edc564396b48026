package io.flowjay.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a user sees when a command cannot be done: one sentence, and for wrong usage where the help is. */
final class Errors {
    private Errors() {}

    static int usage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr().println("flowjay: " + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, command.getErr());
        if (e instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            command.getErr().println("Valid options: " + String.join(", ", optionNames(command)));
        }
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    static int execution(Exception e, CommandLine command, ParseResult arguments) {
        Throwable cause = e;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
        command.getErr().println("flowjay: " + message);
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    private static Iterable<String> optionNames(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .map(option -> option.longestName())
                .sorted()
                .toList();
    }
}
