package io.flowjay.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the routes: those the user names, those of the distribution, or those in the working directory. */
final class RoutesDirectory {
    /** Set by the start script. */
    private static final String HOME = "flowjay.home";

    private RoutesDirectory() {}

    /**
     * @param given the directory that the user named, or null
     * @throws IOException when it holds no routes, naming it
     */
    static Path find(@Nullable Path given) throws IOException {
        String home = System.getProperty(HOME);
        Path directory = given != null ? given : home != null ? Path.of(home, "routes") : Path.of("routes");
        if (!Files.exists(directory.resolve("application.properties"))) {
            throw new IOException("no routes in " + directory.toAbsolutePath()
                    + ": there is no application.properties; see --routes");
        }
        return directory;
    }
}
