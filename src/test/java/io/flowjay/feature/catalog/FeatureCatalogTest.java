package io.flowjay.feature.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureType;
import io.flowjay.feature.Missing;
import io.flowjay.settings.Profile;
import io.flowjay.testing.RecordFields;
import io.flowjay.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue by itself, and against the reference's feature schema where that lies beside the checkout. */
class FeatureCatalogTest {
    private static final Path REFERENCE = SharedData.spec().resolve("feature_schema.json");

    /** The units of the reference's schema, and those of the features that it gives none. */
    private static final Set<String> UNITS = Set.of(
            "count", "bytes", "s", "packets", "bitmap", "ratio", "bits", "hops", "hours", "Bps", "pps", "s^2",
            "bytes^2", "days", "ticks", "flag", "text", "number", "mixed");

    /** Features whose unit in the reference's schema is wrong: a variance is in square bytes. */
    private static final Set<String> WRONG_UNITS = Set.of("pkt_len_variance");

    static List<Feature> features() {
        return FeatureCatalog.features();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("features")
    void entriesAreComplete(Feature feature) {
        assertThat(feature.name()).matches("[a-z][a-z0-9_]*");
        assertThat(feature.id()).isEqualTo(feature.group() + "." + feature.name());
        assertThat(feature.description()).isNotBlank().doesNotContain("\n", "|").doesNotEndWith(".");
        assertThat(feature.unit()).isIn(UNITS);
        assertThat(feature.formula())
                .isNotBlank()
                .doesNotContain("\n", "|", "`")
                .doesNotEndWith(".");
        assertThat(FeatureCatalog.find(feature.name())).contains(feature);
        assertThat(FeatureCatalog.find(feature.id())).contains(feature);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("features")
    void missingValuesSuitTheirTypes(Feature feature) {
        Set<FeatureType> types =
                switch (feature.missing()) {
                    case NAN -> Set.of(FeatureType.FLOAT64);
                    case ZERO -> Set.of(FeatureType.BOOL, FeatureType.INT64, FeatureType.FLOAT64, FeatureType.TIME);
                    case EMPTY ->
                        Set.of(FeatureType.STRING, FeatureType.INTEGERS, FeatureType.NUMBERS, FeatureType.ROWS);
                    case SENTINEL -> Set.of(FeatureType.INT64, FeatureType.STRING);
                };
        assertThat(feature.type()).isIn(types);
        if (feature.missing() == Missing.SENTINEL) {
            assertThat(feature.sentinel())
                    .isInstanceOf(feature.type() == FeatureType.STRING ? String.class : Long.class);
        } else {
            assertThat(feature.sentinel()).isNull();
        }
    }

    static Stream<Feature> twins() {
        return features().stream().filter(feature -> feature.twin() != null);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twins")
    void aTwinIsLikeItsOriginal(Feature twin) {
        Feature original = FeatureCatalog.find(String.valueOf(twin.twin())).orElseThrow();
        assertThat(original.twin()).isNull();
        assertThat(twin.formula()).isEqualTo(original.name());
        assertThat(twin.direction()).isEqualTo(original.direction());
        if (twin.type() == original.type()) {
            assertThat(twin.unit()).isEqualTo(original.unit());
        }
    }

    @Test
    @DisplayName("no name and no id stands twice, nor is a name that of a field before the features")
    void namesAreUnique() {
        List<String> names = Stream.concat(
                        RecordFields.OF_EVERY_RECORD.stream(),
                        features().stream().map(Feature::name))
                .toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(features().stream().map(Feature::id)).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("tiers come in order, and each group of a tier in one piece")
    void orderIsThatOfTheTiers() {
        assertThat(features().stream().map(Feature::profile)).isSorted();
        List<String> runs = new ArrayList<>();
        for (Feature feature : features()) {
            String part = feature.profile() + " " + feature.group();
            if (runs.isEmpty() || !runs.get(runs.size() - 1).equals(part)) {
                runs.add(part);
            }
        }
        assertThat(runs).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("groups are those of the features, and an unknown name finds nothing")
    void groupsAndUnknownNames() {
        assertThat(FeatureCatalog.groups())
                .containsExactlyElementsOf(
                        features().stream().map(Feature::group).distinct().toList());
        assertThat(FeatureCatalog.find("iat_average")).isEmpty();
        assertThat(FeatureCatalog.find("size.iat_mean")).isEmpty();
    }

    static Stream<Feature> featuresOfTheReference() {
        return features().stream().filter(feature -> feature.profile() != Profile.FLOWJAY);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("featuresOfTheReference")
    void entryIsThatOfTheReference(Feature feature) throws IOException {
        JsonNode expected = reference().path(feature.id());
        assertThat(expected.isMissingNode())
                .as("%s in the reference", feature.id())
                .isFalse();
        assertThat(feature.type().schemaName()).isEqualTo(expected.get("dtype").asText());
        String unit = expected.get("units").asText();
        if (!unit.isEmpty()) {
            assertThat(feature.unit().equals(unit)).isNotEqualTo(WRONG_UNITS.contains(feature.name()));
        }
        assertThat(word(feature.direction()))
                .isEqualTo(expected.get("direction").asText());
        assertThat(word(feature.missing()))
                .isEqualTo(expected.get("missing_policy").asText());
        assertThat(word(feature.privacy()))
                .isEqualTo(expected.get("privacy_level").asText());
        assertThat(feature.profile().text()).isEqualTo(expected.get("profile").asText());
        if (feature.missing() == Missing.SENTINEL) {
            assertThat(String.valueOf(feature.sentinel()))
                    .isEqualTo(expected.get("missing_sentinel").asText());
        }
    }

    @Test
    @DisplayName("every feature of the reference is there")
    void noneIsMissing() throws IOException {
        Set<String> expected = new HashSet<>();
        reference().fieldNames().forEachRemaining(expected::add);
        assertThat(expected).hasSize(401);
        assertThat(featuresOfTheReference().map(Feature::id)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    @DisplayName("no feature of the tier FLOWJAY has the name of one of the reference")
    void ownFeaturesHaveOwnNames() throws IOException {
        Set<String> names = new HashSet<>();
        reference().fieldNames().forEachRemaining(id -> names.add(id.substring(id.indexOf('.') + 1)));
        Set<String> own = features().stream()
                .filter(feature -> feature.profile() == Profile.FLOWJAY)
                .map(Feature::name)
                .collect(Collectors.toSet());
        assertThat(own).isNotEmpty().doesNotContainAnyElementsOf(names);
    }

    private static JsonNode reference() throws IOException {
        assumeTrue(Files.exists(REFERENCE), "no feature schema of the reference at " + REFERENCE);
        return new ObjectMapper().readTree(REFERENCE.toFile()).get("features");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
