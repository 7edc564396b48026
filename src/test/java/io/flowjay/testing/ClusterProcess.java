package io.flowjay.testing;

import io.flowjay.cli.broker.ClusterNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The process of one broker of a {@link TestCluster}. */
final class ClusterProcess {
    private final List<String> arguments;
    private final Path log;
    private Process process;

    /** @param arguments what {@link ClusterNode} takes; the first is its directory */
    ClusterProcess(List<String> arguments) {
        this.arguments = arguments;
        log = Path.of(arguments.get(0) + ".log");
    }

    /** Starts it in the directory and on the ports that it had before. */
    void start() throws IOException {
        List<String> command = new ArrayList<>(ChildJvm.command("256m", ClusterNode.class.getName()));
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Whether it takes requests. */
    boolean isStarted() {
        try {
            String text = Files.readString(log, StandardCharsets.UTF_8);
            if (process.isAlive()) {
                return text.lines().anyMatch(ClusterNode.STARTED::equals);
            }
            throw new AssertionError("the broker has ended with " + process.exitValue() + ":\n" + text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** SIGKILL; returns when it is gone. */
    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
