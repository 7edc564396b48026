package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.testing.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private Path sample;
    private Path output;

    @BeforeEach
    void writeSample() throws IOException {
        sample = Files.write(directory.resolve("sample.pcapng"), Sample.bytes());
        output = directory.resolve("flows.ndjson");
    }

    @Test
    void oneRecordPerFlowAndASummary() throws IOException {
        Cli cli = Cli.run("extract", sample.toString(), "-o", output.toString());
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err().lines())
                .containsSubsequence(
                        "captures  1",
                        "packets   357 read, 355 in flows, 2 ignored (not_ip 2)",
                        "flows     38 (idle 13, end 13, capture_end 12)");
        assertThat(records()).hasSize(Sample.FLOWS).allSatisfy(record -> assertThat(
                        record.get("capture").textValue())
                .isEqualTo("sample.pcapng"));
        assertThat(directory.resolve("flows.ndjson.partial")).doesNotExist();
    }

    @Test
    void theSummaryAsJson() throws IOException {
        Path stats = directory.resolve("stats.json");
        Cli cli = Cli.run(
                "extract",
                sample.toString(),
                sample.toString(),
                "--quiet",
                "-o",
                output.toString(),
                "--stats",
                stats.toString());
        assertThat(cli.err()).isEmpty();
        JsonNode json = JSON.readTree(stats.toFile());
        assertThat(json.get("packets_read").intValue()).isEqualTo(2 * Sample.PACKETS);
        assertThat(json.get("packets_in_flows").intValue()).isEqualTo(2 * (Sample.PACKETS - Sample.ARP));
        assertThat(json.get("packets_ignored").toString()).isEqualTo("{\"not_ip\":4}");
        assertThat(json.get("flows_by_end").toString()).isEqualTo("{\"idle\":26,\"end\":26,\"capture_end\":24}");
        assertThat(json.get("captures_failed").intValue()).isZero();
        assertThat(json.get("bytes").longValue()).isPositive();
        assertThat(json.get("seconds").doubleValue()).isPositive();
    }

    @Test
    void aDamagedCaptureGivesWhatIsWholeAndTheOthersGoOn() throws IOException {
        byte[] whole = Sample.bytes();
        Path cut = Files.write(directory.resolve("cut.pcapng"), Arrays.copyOf(whole, whole.length - 3));
        Path missing = directory.resolve("missing.pcap");
        Path text = Files.writeString(directory.resolve("text.pcap"), "no capture");
        Path empty = Files.createFile(directory.resolve("empty.pcap"));
        Cli cli = Cli.run(
                "extract",
                missing.toString(),
                cut.toString(),
                text.toString(),
                empty.toString(),
                directory.toString(),
                sample.toString(),
                "-o",
                output.toString());
        assertThat(cli.exitCode()).isOne();
        assertThat(cli.err())
                .contains("flowjay: " + missing + ": no such file")
                .containsPattern("flowjay: " + cut + ": offset \\d+: ")
                .contains("flowjay: " + text + ": offset 0: neither pcap nor pcapng")
                .contains("flowjay: " + empty + ": offset 0: the capture is empty")
                .contains("flowjay: " + directory + ": ")
                .contains("captures  6, 5 not read whole")
                .doesNotContain("\tat ");
        assertThat(records()).hasSizeBetween(2 * Sample.FLOWS - 1, 2 * Sample.FLOWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "5"})
    void theRecordsDoNotDependOnThreads(String threads) throws IOException {
        Cli.run("extract", sample.toString(), "-o", output.toString());
        Path other = directory.resolve("other.ndjson");
        Cli.run("extract", sample.toString(), "--threads", threads, "-o", other.toString());
        assertThat(other).hasSameBinaryContentAs(output);
    }

    @Test
    void groupsAndSingleFeaturesMix() throws IOException {
        Cli.run("extract", sample.toString(), "--features", "timing,src_ip,size.pkt_len_mean", "-o", output.toString());
        assertThat(records().get(0).fieldNames())
                .toIterable()
                .contains("record_id", "src_ip", "iat_mean", "burst_count", "pkt_len_mean")
                .doesNotContain("dst_ip", "pkt_len_max", "tcp_is_tcp");
    }

    @Test
    void anOutputThatCannotBeWrittenIsAnError() {
        Cli cli = Cli.run(
                "extract",
                sample.toString(),
                "-o",
                directory.resolve("no/such/file").toString());
        assertThat(cli.exitCode()).isOne();
        assertThat(cli.err()).startsWith("flowjay: ").contains("no/such/file").doesNotContain("\tat ");
    }

    @Test
    void standardInputAndOutput() throws Exception {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "extract",
                "--quiet",
                "-");
        Process process = command.redirectInput(sample.toFile()).start();
        try (InputStream in = process.getInputStream()) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(lines).hasSize(Sample.FLOWS);
            assertThat(JSON.readTree(lines.get(0)).get("capture").textValue()).isEqualTo("stdin");
        }
        assertThat(process.waitFor()).isZero();
    }

    private List<JsonNode> records() throws IOException {
        return JSON.readerFor(JsonNode.class)
                .<JsonNode>readValues(output.toFile())
                .readAll();
    }
}
