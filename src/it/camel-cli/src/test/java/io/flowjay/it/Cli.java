package io.flowjay.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs in processes of their own: the Camel CLI, Maven, and what they make. */
final class Cli implements AutoCloseable {
    private final Process process;
    private final Path output;

    private Cli(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts the Camel CLI in a directory. */
    static Cli camel(Path directory, Map<String, String> environment, List<String> arguments) throws IOException {
        String classPath = Path.of("target", "classes").toAbsolutePath()
                + File.pathSeparator
                + Files.readString(Path.of("target", "cli.classpath")).trim();
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Dmaven.repo.local=" + System.getProperty("maven.repository"),
                "-cp",
                classPath,
                "io.flowjay.it.CamelCli"));
        command.addAll(arguments);
        return start(directory, environment, command);
    }

    /** Starts a jar. */
    static Cli jar(Path directory, Map<String, String> environment, Path jar) throws IOException {
        return start(directory, environment, List.of(java(), "-jar", jar.toString()));
    }

    /** Builds a project. */
    static Cli maven(Path directory) throws IOException {
        return start(
                directory,
                Map.of(),
                List.of(
                        System.getProperty("maven.command"),
                        "-B",
                        "-q",
                        "-Dmaven.repo.local=" + System.getProperty("maven.repository"),
                        "-DskipTests",
                        "package"));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Cli start(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        Path output = Files.createTempFile(Path.of("target").toAbsolutePath(), "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Cli(process, output);
    }

    /** What it has told so far. */
    String text() throws IOException {
        return Files.readString(output);
    }

    /** Waits until it has ended well. */
    void succeed(int minutes) throws IOException, InterruptedException {
        if (!process.waitFor(minutes, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new AssertionError(text());
        }
    }

    /** Waits until it has ended badly, and answers what it told. */
    String fail(int minutes) throws IOException, InterruptedException {
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
