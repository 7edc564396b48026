package io.flowjay.camel.files;

import io.flowjay.camel.ShippedRoute;
import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.sink.RecordDestination;
import io.flowjay.record.sink.RecordOutput;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.io.TempDir;

/** Runs the shipped routes with a directory of files. */
abstract class FilesRoute extends ShippedRoute {
    @TempDir
    Path out;

    /** Loads and starts the routes; settings are given as name, value, name, value. */
    void startFiles(String... settings) throws Exception {
        loadFiles(context, settings);
        context.start();
    }

    /** The routes in a context of their own, as after a restart; the caller closes it. */
    DefaultCamelContext restartedFiles(String... settings) throws Exception {
        DefaultCamelContext another = new DefaultCamelContext();
        loadFiles(another, settings);
        another.start();
        return another;
    }

    private void loadFiles(CamelContext into, String... settings) throws Exception {
        List<String> all = new ArrayList<>(List.of("flowjay.files", out.toString()));
        all.addAll(List.of(settings));
        load(into, all.toArray(String[]::new));
        PluginHelper.getRoutesLoader(into)
                .loadRoutes(
                        PluginHelper.getResourceLoader(into).resolveResource("file:routes/pcap-to-files.camel.yaml"));
    }

    /** Names below the directory of the files, without what is hidden. */
    List<String> written() throws IOException {
        return below(out, false);
    }

    /** Names of what is written and has not appeared. */
    List<String> partial() throws IOException {
        Path partial = out.resolve(".flowjay/partial");
        return Files.exists(partial) ? below(partial, true) : List.of();
    }

    private static List<String> below(Path directory, boolean hidden) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> directory.relativize(path).toString())
                    .filter(name -> hidden || !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** The only file. */
    Path only() throws IOException {
        List<String> names = written();
        if (names.size() != 1) {
            throw new AssertionError("not one file: " + names);
        }
        return out.resolve(names.get(0));
    }

    /** What {@code flowjay extract -o} writes to a file of a name. */
    Path extracted(Path capture, String name, Settings settings) throws IOException {
        return extracted(List.of(capture), name, settings);
    }

    /** What {@code flowjay extract -o} writes to one file from several captures. */
    Path extracted(List<Path> captures, String name, Settings settings) throws IOException {
        Path file = Files.createTempDirectory("extracted").resolve(name);
        Extraction extraction = Extraction.of(settings);
        try (RecordOutput<?> output = RecordDestination.of(file, settings).open(extraction.columns())) {
            for (Path capture : captures) {
                extraction.write(CaptureFile.open(capture), output);
            }
            output.commit();
        }
        return file;
    }
}
