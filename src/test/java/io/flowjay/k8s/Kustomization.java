package io.flowjay.k8s;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A kustomization or a component, as far as these manifests use what there is; other fields are refused. */
record Kustomization(
        String apiVersion,
        String kind,
        String namespace,
        List<String> resources,
        List<String> components,
        List<Map<String, Object>> labels,
        List<Generator> configMapGenerator,
        List<Patch> patches,
        List<Map<String, String>> images) {

    record Generator(
            String name,
            String behavior,
            List<String> files,
            List<String> envs,
            List<String> literals,
            Map<String, Object> options) {}

    record Patch(String path, Map<String, String> target) {}

    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    static Kustomization of(Path file) {
        try {
            return STRICT.treeToValue(Manifests.documents(file).get(0), Kustomization.class);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /** Files that it names, relative to it. */
    List<String> files() {
        List<String> files = new ArrayList<>();
        all(resources).stream().filter(path -> path.endsWith(".yaml")).forEach(files::add);
        all(patches).forEach(patch -> files.add(patch.path()));
        for (Generator generator : all(configMapGenerator)) {
            all(generator.files()).forEach(file -> files.add(file.replaceFirst("^[^=]+=", "")));
            files.addAll(all(generator.envs()));
        }
        return files;
    }

    /** Directories of resources that it names, relative to it. */
    List<String> bases() {
        return all(resources).stream().filter(path -> !path.endsWith(".yaml")).toList();
    }

    private static <T> List<T> all(List<T> list) {
        return list == null ? List.of() : list;
    }

    /** Directories of components that it names, relative to it. */
    List<String> parts() {
        return all(components);
    }

    /** Names of the maps that it makes. */
    List<String> maps() {
        return all(configMapGenerator).stream().map(Generator::name).toList();
    }

    /** The settings that it gives literally, {@code NAME=VALUE}. */
    List<String> literals() {
        return all(configMapGenerator).stream()
                .flatMap(generator -> all(generator.literals()).stream())
                .toList();
    }
}
