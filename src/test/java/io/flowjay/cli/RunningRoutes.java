package io.flowjay.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shipped routes and what {@code flowjay run} serves of them, in this process, on a port of its own. */
public final class RunningRoutes implements AutoCloseable {
    private final MainJob job;
    private final URI page;

    private RunningRoutes(MainJob job, URI page) {
        this.job = job;
        this.page = page;
    }

    /** Starts them with settings by their names without the prefix. */
    public static RunningRoutes start(Map<String, String> settings) throws Exception {
        Path directory = Path.of("routes");
        Map<String, String> properties = new HashMap<>(
                Map.of("flowjay.quiet-time", "1ms", "flowjay.poll-delay", "50ms", "flowjay.http-port", "0"));
        settings.forEach((name, value) -> properties.put("flowjay." + name, value));
        RunSettings all =
                new RunSettings.Builder(directory, null).properties(properties).build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        MainJob job = new MainJob(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            job.startRoutes(all, directory);
            job.serve(all);
            Matcher line = Pattern.compile("Page: +(http://\\S+/)").matcher(bytes.toString(StandardCharsets.UTF_8));
            if (!line.find()) {
                throw new AssertionError("no page: " + bytes);
            }
            return new RunningRoutes(job, URI.create(line.group(1)));
        } catch (Exception | Error e) {
            job.close();
            throw e;
        }
    }

    /** Where a path is served. */
    public URI uri(String path) {
        return page.resolve(path);
    }

    @Override
    public void close() {
        job.close();
    }
}
