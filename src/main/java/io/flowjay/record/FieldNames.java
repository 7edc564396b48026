package io.flowjay.record;

import io.flowjay.feature.Feature;
import io.flowjay.feature.catalog.FeatureCatalog;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the features are called in records: other tools know the same value under another name. The fields before the features
 * keep their names. Immutable.
 */
public final class FieldNames {
    /** Bare names: {@code iat_mean}. */
    public static final FieldNames DEFAULT = new FieldNames(names(false));

    private static final String BARE = "name";
    private static final String IDS = "id";

    private final Map<Feature, String> names;

    private FieldNames(Map<Feature, String> names) {
        this.names = names;
    }

    /**
     * The names of a naming.
     *
     * @param naming {@code name} for bare names, {@code id} for ids ({@code timing.iat_mean}), or the path of a properties file
     *     (UTF-8) of lines {@code iat_mean=Flow IAT Mean}; features that it does not name keep their bare names
     * @throws IllegalArgumentException naming the file and what is wrong: it cannot be read, or has an unknown feature, an empty name,
     *     or a name twice
     */
    public static FieldNames of(String naming) {
        return switch (naming) {
            case BARE -> DEFAULT;
            case IDS -> new FieldNames(names(true));
            default -> ofFile(Path.of(naming));
        };
    }

    /** Whether a naming is one of those that FlowJay has; others are files. */
    static boolean isBuiltIn(String naming) {
        return naming.equals(BARE) || naming.equals(IDS);
    }

    private static Map<Feature, String> names(boolean ids) {
        return FeatureCatalog.features().stream()
                .collect(Collectors.toMap(feature -> feature, feature -> ids ? feature.id() : feature.name()));
    }

    private static FieldNames ofFile(Path file) {
        Properties given = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            given.load(in);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + " is neither name nor id nor a file that exists", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file + " is neither name nor id nor a properties file that can be read (" + e.getMessage() + ")",
                    e);
        }
        Map<Feature, String> names = new HashMap<>(DEFAULT.names);
        for (String key : given.stringPropertyNames()) {
            Feature feature = FeatureCatalog.find(key)
                    .orElseThrow(() -> new IllegalArgumentException(file + ": unknown feature \"" + key + '"'));
            names.put(feature, given.getProperty(key).trim());
        }
        check(file, names);
        return new FieldNames(names);
    }

    private static void check(Path file, Map<Feature, String> names) {
        Set<String> taken = new HashSet<>(RecordFields.extras());
        for (Feature feature : FeatureCatalog.features()) {
            String name = names.get(feature);
            if (name == null || name.isEmpty()) {
                throw new IllegalArgumentException(file + ": " + feature.name() + " has an empty name");
            }
            if (!taken.add(name)) {
                throw new IllegalArgumentException(
                        file + ": two fields have the name \"" + name + "\", one of them " + feature.name());
            }
        }
    }

    /** The name of a feature. */
    public String of(Feature feature) {
        return names.getOrDefault(feature, feature.name());
    }
}
