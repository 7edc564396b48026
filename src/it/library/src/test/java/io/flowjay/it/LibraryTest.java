package io.flowjay.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureFile;
import io.flowjay.kafka.KafkaWriter;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecords;
import io.flowjay.record.sink.RecordDestination;
import io.flowjay.record.sink.RecordOutput;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the jar brings along, and that this is enough to extract and to send. */
class LibraryTest {
    private static final Pattern ARTIFACT = Pattern.compile("^ +([\\w.-]+:[\\w.-]+):jar:");

    @TempDir
    Path directory;

    @Test
    void theJarBringsNoBrokerNoCommandLineNoCamelAndNoLoggingBinding() throws IOException {
        Set<String> artifacts = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("target", "dependencies.txt"))) {
            Matcher matcher = ARTIFACT.matcher(line);
            if (matcher.find()) {
                artifacts.add(matcher.group(1));
            }
        }
        assertThat(artifacts)
                .containsExactlyInAnyOrder(
                        "io.flowjay:flowjay",
                        // annotations of the public interface
                        "org.jspecify:jspecify",
                        "com.dynatrace.hash4j:hash4j",
                        "org.apiguardian:apiguardian-api",
                        "org.slf4j:slf4j-api",
                        // records as JSON
                        "com.fasterxml.jackson.core:jackson-annotations",
                        "com.fasterxml.jackson.core:jackson-core",
                        "com.fasterxml.jackson.core:jackson-databind",
                        // compressed captures; Kafka's compression is these and snappy
                        "at.yawk.lz4:lz4-java",
                        "com.github.luben:zstd-jni",
                        "org.xerial.snappy:snappy-java",
                        // communities of the host graph
                        "it.unimi.dsi:fastutil-core",
                        "nl.cwts:networkanalysis",
                        "org.apache.kafka:kafka-clients",
                        // what the routes count
                        "io.micrometer:micrometer-commons",
                        "io.micrometer:micrometer-core",
                        "io.micrometer:micrometer-observation",
                        "org.hdrhistogram:HdrHistogram");
    }

    @Test
    void recordsAreExtractedAndSentWithoutCamel() throws Exception {
        try (Broker broker = Broker.start(directory.resolve("broker"))) {
            broker.create("library");
            Path capture = Inbox.drop(directory, "sample.pcapng");
            try (KafkaWriter writer = KafkaWriter.builder()
                            .brokers(broker.address())
                            .topic("library")
                            .keyField("flow_id")
                            .build();
                    FlowRecords records = Extraction.of(Settings.DEFAULT).records(CaptureFile.open(capture))) {
                while (records.hasNext()) {
                    writer.write(records.next());
                }
            }
            assertThat(broker.await("library", Inbox.FLOWS)).hasSize(Inbox.FLOWS);
        }
    }

    @Test
    void recordsAreWrittenToAParquetFileWithoutAnotherLibrary() throws Exception {
        Extraction extraction = Extraction.of(Settings.DEFAULT);
        Path file = directory.resolve("flows.parquet");
        try (RecordOutput<?> output =
                RecordDestination.of(file, Settings.DEFAULT).open(extraction.columns())) {
            extraction.write(CaptureFile.open(Inbox.drop(directory, "sample.pcapng")), output);
            output.commit();
        }
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .startsWith("PAR1")
                .endsWith("PAR1");
    }
}
