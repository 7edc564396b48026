package io.flowjay.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import picocli.CommandLine;

/**
 * A command that ran in this process.
 *
 * @param out what it printed, except records, which go past it
 * @param err what it told
 */
record Cli(int exitCode, String out, String err) {
    /** Runs a command; arguments may be paths. */
    static Cli run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exitCode =
                line.execute(Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
        return new Cli(exitCode, out.toString(), err.toString());
    }
}
