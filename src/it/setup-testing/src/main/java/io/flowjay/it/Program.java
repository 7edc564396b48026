package io.flowjay.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program in a process of its own, and what it prints. */
public final class Program implements AutoCloseable {
    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts a program.
     *
     * @param directory its working directory
     * @param environment variables to add to the environment
     * @param command the program and its arguments
     */
    public static Program start(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        Path output = Files.createTempFile(Path.of("target").toAbsolutePath(), "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        // It must not outlive a test that is killed.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Program(process, output);
    }

    /** The Java that runs the tests. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** What it has printed so far. */
    public String text() throws IOException {
        return Files.readString(output);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it has ended with success. */
    public void succeed(int minutes) throws IOException, InterruptedException {
        if (!process.waitFor(minutes, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new AssertionError(text());
        }
    }

    /** Waits until it has ended with a failure, and returns what it printed. */
    public String fail(int minutes) throws IOException, InterruptedException {
        if (!process.waitFor(minutes, TimeUnit.MINUTES) || process.exitValue() == 0) {
            throw new AssertionError(text());
        }
        return text();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
