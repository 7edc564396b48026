package io.flowjay.it;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A directory that a route watches. */
public final class Inbox {
    /** Flows of the sample capture that rides in FlowJay's jar. */
    public static final int FLOWS = 38;

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String SAMPLE = "/io/flowjay/sample/sample.pcapng";

    private Inbox() {}

    /** Puts the sample capture into a directory, in one step. */
    public static Path drop(Path directory, String name) throws IOException {
        Path partial = Files.createDirectories(directory).resolve("." + name + ".partial");
        try (InputStream in = Inbox.class.getResourceAsStream(SAMPLE)) {
            if (in == null) {
                throw new FileNotFoundException(SAMPLE);
            }
            Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.move(partial, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Waits until a file is there. */
    public static void await(Path file) {
        Awaitility.await(file.toString()).atMost(LIMIT).until(() -> Files.exists(file));
    }
}
