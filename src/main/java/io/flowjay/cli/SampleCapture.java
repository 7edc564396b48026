package io.flowjay.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The capture that rides in the jar. */
final class SampleCapture {
    private static final String RESOURCE = "/io/flowjay/sample/sample.pcapng";
    private static final String NAME = "sample.pcapng";

    private SampleCapture() {}

    /** Puts it into a directory, which is made when absent, and answers where. */
    static Path copyTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path partial = directory.resolve("." + NAME + ".partial");
        try (InputStream in = SampleCapture.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new FileNotFoundException(RESOURCE);
            }
            Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.move(partial, directory.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
    }
}
