package io.flowjay.record.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureType;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.record.Extraction;
import io.flowjay.record.Extracts;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema as the Avro library understands it. */
class AvroSchemaTest {
    @TempDir
    Path directory;

    /** "Schema Fingerprints" of the specification gives the first; the others are Avro's own test data (share/test/data/schema-tests.txt). */
    @ParameterizedTest
    @CsvSource({
        "'\"null\"', 7195948357588979594",
        "'\"boolean\"', -6970731678124411036",
        "'\"int\"', 8247732601305521295",
        "'\"long\"', -3434872931120570953",
        "'\"double\"', -8181574048448539266",
        "'\"string\"', -8142146995180207161"
    })
    void fingerprints(String canonical, long expected) {
        assertThat(AvroFingerprint.of(canonical)).isEqualTo(expected);
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                argumentSet("as they are", Settings.builder()),
                argumentSet("every feature", Extracts.everything()),
                argumentSet("by id", Extracts.everything().set(SettingCatalog.FIELD_NAMES, "id")),
                argumentSet("one", Settings.builder().set(SettingCatalog.FEATURES, List.of("iat_mean"))));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theFingerprintIsThatOfTheLibrary(Settings.Builder settings) {
        AvroSchema schema = AvroSchema.of(Extraction.of(settings.build()).columns());
        Schema parsed = new Schema.Parser().parse(schema.text());
        assertThat(schema.fingerprint()).isEqualTo(SchemaNormalization.parsingFingerprint64(parsed));
    }

    @Test
    void fieldsHaveTypeDescriptionUnitAndDefault() {
        Schema schema = schema(Extracts.everything());
        assertThat(schema.getFullName()).isEqualTo("io.flowjay.v1.FlowRecord");
        assertThat(schema.getProp("schema_version")).startsWith("1.");
        for (Feature feature : FeatureCatalog.features()) {
            Schema.Field field = Objects.requireNonNull(schema.getField(feature.name()), feature.name());
            assertThat(field.doc()).isEqualTo(feature.description());
            assertThat(field.hasDefaultValue()).isTrue();
            boolean measures = feature.type() != FeatureType.BOOL && feature.type() != FeatureType.STRING;
            assertThat(field.getProp("unit"))
                    .isEqualTo(feature.type() == FeatureType.TIME ? "ns" : measures ? feature.unit() : null);
        }
        assertThat(schema.getField("start_time").schema().getLogicalType()).isEqualTo(LogicalTypes.timestampNanos());
        assertThat(schema.getField("record_id").defaultVal()).isEqualTo("");
        assertThat(schema.getField("community_id").schema().isNullable()).isTrue();
        assertThat(schema.getField("splt").schema())
                .hasToString("{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":\"double\"}}");
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                argumentSet("features are added", Settings.builder(), Extracts.everything()),
                argumentSet(
                        "a profile",
                        Settings.builder().text(SettingCatalog.PROFILE, "JJ-CORE", "test"),
                        Settings.builder()),
                argumentSet(
                        "others are chosen",
                        Settings.builder().set(SettingCatalog.FEATURES, List.of("tls")),
                        Settings.builder().set(SettingCatalog.FEATURES, List.of("dns"))));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aSchemaWithOtherFeaturesIsCompatibleInBothDirections(Settings.Builder one, Settings.Builder other) {
        Schema a = schema(one);
        Schema b = schema(other);
        assertThat(a).isNotEqualTo(b);
        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(a, b).getType())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(b, a).getType())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @Test
    void aNameThatAvroDoesNotTakeIsAProperty() throws Exception {
        Schema schema = schema(names("iat_mean=Flow IAT Mean\niat_max=1é\n"));
        assertThat(schema.getField("Flow_IAT_Mean").getProp("field")).isEqualTo("Flow IAT Mean");
        assertThat(schema.getField("_1_").getProp("field")).isEqualTo("1é");
        assertThat(schema.getField("iat_min").getProp("field")).isNull();
    }

    @Test
    void namesThatAreTheSameInAvroAreRefused() throws Exception {
        Settings.Builder settings = names("iat_mean=a b\niat_max=a-b\n");
        assertThatThrownBy(() -> schema(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("\"a b\"", "\"a-b\"", "are both a_b in Avro");
    }

    private Settings.Builder names(String lines) throws Exception {
        Path file = Files.writeString(directory.resolve("names.properties"), lines, StandardCharsets.UTF_8);
        return Settings.builder().set(SettingCatalog.FIELD_NAMES, file.toString());
    }

    private static Schema schema(Settings.Builder settings) {
        return new Schema.Parser()
                .parse(AvroSchema.of(Extraction.of(settings.build()).columns()).text());
    }
}
