package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.sink.RecordDestination;
import io.flowjay.record.sink.RecordOutput;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Sample;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A format and a sink that an application puts on the class path work like FlowJay's own. */
class OwnFormatTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private Path sample;
    private final List<JsonNode> records = new ArrayList<>();

    @BeforeEach
    void extractTheSample() throws IOException {
        sample = directory.resolve("sample.pcapng");
        Files.write(sample, Sample.bytes());
        Path lines = directory.resolve("flows.ndjson");
        assertThat(Cli.run("extract", "-q", sample, "-o", lines).exitCode()).isZero();
        for (String line : Files.readAllLines(lines)) {
            records.add(JSON.readTree(line));
        }
        assertThat(records).hasSize(Sample.FLOWS);
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 4})
    void aFormatIsFoundByItsName(int threads) throws IOException {
        Path file = directory.resolve("flows.txt");
        Cli cli = Cli.run("extract", "-q", sample, "--format", "pairs", "--threads", threads, "-o", file);
        assertThat(cli).returns(0, Cli::exitCode).returns("", Cli::err);
        assertPairs(Files.readString(file));
    }

    @Test
    void aFormatIsFoundByItsExtension() throws IOException {
        Path file = directory.resolve("flows.pairs");
        assertThat(Cli.run("extract", "-q", sample, "-o", file).exitCode()).isZero();
        assertPairs(Files.readString(file));
    }

    private void assertPairs(String text) {
        assertThat(text).startsWith("begin\nrecord_id=").endsWith("\nend of " + Sample.FLOWS + "\n");
        String[] blocks = text.replaceFirst("^begin\n", "").split("--\n|end of ", -1);
        assertThat(blocks).hasSize(Sample.FLOWS + 1);
        for (int i = 0; i < Sample.FLOWS; i++) {
            JsonNode record = records.get(i);
            assertThat(blocks[i].lines())
                    .contains(
                            "record_id=" + record.get("record_id").asText(),
                            "total_packets=" + record.get("total_packets").asLong(),
                            "dst_ip=" + record.get("dst_ip").asText());
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"flows.census", "flows.txt"})
    @DisplayName("a sink with batches of its own is found by its extension, or by --format")
    void aSinkIsFound(String name) throws IOException {
        Path file = directory.resolve(name);
        Cli cli = name.endsWith(".census")
                ? Cli.run("extract", "-q", sample, "-o", file)
                : Cli.run("extract", "-q", sample, "--format", "census", "--threads", 4, "-o", file);
        assertThat(cli).returns(0, Cli::exitCode).returns("", Cli::err);
        assertThat(Files.readString(file)).isEqualTo(census().toString());
    }

    @Test
    @DisplayName("a library user writes several captures through one sink")
    void throughTheLibrary() throws IOException {
        Path file = directory.resolve("flows.census");
        Settings settings = Settings.builder()
                .set(SettingCatalog.FORMAT, "census")
                .set(SettingCatalog.THREADS, 2)
                .build();
        Extraction extraction = Extraction.of(settings);
        try (RecordOutput<?> output = RecordDestination.of(file, settings).open(extraction.columns())) {
            extraction.write(CaptureFile.open(sample), output);
            extraction.write(CaptureFile.open(sample), output);
            assertThat(file).doesNotExist();
            output.commit();
        }
        Map<Long, Long> twice = census();
        twice.replaceAll((protocol, packets) -> 2 * packets);
        assertThat(Files.readString(file)).isEqualTo(twice.toString());
    }

    private Map<Long, Long> census() {
        Map<Long, Long> census = new TreeMap<>();
        for (JsonNode record : records) {
            census.merge(
                    record.get("protocol").asLong(), record.get("total_packets").asLong(), Long::sum);
        }
        return census;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"census", "pairs"})
    void anOutputWithoutRecordsHoldsWhatIsAroundThem(String extension) throws IOException {
        Path file = directory.resolve("flows." + extension);
        Path capture = Files.write(directory.resolve("none.pcap"), Traffic.udp(0, Duration.ofSeconds(1)));
        Cli cli = Cli.run("extract", "-q", capture, "-o", file);
        assertThat(cli).isEqualTo(new Cli(0, "", ""));
        assertThat(Files.readString(file)).isEqualTo(extension.equals("census") ? "{}" : "begin\nend of 0\n");
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnesAndTheNearest() {
        Cli cli = Cli.run("extract", sample, "--format", "pares");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err())
                .startsWith(
                        "flowjay: flowjay.format \"pares\" (option --format) is unknown; did you mean pairs?; valid: ")
                .contains("ndjson", "json", "csv", "pairs", "census");
    }
}
