package io.flowjay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecordWriter;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README shows what FlowJay does. {@code ReadmeCommandsTest} tests its command lines. */
class ReadmeTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Path README = Path.of("README.md");

    @TempDir
    Path directory;

    @Test
    void theRecordsAreThoseOfTheSample() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FlowRecords records =
                        Extraction.of(Settings.DEFAULT).records(CaptureFile.open(Sample.bytes(), "sample.pcapng"));
                FlowRecordWriter writer = new FlowRecordWriter(out)) {
            while (records.hasNext()) {
                writer.write(records.next());
            }
        }
        Map<JsonNode, JsonNode> records = Stream.of(
                        out.toString(StandardCharsets.UTF_8).split("\n"))
                .map(ReadmeTest::parse)
                .collect(Collectors.toMap(record -> record.get("record_id"), record -> record));
        List<JsonNode> shown = blocks("json").stream().map(ReadmeTest::parse).toList();
        assertThat(shown).hasSize(3).allSatisfy(block -> {
            JsonNode record = records.get(block.get("record_id"));
            assertThat(block.properties()).hasSizeGreaterThan(6).allSatisfy(field -> assertThat(
                            record.get(field.getKey()))
                    .as(field.getKey())
                    .isEqualTo(field.getValue()));
        });
    }

    @Test
    void everyFileItNamesIsThere() throws Exception {
        Matcher links = Pattern.compile("]\\(([^):]+)\\)").matcher(Files.readString(README));
        assertThat(links.results().map(link -> Path.of(link.group(1))))
                .hasSizeGreaterThan(3)
                .allSatisfy(path -> assertThat(path).exists());
    }

    @Test
    void theJavaCompiles() throws Exception {
        List<String> snippets = blocks("java");
        assertThat(snippets).hasSize(1);
        String source = """
                import io.flowjay.capture.CaptureFile;
                import io.flowjay.kafka.KafkaWriter;
                import io.flowjay.record.Extraction;
                import io.flowjay.record.FlowRecords;
                import io.flowjay.settings.Settings;
                import java.nio.file.Path;
                class Snippet {
                    void run() throws Exception {
                        %s
                    }
                }
                """.formatted(snippets.get(0));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options =
                List.of("-proc:none", "-d", directory.toString(), "-classpath", System.getProperty("java.class.path"));
        boolean compiled = compiler.getTask(null, null, problems, options, null, List.of(file))
                .call();
        assertThat(problems.getDiagnostics()).isEmpty();
        assertThat(compiled).isTrue();
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
