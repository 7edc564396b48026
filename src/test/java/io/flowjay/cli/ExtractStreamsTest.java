package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdOutputStream;
import io.flowjay.testing.Sample;
import io.flowjay.testing.Traffic;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where bytes come from and go to. */
class ExtractStreamsTest {
    private interface Compressor {
        OutputStream around(OutputStream out) throws IOException;
    }

    @TempDir
    Path directory;

    @Test
    void aHyphenIsStandardInputAndRecordsGoToStandardOutput() throws Exception {
        try (FlowjayProcess flowjay = FlowjayProcess.piped(directory, List.of("extract", "-"))) {
            try (OutputStream in = flowjay.in()) {
                in.write(Sample.bytes());
            }
            String out = new String(flowjay.out().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(out.lines()).hasSize(Sample.FLOWS).allMatch(line -> line.contains("\"capture\":\"stdin\""));
            assertThat(flowjay.await()).isZero();
            assertThat(flowjay.text().lines())
                    .hasSize(4)
                    .contains("packets   357 read, 355 in flows, 2 ignored (not_ip 2)");
        }
    }

    @Test
    void aReaderThatGoesAwayEndsItWithOneLine() throws Exception {
        Path capture = Files.write(directory.resolve("many.pcap"), Traffic.udp(5_000, Duration.ofMinutes(2)));
        try (FlowjayProcess flowjay = FlowjayProcess.piped(directory, List.of("extract", capture.toString()))) {
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(flowjay.out(), StandardCharsets.UTF_8))) {
                assertThat(out.readLine()).startsWith("{").endsWith("}");
            }
            assertThat(flowjay.await()).isEqualTo(1);
            assertThat(flowjay.text()).isEqualTo("flowjay: standard output: Broken pipe\n");
        }
    }

    @Test
    void aHyphenIsStandardOutputToo() throws Exception {
        Path capture = Files.write(directory.resolve("a.pcapng"), Sample.bytes());
        assertThat(piped("extract", "-q", "a.pcapng", "-o", "-"))
                .isEqualTo(new String(extracted(capture), StandardCharsets.UTF_8));
        assertThat(directory.resolve("-")).doesNotExist();
    }

    @Test
    void statisticsGoToStandardOutputWhenTheRecordsDoNot() throws Exception {
        Files.write(directory.resolve("a.pcapng"), Sample.bytes());
        String out = piped("extract", "-q", "a.pcapng", "-o", "flows.ndjson", "--stats", "-");
        assertThat(new ObjectMapper().readTree(out).get("flows").asInt()).isEqualTo(Sample.FLOWS);
        assertThat(Files.readAllLines(directory.resolve("flows.ndjson"))).hasSize(Sample.FLOWS);
        assertThat(Cli.run("extract", directory.resolve("a.pcapng"), "--stats", "-"))
                .returns(2, Cli::exitCode)
                .extracting(Cli::err)
                .asString()
                .contains("the output and --stats are both standard output");
    }

    @Test
    void aFileNamedAsAHyphenIsNamedWithItsDirectory() throws Exception {
        Files.write(directory.resolve("-"), Sample.bytes());
        assertThat(piped("extract", "-q", "./-").lines()).hasSize(Sample.FLOWS);
        Files.move(directory.resolve("-"), directory.resolve("a.pcapng"));
        assertThat(piped("extract", "-q", "a.pcapng", "-o", "./-")).isEmpty();
        assertThat(Files.readAllLines(directory.resolve("-"))).hasSize(Sample.FLOWS);
    }

    @Test
    void anOutputThatCannotGrowIsNamedAndKeepsItsPartialName() throws Exception {
        Files.write(directory.resolve("a.pcapng"), Sample.bytes());
        List<String> small = List.of("sh", "-c", "ulimit -f 64; exec \"$@\"", "sh");
        try (FlowjayProcess flowjay = FlowjayProcess.under(
                directory, small, Map.of(), List.of("extract", "-q", "a.pcapng", "-o", "flows.ndjson"))) {
            assertThat(flowjay.await()).isEqualTo(1);
            assertThat(flowjay.text())
                    .isEqualTo("flowjay: flows.ndjson: File too large; what was written is in flows.ndjson.partial\n");
        }
        assertThat(directory.resolve("flows.ndjson")).doesNotExist();
        assertThat(directory.resolve("flows.ndjson.partial")).isNotEmptyFile();
    }

    /** The records go into a pipe, so that only the temporary file is limited. */
    @Test
    void aTemporaryFileThatCannotGrowIsNamed() throws Exception {
        Files.write(directory.resolve("a.pcapng"), Sample.bytes());
        List<String> small = List.of("sh", "-c", "ulimit -f 8; exec \"$@\"", "sh");
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-XX:-UsePerfData -Djava.io.tmpdir=" + temporary);
        try (FlowjayProcess flowjay = FlowjayProcess.under(
                directory, small, environment, List.of("extract", "-q", "a.pcapng", "-o", "-", "--max-memory", "1"))) {
            flowjay.out().transferTo(OutputStream.nullOutputStream());
            assertThat(flowjay.await()).isEqualTo(1);
            assertThat(flowjay.text())
                    .contains("cannot write the temporary file for packets beyond max-memory in " + temporary)
                    .contains("File too large");
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aMissingDirectoryForTemporaryFilesIsNamedOnce() throws Exception {
        Files.write(directory.resolve("a.pcapng"), Sample.bytes());
        Path missing = directory.resolve("missing");
        Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-XX:-UsePerfData -Djava.io.tmpdir=" + missing);
        try (FlowjayProcess flowjay = FlowjayProcess.under(
                directory,
                List.of(),
                environment,
                List.of("extract", "-q", "a.pcapng", "-o", "-", "--max-memory", "1"))) {
            flowjay.out().transferTo(OutputStream.nullOutputStream());
            assertThat(flowjay.await()).isEqualTo(1);
            assertThat(flowjay.text())
                    .endsWith("cannot write the temporary file for packets beyond max-memory in " + missing
                            + ": it does not exist\n");
        }
    }

    /** What a command writes to its standard output; it must end well and say nothing else. */
    private String piped(String... arguments) throws Exception {
        try (FlowjayProcess flowjay = FlowjayProcess.piped(directory, List.of(arguments))) {
            String out = new String(flowjay.out().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(flowjay.await()).as(flowjay.text()).isZero();
            assertThat(flowjay.text()).isEmpty();
            return out;
        }
    }

    static Stream<Arguments> compressors() {
        return Stream.of(
                compressor("gzip", GZIPOutputStream::new),
                compressor("zstd", ZstdOutputStream::new),
                compressor("lz4", LZ4FrameOutputStream::new));
    }

    private static Arguments compressor(String name, Compressor compressor) {
        return Arguments.argumentSet(name, compressor);
    }

    @ParameterizedTest
    @MethodSource("compressors")
    void aCompressedCaptureGivesTheSameBytes(Compressor compressor) throws IOException {
        Path plain = Files.write(directory.resolve("a.pcapng"), Sample.bytes());
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = compressor.around(compressed)) {
            out.write(Sample.bytes());
        }
        // Records hold the capture's name, so that must be the same.
        Path other = Files.write(
                Files.createDirectory(directory.resolve("packed")).resolve("a.pcapng"), compressed.toByteArray());
        assertThat(extracted(other)).isEqualTo(extracted(plain));
    }

    @Test
    void ofADamagedCompressedCaptureTheRecordsAheadOfTheDamageAreWritten() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(compressed)) {
            out.write(Traffic.udp(5_000, Duration.ofMinutes(2)));
        }
        byte[] half = java.util.Arrays.copyOf(compressed.toByteArray(), compressed.size() / 2);
        Path damaged = Files.write(directory.resolve("half.pcap.gz"), half);
        Path output = directory.resolve("half.ndjson");
        Cli cli = Cli.run("extract", "-q", damaged, "-o", output);
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err()).matches("flowjay: \\Q" + damaged + "\\E: offset \\d+: .*gzip.*\n");
        assertThat(Files.readAllLines(output)).hasSizeBetween(1_000, 4_999);
    }

    /** The first command waits for its capture, with the output open. */
    @Test
    void twoProcessesDoNotWriteOneOutput() throws Exception {
        Path capture = Files.write(directory.resolve("a.pcapng"), Sample.bytes());
        Path output = directory.resolve("flows.ndjson");
        Path partial = directory.resolve("flows.ndjson.partial");
        try (FlowjayProcess first =
                FlowjayProcess.piped(directory, List.of("extract", "-q", "-", "-o", output.toString()))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                Cli second = Cli.run("extract", "-q", capture, "-o", output);
                return second.equals(new Cli(
                        1,
                        "",
                        "flowjay: " + output + ": another process writes it, and holds the lock of " + partial + "\n"));
            });
            Files.deleteIfExists(output);
            first.in().write(Sample.bytes());
            first.in().close();
            assertThat(first.await()).isZero();
        }
        assertThat(Files.readAllLines(output)).hasSize(Sample.FLOWS);
        assertThat(partial).doesNotExist();
    }

    @Test
    void aDeviceIsWrittenToAsItIs() throws IOException {
        Path capture = Files.write(directory.resolve("a.pcapng"), Sample.bytes());
        Cli cli = Cli.run("extract", "-q", capture, "-o", "/dev/full");
        assertThat(cli).isEqualTo(new Cli(1, "", "flowjay: /dev/full: No space left on device\n"));
    }

    private byte[] extracted(Path capture) throws IOException {
        Path output = directory.resolve("flows.ndjson");
        assertThat(Cli.run("extract", capture, "-o", output).exitCode()).isZero();
        return Files.readAllBytes(output);
    }
}
