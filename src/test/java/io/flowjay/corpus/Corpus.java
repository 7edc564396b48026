package io.flowjay.corpus;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.capture.CaptureFile;
import io.flowjay.record.parquet.SameRecords.Opening;
import io.flowjay.testing.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The captures with ground truth, see {@link SharedData#corpus()}. */
public final class Corpus {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = SharedData.corpus();

    private Corpus() {}

    /** Skips the test, with a message, where there is no corpus. */
    public static void assumePresent() {
        assumeTrue(Files.isDirectory(ROOT.resolve("conformance")), "no corpus of captures at " + ROOT);
    }

    /** The captures of one folder ({@code conformance} or {@code malformed}), by name. */
    public static List<Path> captures(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every capture of both folders; none without a corpus. */
    public static List<Opening> openings() {
        if (!Files.isDirectory(ROOT.resolve("conformance"))) {
            return List.of();
        }
        return Stream.of("conformance", "malformed")
                .flatMap(folder -> captures(folder).stream())
                .<Opening>map(capture -> () -> CaptureFile.open(capture))
                .toList();
    }

    /** What tshark says of a capture, one object a record; empty when there is nothing. */
    public static List<JsonNode> tshark(Path capture) {
        return lines(ROOT.resolve("expected/tshark/" + capture.getFileName() + ".ndjson"));
    }

    /** A file beside the corpus, for example {@code oracle}. */
    public static Path beside(String name) {
        return ROOT.resolveSibling(name);
    }

    /** The records of a file with one JSON object a line; empty when there is no such file. */
    public static List<JsonNode> lines(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(Corpus::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
