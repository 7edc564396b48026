package io.flowjay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.capture.CaptureFile;
import io.flowjay.record.ExtractionSettings;
import io.flowjay.record.FlowRecordWriter;
import io.flowjay.record.FlowRecords;
import io.flowjay.testing.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README shows is so. */
class ReadmeTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Path README = Path.of("README.md");

    @Test
    void theRecordIsOneOfTheSample() throws Exception {
        Matcher block = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(README));
        assertThat(block.find()).isTrue();
        JsonNode shown = JSON.readTree(block.group(1));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FlowRecords records =
                        new ExtractionSettings().build().records(CaptureFile.open(Sample.bytes(), "sample.pcapng"));
                FlowRecordWriter writer = new FlowRecordWriter(out)) {
            while (records.hasNext()) {
                writer.write(records.next());
            }
        }
        JsonNode record = Stream.of(out.toString(StandardCharsets.UTF_8).split("\n"))
                .map(ReadmeTest::parse)
                .filter(candidate -> candidate.get("record_id").equals(shown.get("record_id")))
                .findFirst()
                .orElseThrow();
        assertThat(shown.properties()).hasSizeGreaterThan(10).allSatisfy(field -> assertThat(record.get(field.getKey()))
                .as(field.getKey())
                .isEqualTo(field.getValue()));
    }

    @Test
    void everyFileItNamesIsThere() throws Exception {
        Matcher links = Pattern.compile("]\\(([^):]+)\\)").matcher(Files.readString(README));
        assertThat(links.results().map(link -> Path.of(link.group(1))))
                .hasSizeGreaterThan(3)
                .allSatisfy(path -> assertThat(path).exists());
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
