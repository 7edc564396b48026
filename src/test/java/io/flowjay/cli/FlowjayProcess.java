package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.testing.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, which works in a directory of its own. */
final class FlowjayProcess implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;

    private final Process process;
    private final Path err;

    private FlowjayProcess(Process process, Path err) {
        this.process = process;
        this.err = err;
    }

    /** Starts it in the poorest locale, with its standard output in a pipe that {@link #out()} reads. */
    static FlowjayProcess piped(Path directory, List<String> arguments) throws IOException {
        return start(directory, List.of(), arguments, Map.of("LC_ALL", "C"), false);
    }

    /** Starts it with both streams in one file, which {@link #text()} reads. */
    static FlowjayProcess onTerminal(Path directory, Map<String, String> environment, List<String> arguments)
            throws IOException {
        return start(directory, List.of(), arguments, environment, true);
    }

    /** The same under another program, such as one that takes rights away. */
    static FlowjayProcess under(
            Path directory, List<String> prefix, Map<String, String> environment, List<String> arguments)
            throws IOException {
        return start(directory, prefix, arguments, environment, true);
    }

    private static FlowjayProcess start(
            Path directory,
            List<String> prefix,
            List<String> arguments,
            Map<String, String> environment,
            boolean merged)
            throws IOException {
        Path err = Files.createTempFile(directory, "terminal", ".txt");
        List<String> command = new ArrayList<>(prefix);
        command.addAll(ChildJvm.command("512m", Main.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("FLOWJAY_"));
        builder.environment().putAll(environment);
        builder.redirectError(err.toFile());
        if (merged) {
            builder.redirectErrorStream(true).redirectOutput(err.toFile());
        }
        return new FlowjayProcess(builder.start(), err);
    }

    /** Its standard input. */
    OutputStream in() {
        return process.getOutputStream();
    }

    /** Its standard output. */
    InputStream out() {
        return process.getInputStream();
    }

    /** What it has told so far. */
    String text() {
        try {
            return Files.readString(err, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Tells it to end, as Ctrl-C does. */
    void terminate() {
        process.destroy();
    }

    /** Ends it as SIGKILL does: it learns nothing of it. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Sends it a signal by its name, such as {@code STOP}. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** Waits until it has ended and answers its exit code. */
    int await(int seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + seconds + " s:\n" + text());
        }
        return process.exitValue();
    }

    int await() throws InterruptedException {
        return await(LIMIT_SECONDS);
    }

    @Override
    public void close() {
        kill();
    }
}
