package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.record.schema.RecordSchema;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.RecordFields;
import io.flowjay.testing.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Other names for the same values. */
class FieldNamesTest {
    @TempDir
    Path directory;

    static Stream<Arguments> namings() {
        return Stream.of(
                Arguments.argumentSet("bare names", "name", "total_packets", "iat_mean"),
                Arguments.argumentSet("ids", "id", "flow_meta.total_packets", "timing.iat_mean"),
                Arguments.argumentSet(
                        "a file with some names, one of them by its id",
                        "timing.iat_mean = Flow IAT Mean\n# not this\n",
                        "total_packets",
                        "Flow IAT Mean"),
                Arguments.argumentSet(
                        "a file that swaps two names",
                        "iat_mean=total_packets\ntotal_packets=iat_mean\n",
                        "iat_mean",
                        "total_packets"));
    }

    @ParameterizedTest
    @MethodSource("namings")
    void aValueHasTheNameThatWasGiven(String naming, String packets, String gaps) throws IOException {
        FlowRecord usual = first("name");
        FlowRecord record = first(naming.contains("=") ? file(naming) : naming);
        assertThat(record.keySet()).hasSameSizeAs(usual.keySet());
        assertThat(record)
                .containsEntry(packets, usual.get("total_packets"))
                .containsEntry(gaps, usual.get("iat_mean"));
        assertThat(List.copyOf(record.keySet()).subList(0, 10)).isEqualTo(RecordFields.OF_EVERY_RECORD);
        JsonNode json = StrictJson.tree(Extracts.lines(List.of(record)));
        assertThat(json.get(packets)).hasToString(String.valueOf(usual.get("total_packets")));
        assertThat(RecordSchema.json(FieldNames.of(naming.contains("=") ? file(naming) : naming))
                        .get("properties")
                        .get(gaps)
                        .get("type"))
                .hasToString("[\"number\",\"null\"]");
    }

    @Test
    void bareNamesAreKnownUnderAnyNaming() throws IOException {
        assertThat(first("id").get("total_packets")).isEqualTo(first("name").get("total_packets"));
        assertThat(first("id")).containsKey("iat_mean");
        assertThat(first("id").keySet()).doesNotContain("iat_mean");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.argumentSet("an unknown feature", "iat_meen=x", "unknown feature \"iat_meen\""),
                Arguments.argumentSet("an empty name", "iat_mean=", "iat_mean has an empty name"),
                Arguments.argumentSet("a name twice", "iat_mean=iat_std", "two fields have the name \"iat_std\""),
                Arguments.argumentSet(
                        "the name of a field ahead", "iat_mean=capture", "two fields have the name \"capture\""),
                Arguments.argumentSet("no properties", "iat_mean=\\u00", "nor a properties file that can be read"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsNamedWithItsFile(String lines, String message) throws IOException {
        String file = file(lines);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldNames.of(file))
                .withMessageContaining(file)
                .withMessageContaining(message);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldNames.of("ids"))
                .withMessageContaining("ids is neither name nor id nor a file that exists");
    }

    private FlowRecord first(String naming) throws IOException {
        Settings.Builder settings = Settings.builder();
        settings.text(SettingCatalog.FIELD_NAMES, naming, "test");
        return Extracts.records(Sample.bytes(), settings).get(0);
    }

    private String file(String lines) throws IOException {
        Path file = directory.resolve("names.properties");
        Files.writeString(file, lines, StandardCharsets.UTF_8);
        return file.toString();
    }
}
