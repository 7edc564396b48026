package io.flowjay.cli;

import static io.flowjay.protocol.tls.Messages.clientHello;
import static io.flowjay.protocol.tls.Messages.handshakeRecord;
import static io.flowjay.protocol.tls.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.protocol.dns.DnsBytes;
import io.flowjay.testing.Dialogue;
import io.flowjay.testing.Sample;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Four packets of one flow: 24 bytes of header, then 16 + 42 bytes each. */
    private static final byte[] FOUR = Traffic.udp(4, Duration.ofSeconds(1));

    @TempDir
    Path directory;

    private Path sample;
    private Path output;

    @BeforeEach
    void writeSample() throws IOException {
        sample = write("sample.pcapng", Sample.bytes());
        output = directory.resolve("flows.ndjson");
    }

    @Test
    void oneRecordPerFlowOnePerLine() throws IOException {
        Cli cli = Cli.run("extract", "-o", output, sample);
        assertThat(cli).returns(0, Cli::exitCode).returns("", Cli::out);
        assertThat(records()).hasSize(Sample.FLOWS).allSatisfy(record -> {
            assertThat(record.get("capture").asText()).isEqualTo("sample.pcapng");
            assertThat(record.get("total_packets").asInt()).isPositive();
        });
        assertThat(Files.readAllBytes(output)).endsWith('\n');
    }

    @Test
    void severalCapturesGoToOneOutputInTheirOrder() throws IOException {
        Path other = write("other.pcap", FOUR);
        assertThat(Cli.run("extract", other, sample, other, "-o", output).exitCode())
                .isZero();
        List<String> captures =
                records().stream().map(record -> record.get("capture").asText()).toList();
        assertThat(captures).hasSize(Sample.FLOWS + 2).startsWith("other.pcap").endsWith("other.pcap");
        assertThat(captures.subList(1, Sample.FLOWS + 1)).containsOnly("sample.pcapng");
    }

    @Test
    void theSummaryAccountsForEveryPacket() throws IOException {
        Path other = write("other.pcap", FOUR);
        Path stats = directory.resolve("stats.json");
        Cli cli = Cli.run("extract", sample, other, write("empty", new byte[0]), "-o", output, "--stats", stats);
        JsonNode json = JSON.readTree(stats.toFile());
        int packets = Sample.PACKETS + 4;
        assertThat(json.get("packets_read").asLong()).isEqualTo(packets);
        assertThat(json.get("packets_in_flows").asLong()).isEqualTo(packets - Sample.ARP);
        assertThat(json.get("packets_ignored")).isEqualTo(JSON.readTree("{\"not_ip\": " + Sample.ARP + "}"));
        assertThat(json.get("malformed")).isEmpty();
        assertThat(json.get("captures").asInt()).isEqualTo(3);
        assertThat(json.get("captures_failed").asInt()).isEqualTo(1);
        assertThat(sum(json.get("flows_by_end")))
                .isEqualTo(json.get("flows").asLong())
                .isEqualTo(records().size());
        assertThat(json.get("seconds").asDouble()).isPositive();
        assertThat(cli.err().lines().toList())
                .hasSize(5)
                .contains(
                        "captures  3, 1 not read whole",
                        "packets   361 read, 359 in flows, 2 ignored (not_ip 2)",
                        "flows     39 (" + ends(json.get("flows_by_end")) + ")");
    }

    /** Two flows of TLS whose client offers a cipher suite and a half, and one of DNS whose response has a byte too many. */
    @Test
    void malformedMessagesAreCountedByProtocolAndReason() throws IOException {
        byte[] hello = handshakeRecord(message(1, clientHello(0x0303, "", "c02f00")));
        byte[] response = DnsBytes.join(DnsBytes.response(7, "a.example", 1), new byte[1]);
        Path stats = directory.resolve("stats.json");
        Cli cli = Cli.run(
                "extract",
                write("one.pcap", Dialogue.tcp(443).client(hello).toBytes()),
                write("two.pcap", Dialogue.tcp(443).clientInPieces(9, hello).toBytes()),
                write(
                        "three.pcap",
                        Dialogue.udp(53)
                                .client(DnsBytes.query(7, "a.example", 1))
                                .server(response)
                                .toBytes()),
                "-o",
                output,
                "--stats",
                stats);
        assertThat(JSON.readTree(stats.toFile()).get("malformed")).isEqualTo(JSON.readTree("""
                {"tls": {"client_hello": 2}, "dns": {"trailing_bytes": 1}}"""));
        assertThat(cli.err().lines()).contains("malformed tls (client_hello 2), dns (trailing_bytes 1)");
    }

    @ParameterizedTest(name = "line \"{1}\"")
    @MethodSource("misleading")
    void theSummarySaysWhatRecordsMayMisleadAbout(byte[] capture, String line) throws IOException {
        Cli cli = Cli.run(
                "extract",
                write("a.pcap", capture),
                "-o",
                output,
                "--max-open-flows",
                "1",
                "--max-ended-connections",
                "1");
        assertThat(cli.err().lines().filter(text -> text.startsWith("note ")))
                .isEqualTo(line.isEmpty() ? List.of() : List.of(line));
    }

    /** Each flow ends when the next one starts, the last one with the capture; one is remembered. */
    static Stream<Arguments> misleading() {
        String forgotten =
                " forgotten for lack of room, so later packets start new connections; a larger --max-ended-connections prevents this";
        String merged =
                " packets of different tunnel ids, perhaps of networks that use the same addresses; --flow-key 5-tuple,tunnel-id separates them";
        return Stream.of(
                arguments(Traffic.flows(2, 0), ""),
                arguments(Traffic.flows(3, 0), "note      1 ended connection was" + forgotten),
                arguments(Traffic.flows(1202, 0), "note      1,200 ended connections were" + forgotten),
                arguments(Traffic.inTwoVnis(1), "note      1 flow has" + merged),
                arguments(Traffic.inTwoVnis(2), "note      2 flows have" + merged));
    }

    @Test
    void bytesAreThoseOnTheWire() throws IOException {
        Path stats = directory.resolve("stats.json");
        Cli.run("extract", write("four.pcap", FOUR), "-o", output, "--stats", stats);
        assertThat(JSON.readTree(stats.toFile()).get("bytes").asLong()).isEqualTo(4 * 42);
    }

    @Test
    void quietTellsOnlyFailures() throws IOException {
        assertThat(Cli.run("extract", "--quiet", sample, "-o", output).err()).isEmpty();
        assertThat(Cli.run("extract", "-q", sample, directory.resolve("none"), "-o", output)
                        .err()
                        .lines())
                .containsExactly("flowjay: " + directory.resolve("none") + ": no such file or directory");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "missing, no such file or directory",
        "a directory, Is a directory",
        "empty, offset 0: the capture is empty",
        "garbage, offset 0: neither pcap nor pcapng: begins with the bytes 6e6f2063",
        "short, offset 0: the magic number is cut: 3 of 4 bytes"
    })
    void aCaptureThatCannotBeReadIsNamedAndTheOthersAreRead(String kind, String reason) throws IOException {
        Path bad = directory.resolve(kind + ".pcap");
        switch (kind) {
            case "missing" -> {}
            case "a directory" -> Files.createDirectory(bad);
            case "empty" -> Files.createFile(bad);
            case "short" -> Files.write(bad, Arrays.copyOf(FOUR, 3));
            default -> Files.writeString(bad, "no capture");
        }
        Cli cli = Cli.run("extract", "-q", bad, sample, "-o", output);
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err().lines())
                .singleElement()
                .asString()
                .startsWith("flowjay: " + bad + ": ")
                .endsWith(reason);
        assertThat(records()).hasSize(Sample.FLOWS);
    }

    @ParameterizedTest(name = "the last {0} bytes are missing")
    @CsvSource({"1, 41 of 42 bytes", "42, 0 of 42 bytes", "50, 8 of 16 bytes"})
    void ofADamagedCaptureEveryWholePacketIsUsed(int missing, String found) throws IOException {
        Path cut = write("cut.pcap", Arrays.copyOf(FOUR, FOUR.length - missing));
        Path stats = directory.resolve("stats.json");
        Cli cli = Cli.run("extract", "-q", cut, sample, "-o", output, "--stats", stats);
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err().lines())
                .singleElement()
                .asString()
                .matches("flowjay: \\Q" + cut + "\\E: offset \\d+: .* is cut: \\Q" + found + "\\E");
        assertThat(records()).hasSize(1 + Sample.FLOWS);
        assertThat(records().get(0).get("total_packets").asInt()).isEqualTo(3);
        assertThat(JSON.readTree(stats.toFile()).get("packets_read").asInt()).isEqualTo(3 + Sample.PACKETS);
        assertThat(directory).isDirectoryNotContaining("glob:**.partial");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "output",
                "output by another name",
                "partial output",
                "stats",
                "partial stats",
                "stats and output",
                "stats and partial output",
                "partial stats and output"
            })
    void nothingIsWrittenOverACapture(String what) throws IOException {
        byte[] before = Files.readAllBytes(sample);
        Path partial = write("taken.partial", before);
        Path link = Files.createSymbolicLink(directory.resolve("link"), sample);
        Cli cli =
                switch (what) {
                    case "output" -> Cli.run("extract", sample, "-o", sample);
                    case "output by another name" -> Cli.run("extract", sample, "-o", link);
                    case "partial output" -> Cli.run("extract", partial, "-o", directory.resolve("taken"));
                    case "stats" -> Cli.run("extract", sample, "-o", output, "--stats", sample);
                    case "partial stats" ->
                        Cli.run("extract", partial, "-o", output, "--stats", directory.resolve("taken"));
                    case "stats and partial output" ->
                        Cli.run("extract", sample, "-o", output, "--stats", output + ".partial");
                    case "partial stats and output" ->
                        Cli.run("extract", sample, "-o", output + ".partial", "--stats", output);
                    default -> Cli.run("extract", sample, "-o", output, "--stats", output);
                };
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).containsAnyOf("would overwrite the capture", "are both");
        assertThat(sample).hasBinaryContent(before);
        assertThat(partial).hasBinaryContent(before);
        assertThat(output).doesNotExist();
    }

    @Test
    void anOutputThatCannotBeMadeIsNamed() {
        Path nowhere = directory.resolve("no/such/flows.ndjson");
        assertThat(Cli.run("extract", sample, "-o", nowhere))
                .isEqualTo(new Cli(1, "", "flowjay: " + nowhere + ": no such file or directory\n"));
    }

    @Test
    void statisticsThatCannotBeWrittenAreNamedBeforeTheWork() {
        Path nowhere = directory.resolve("no/such/stats.json");
        assertThat(Cli.run("extract", sample, "-o", output, "--stats", nowhere))
                .isEqualTo(new Cli(1, "", "flowjay: " + nowhere + ": no such file or directory\n"));
        assertThat(output).doesNotExist();
        assertThat(directory).isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void statisticsOnAFullDiskAreNamed() {
        assertThat(Cli.run("extract", "-q", sample, "-o", output, "--stats", "/dev/full"))
                .isEqualTo(new Cli(1, "", "flowjay: /dev/full: No space left on device\n"));
        assertThat(output).exists();
    }

    @Test
    void theOutputAppearsWhenItIsCompleteAndReplacesAnOlderOne() throws IOException {
        Files.writeString(output, "older");
        assertThat(Cli.run("extract", sample, "-o", output).exitCode()).isZero();
        assertThat(records()).hasSize(Sample.FLOWS);
        assertThat(directory).isDirectoryNotContaining("glob:**.partial");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"there", "missing", "link to a link"})
    void aLinkStaysAndItsTargetGetsTheRecords(String kind) throws IOException {
        Path target = Files.createDirectory(directory.resolve("elsewhere")).resolve("flows.ndjson");
        Path link = Files.createSymbolicLink(directory.resolve("link.ndjson"), Path.of("elsewhere/flows.ndjson"));
        if (!kind.equals("missing")) {
            Files.writeString(target, "older");
        }
        if (kind.equals("link to a link")) {
            link = Files.createSymbolicLink(directory.resolve("second.ndjson"), link.getFileName());
        }
        assertThat(Cli.run("extract", sample, "-o", link).exitCode()).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(target).isRegularFile();
        assertThat(Files.readAllLines(target)).hasSize(Sample.FLOWS);
        assertThat(directory.resolve("elsewhere")).isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void aLinkToItselfIsNamed() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link.ndjson"), Path.of("link.ndjson"));
        assertThat(Cli.run("extract", sample, "-o", link))
                .isEqualTo(new Cli(1, "", "flowjay: " + link + ": too many levels of symbolic links\n"));
    }

    @Test
    void linksToOneMissingFileAreOneOutput() throws IOException {
        Path records = Files.createSymbolicLink(directory.resolve("records"), output);
        Path stats = Files.createSymbolicLink(directory.resolve("stats"), output);
        Cli cli = Cli.run("extract", sample, "-o", records, "--stats", stats);
        assertThat(cli.err()).contains("the output and --stats are both " + stats);
        assertThat(cli.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ndjson", "json", "csv", "avro", "parquet", "csv.gz"})
    void capturesThatCannotBeReadLeaveAnOlderOutput(String extension) throws IOException {
        Path kept = directory.resolve("kept." + extension);
        Path none = directory.resolve("none." + extension);
        Files.writeString(kept, "older");
        Path junk = write("junk.pcap", new byte[100]);
        Path empty = write("empty.pcap", new byte[0]);
        assertThat(Cli.run("extract", "-q", directory.resolve("no.pcap"), "-o", kept)
                        .exitCode())
                .isEqualTo(1);
        assertThat(Cli.run("extract", "-q", junk, empty, "-o", kept).exitCode()).isEqualTo(1);
        assertThat(Cli.run("extract", "-q", empty, "-o", none).exitCode()).isEqualTo(1);
        assertThat(kept).hasContent("older");
        assertThat(none).doesNotExist();
        assertThat(directory).isDirectoryNotContaining("glob:**.partial");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "4", "0"})
    void threadsDoNotChangeAByte(String threads) throws IOException {
        assertThat(extracted("--threads", threads)).isEqualTo(extracted("--threads", "1"));
    }

    @Test
    void theSelectionDecidesTheFields() throws IOException {
        Cli.run("extract", sample, "-o", output, "--features", "timing,total_bytes", "--profile", "JJ-CORE");
        assertThat(records().get(0).fieldNames())
                .toIterable()
                .contains("iat_mean", "total_bytes")
                .doesNotContain("pkt_len_mean", "src_ip", "tcp_is_tcp");
    }

    private byte[] extracted(String... options) throws IOException {
        Object[] arguments = Stream.concat(Stream.of("extract", sample, "-o", output), Stream.of(options))
                .toArray();
        assertThat(Cli.run(arguments).exitCode()).isZero();
        return Files.readAllBytes(output);
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    private List<JsonNode> records() throws IOException {
        try (Stream<String> lines = Files.lines(output, StandardCharsets.UTF_8)) {
            return lines.map(ExtractCommandTest::json).toList();
        }
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    private static long sum(JsonNode counts) {
        long sum = 0;
        for (JsonNode count : counts) {
            sum += count.asLong();
        }
        return sum;
    }

    private static String ends(JsonNode counts) {
        return counts.properties().stream()
                .map(end -> end.getKey() + " " + end.getValue())
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
    }
}
