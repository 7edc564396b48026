package io.flowjay.record.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.record.FieldNames;
import io.flowjay.record.RecordFields;
import io.flowjay.record.avro.AvroSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Committed files that are made from the catalogue; {@code -Dflowjay.regenerate=true} writes them anew. */
class GeneratedFilesTest {
    @Test
    @DisplayName("the JSON Schema in the jar is that of the catalogue")
    void schema() throws IOException {
        check(Path.of("src/main/resources/io/flowjay/record.schema.json"), RecordSchema.text(FieldNames.DEFAULT));
    }

    @Test
    @DisplayName("the AsyncAPI document in the jar is that of the catalogue")
    void asyncApi() throws IOException {
        check(Path.of("src/main/resources/io/flowjay/asyncapi.json"), AsyncApi.text(FieldNames.DEFAULT));
    }

    @Test
    @DisplayName("the Avro schema in the jar is that of the catalogue")
    void avro() throws IOException {
        check(
                Path.of("src/main/resources/io/flowjay/record.avsc"),
                AvroSchema.of(RecordFields.columns(FieldNames.DEFAULT)).text() + "\n");
    }

    @Test
    @DisplayName("the page of features is that of the catalogue")
    void features() throws IOException {
        check(Path.of("src/main/docs/features.md"), FeaturePage.text());
    }

    private static void check(Path file, String content) throws IOException {
        if (Boolean.getBoolean("flowjay.regenerate")) {
            Files.writeString(file, content);
        }
        assertThat(Files.readString(file))
                .as("%s; mvn test -Dtest=GeneratedFilesTest -Dflowjay.regenerate=true writes it anew", file)
                .isEqualTo(content);
    }
}
