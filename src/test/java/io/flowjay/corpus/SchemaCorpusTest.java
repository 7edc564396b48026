package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract holds: every record of every capture is valid under the schema that the jar carries. */
@Tag("sweep")
class SchemaCorpusTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private long records;

    @BeforeAll
    static void corpus() {
        Corpus.assumePresent();
    }

    @Test
    @DisplayName("every record of the corpus, damaged captures included, is valid")
    void recordsAreValid() throws IOException {
        JsonSchema schema;
        try (InputStream in = getClass().getResourceAsStream("/io/flowjay/record.schema.json")) {
            schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(in);
        }
        Settings.Builder settings = Settings.builder();
        settings.set(SettingCatalog.INCLUDE_RAW_SEQUENCES, true);
        settings.set(SettingCatalog.INCLUDE_SPLT, true);
        settings.set(SettingCatalog.THREADS, 1);
        for (Path capture : Stream.of("conformance", "malformed")
                .flatMap(folder -> Corpus.captures(folder).stream())
                .toList()) {
            try (FlowRecords flows = Extraction.of(settings.build()).records(CaptureFile.open(capture))) {
                flows.forEachRemaining(record -> check(schema, capture, record));
            } catch (CaptureException e) {
                assertThat(e.reason()).isNotBlank();
            } catch (UncheckedIOException e) {
                assertThat(e.getCause()).isInstanceOf(CaptureException.class);
            }
        }
        assertThat(records).isGreaterThan(1_000);
    }

    private void check(JsonSchema schema, Path capture, FlowRecord record) {
        records++;
        JsonNode json;
        try {
            // As it goes out: through text.
            json = JSON.readTree(JSON.writeValueAsBytes(record));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(schema.validate(json)).as("%s: %s", capture, json).isEmpty();
    }
}
