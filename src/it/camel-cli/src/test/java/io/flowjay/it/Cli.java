package io.flowjay.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Camel CLI, Maven, and the programs that they make. */
final class Cli {
    private Cli() {}

    /** Starts the Camel CLI in a directory. */
    static Program camel(Path directory, Map<String, String> environment, List<String> arguments) throws IOException {
        return camel("", directory, environment, arguments);
    }

    /** Starts the Camel CLI with a jar on its own class path. */
    static Program camelWith(Path jar, Path directory, List<String> arguments) throws IOException {
        return camel(jar + File.pathSeparator, directory, Map.of(), arguments);
    }

    private static Program camel(
            String classPathStart, Path directory, Map<String, String> environment, List<String> arguments)
            throws IOException {
        String classPath = classPathStart
                + Path.of("target", "classes").toAbsolutePath()
                + File.pathSeparator
                + Files.readString(Path.of("target", "cli.classpath")).trim();
        List<String> command = new ArrayList<>(List.of(
                Program.java(),
                "-Dmaven.repo.local=" + System.getProperty("maven.repository"),
                "-cp",
                classPath,
                "io.flowjay.it.CamelCli"));
        command.addAll(arguments);
        return Program.start(directory, environment, command);
    }

    /** Starts a jar. */
    static Program jar(Path directory, Map<String, String> environment, Path jar) throws IOException {
        return Program.start(directory, environment, List.of(Program.java(), "-jar", jar.toString()));
    }

    /** Builds a project. */
    static Program maven(Path directory) throws IOException {
        return Program.start(
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
}
