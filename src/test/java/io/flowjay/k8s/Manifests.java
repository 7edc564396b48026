package io.flowjay.k8s;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of {@code k8s/}, read as YAML in which no key may stand twice. */
final class Manifests {
    static final Path ROOT = Path.of("k8s");

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
                    .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private Manifests() {}

    /** The documents of a file, empty ones left out. */
    static List<JsonNode> documents(Path file) {
        List<JsonNode> documents = new ArrayList<>();
        try (YAMLParser parser = ((YAMLFactory) YAML.getFactory()).createParser(Files.readString(file));
                com.fasterxml.jackson.databind.MappingIterator<JsonNode> all =
                        YAML.readerFor(JsonNode.class).readValues(parser)) {
            while (all.hasNext()) {
                JsonNode document = all.next();
                if (!document.isNull() && !document.isMissingNode()) {
                    documents.add(document);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
        return documents;
    }

    /** Every file below {@code k8s/} with this name or ending. */
    static List<Path> files(String ending) {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> String.valueOf(file.getFileName()).endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The manifests themselves, without kustomizations. */
    static List<Path> manifests() {
        return files(".yaml").stream()
                .filter(file -> !file.endsWith("kustomization.yaml"))
                .toList();
    }
}
