package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start of the program loads. */
class StartTest {
    @TempDir
    Path directory;

    @Test
    @DisplayName("extract loads no class of Camel, Kafka or a log, and of the commands only its own")
    void extractLoadsNothingOfTheRoutes() throws Exception {
        List<String> classes = classesOfExtract("flows.ndjson");
        assertThat(classes).contains("io.flowjay.cli.ExtractCommand", "io.flowjay.feature.catalog.FeatureCatalog");
        assertThat(classes)
                .noneMatch(name -> name.startsWith("org.apache.") || name.startsWith("ch.qos.logback."))
                .noneMatch(name -> name.startsWith("io.flowjay.record.parquet."))
                .noneMatch(name -> name.startsWith("io.flowjay.kafka.") || name.startsWith("io.flowjay.delivery."))
                .contains("io.flowjay.record.json.NdjsonFormat", "io.flowjay.record.sink.FileSink")
                .doesNotContain("io.flowjay.cli.ConsumeCommand", "io.flowjay.cli.CatalogCommand")
                .as("formats that nobody asked for")
                .doesNotContain(
                        "io.flowjay.record.json.JsonFormat",
                        "io.flowjay.record.csv.CsvFormat",
                        "com.github.luben.zstd.ZstdOutputStream");
    }

    @Test
    @DisplayName("a Parquet file needs no class of Hadoop or of parquet-java")
    void parquetLoadsNoLibrary() throws Exception {
        assertThat(classesOfExtract("flows.parquet"))
                .contains("io.flowjay.record.parquet.ParquetSink")
                .noneMatch(name -> name.startsWith("org.apache."));
    }

    /** What extracting the sample into a file loads; lines of the log are {@code [0.1s][info][class,load] name source: place}. */
    private List<String> classesOfExtract(String output) throws Exception {
        Path loaded = directory.resolve("loaded.txt");
        Path sample = SampleCapture.copyTo(directory);
        try (FlowjayProcess extract = FlowjayProcess.onTerminal(
                directory,
                Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + loaded),
                List.of("extract", "--quiet", "--output", output, sample.toString()))) {
            assertThat(extract.await()).as(extract.text()).isZero();
        }
        try (Stream<String> lines = Files.lines(loaded)) {
            return lines.map(line -> line.replaceFirst("^(?:\\[[^]]*\\])+ ", "").replaceFirst(" .*", ""))
                    .toList();
        }
    }
}
