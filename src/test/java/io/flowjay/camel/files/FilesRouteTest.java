package io.flowjay.camel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdInputStream;
import io.flowjay.camel.RecordListener;
import io.flowjay.camel.inbox.WaitingCaptures;
import io.flowjay.capture.ContentHash;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.LogLines;
import io.flowjay.testing.Sample;
import io.flowjay.testing.Traffic;
import java.io.InputStream;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Captures that become files by the shipped routes: names, content, and what becomes of the captures. */
class FilesRouteTest extends FilesRoute {
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "'', '', ndjson",
        "csv, '', csv",
        "json, '', json",
        "'', csv.gz, csv.gz",
        "'', ndjson.zst, ndjson.zst",
        "csv, txt, txt"
    })
    void aCaptureBecomesTheFileThatExtractWritesUnderThatName(String format, String extension, String ending)
            throws Exception {
        startFiles("flowjay.format", format, "flowjay.files-extension", extension);
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        assertThat(written()).singleElement().asString().matches("a-[0-9a-f]{16}\\." + ending);
        Settings settings =
                Settings.builder().text(SettingCatalog.FORMAT, format, "test").build();
        Path same = Files.copy(inbox.resolve(".done/a.pcapng"), elsewhere().resolve("a.pcapng"));
        assertThat(content(only())).isEqualTo(content(extracted(same, "x." + ending, settings)));
        assertThat(partial()).isEmpty();
        assertThat(files()).containsExactly(".done/a.pcapng");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a b.pcap.gz|a_b",
                "..pcap..pcap|pcap.",
                "-rf.pcap|rf",
                "_x.pcap|x",
                "a'\";$(id).pcap|a_____id_",
                "%2e%2e%2fa.pcap|2e_2e_2fa",
                "date=2024-01-01\\x.pcap|date_2024-01-01_x",
                "ñandú-日本.pcapng|ñandú-日本",
                "+.pcap|capture"
            })
    void namesOfFilesArePlainWhateverTheCaptureIsCalled(String capture, String stem) {
        FileNames names = new FileNames(capture, "0123456789abcdef0000", "csv", false);
        assertThat(names.part(1)).isEqualTo(stem + "-0123456789abcdef.csv");
        assertThat(names.part(2)).isEqualTo(stem + "-0123456789abcdef-0002.csv");
    }

    @Test
    void aLongNameIsCut() {
        FileNames names = new FileNames("é".repeat(150) + ".pcap", "0123456789abcdef0000", "csv", true);
        assertThat(names.part(1).getBytes(StandardCharsets.UTF_8)).hasSizeBetween(250, 255);
        assertThat(names.part(1)).endsWith("-0001.csv").isNotEqualTo(names.part(2));
    }

    @Test
    void capturesOfOneNameAreTwoFiles() throws Exception {
        startFiles();
        drop("a.pcap", Traffic.flows(3, 1));
        awaitFile(".done/a.pcap");
        drop("a.pcap", Traffic.flows(3, 2));
        await().until(() -> written().size() == 2);
        assertThat(written()).allMatch(name -> name.matches("a-[0-9a-f]{16}\\.ndjson"));
    }

    @Test
    void aCaptureIsWrittenOnceUnderWhateverNameAndAlsoAfterARestart() throws Exception {
        startFiles();
        drop("a.pcap", Traffic.flows(3, 1));
        awaitFile(".done/a.pcap");
        List<String> first = written();
        drop("b.pcap", Traffic.flows(3, 1));
        awaitFile(".done/b.pcap");
        assertThat(written()).isEqualTo(first);
        context.stop();
        // A reader may take files away.
        Files.delete(only());
        try (DefaultCamelContext restarted = restartedFiles()) {
            assertThat(restarted.isStarted()).isTrue();
            drop("c.pcap", Traffic.flows(3, 1));
            awaitFile(".done/c.pcap");
        }
        assertThat(written()).isEmpty();
    }

    @Test
    void eachCaptureIsLoggedOnceWithWhatBecameOfIt() throws Exception {
        startFiles();
        try (LogLines lines = LogLines.of("io.flowjay.captures", Level.INFO)) {
            for (String name : List.of("a.pcap", "b.pcap")) {
                drop(name, Traffic.flows(1, 1));
                awaitFile(".done/" + name);
            }
            drop("c.pcap", Traffic.flows(3, 2));
            awaitFile(".done/c.pcap");
            assertThat(lines.texts())
                    .containsExactly(
                            "a.pcap: 1 record of 1 packet written; files: 1",
                            "b.pcap is in files already: 1 record not written again",
                            "c.pcap: 3 records of 3 packets written; files: 1");
        }
    }

    @Test
    void otherSettingsReplaceTheFilesOfACapture() throws Exception {
        startFiles("flowjay.files-max-size", "10kB");
        drop("a.pcap", Traffic.flows(3, 1));
        awaitFile(".done/a.pcap");
        assertThat(written()).hasSize(3);
        context.stop();
        try (DefaultCamelContext restarted = restartedFiles("flowjay.format", "csv")) {
            assertThat(restarted.isStarted()).isTrue();
            drop("b.pcap", Traffic.flows(3, 1));
            awaitFile(".done/b.pcap");
        }
        assertThat(written()).singleElement().asString().matches("b-[0-9a-f]{16}\\.csv");
    }

    @Test
    void aDamagedCaptureHasTheRecordsBeforeTheDamageAndGoesToFailed() throws Exception {
        startFiles();
        byte[] whole = Traffic.flows(50, 1);
        byte[] cut = Arrays.copyOf(whole, whole.length - 3);
        for (String name : List.of("cut.pcap", "again.pcap")) {
            drop(name, cut);
            JsonNode report = report(name);
            assertThat(report.get("records_delivered").intValue()).isEqualTo(49);
            assertThat(report.get("records_uncertain").intValue()).isZero();
            assertThat(Files.readAllLines(only())).hasSize(49);
        }
        assertThat(partial()).isEmpty();
    }

    @Test
    void aFileThatIsNotACaptureBecomesNone() throws Exception {
        startFiles();
        drop("text.pcap", "hello".getBytes(StandardCharsets.UTF_8));
        assertThat(report("text.pcap").get("reason").textValue()).contains("neither pcap nor pcapng");
        assertThat(written()).isEmpty();
    }

    @Test
    void aCaptureWithoutFlowsIsAFileWithoutRecords() throws Exception {
        startFiles("flowjay.format", "csv");
        drop("none.pcap", Arrays.copyOf(Traffic.flows(1, 1), 24));
        awaitFile(".done/none.pcap");
        assertThat(Files.readAllLines(only())).hasSize(1);
    }

    @Test
    void aCaptureThatAnotherWorkerIsAtWaitsAndIsNotWrittenTwice() throws Exception {
        startFiles("flowjay.first-wait", "50ms", "flowjay.longest-wait", "50ms");
        byte[] capture = Traffic.flows(3, 1);
        String id = ContentHash.of(Files.write(elsewhere().resolve("same.pcap"), capture));
        WaitingCaptures waiting = context.getRegistry().lookupByNameAndType("flowjayWaiting", WaitingCaptures.class);
        FileManifest other = new FileManifest(out);
        try (FileLock lock = other.lock(id)) {
            assertThat(lock).isNotNull();
            drop("a.pcap", capture);
            await().until(() -> waiting.size() == 1);
            assertThat(written()).isEmpty();
        }
        awaitFile(".done/a.pcap");
        assertThat(written()).hasSize(1);
    }

    @Test
    void aListenerGetsTheLastRecordsOfALongCapture() throws Exception {
        List<Integer> told = new CopyOnWriteArrayList<>();
        RecordListener listener = records -> told.add(records.size());
        context.getRegistry().bind("listener", RecordListener.class, listener);
        startFiles();
        drop("a.pcap", Traffic.flows(1500, 1));
        awaitFile(".done/a.pcap", Duration.ofSeconds(60));
        assertThat(told).containsExactly(1000);
        assertThat(Files.readAllLines(only())).hasSize(1500);
    }

    @Test
    void withoutADirectoryOfFilesTheRouteIsNotThere() throws Exception {
        startFiles("flowjay.files", "");
        assertThat(context.getRoute("capture-to-files")).isNull();
        assertThat(context.getRoute("capture-to-kafka")).isNotNull();
    }

    @Test
    void withOneTheRouteToKafkaIsNotThere() throws Exception {
        startFiles();
        assertThat(context.getRoute("capture-to-files")).isNotNull();
        assertThat(context.getRoute("capture-to-kafka")).isNull();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "format, nonsense, flowjay.format",
        "files-extension, a/b, flowjay.files-extension",
        "files-extension, orc, 'flowjay.files-extension \"orc\"'",
        "files-extension, csv.bz2, 'flowjay.files-extension \"csv.bz2\"'",
        "files-partition, month, flowjay.files-partition"
    })
    void wrongSettingsStopTheRoutesAtTheirStart(String name, String value, String told) {
        assertThatThrownBy(() -> startFiles("flowjay." + name, value)).hasStackTraceContaining(told);
    }

    @Test
    void namesThatAreTheSameInAvroStopTheRoutesAtTheirStart() throws Exception {
        Path names = Files.writeString(elsewhere().resolve("names.properties"), "iat_mean=a b\niat_max=a-b\n");
        assertThatThrownBy(() -> startFiles("flowjay.format", "avro", "flowjay.field-names", names.toString()))
                .hasStackTraceContaining("flowjay.field-names \"" + names + "\"")
                .hasStackTraceContaining("are both a_b in Avro");
    }

    /** The file's bytes, uncompressed. */
    private static byte[] content(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            String name = file.toString();
            if (name.endsWith(".gz")) {
                return new GZIPInputStream(in).readAllBytes();
            }
            return name.endsWith(".zst") ? new ZstdInputStream(in).readAllBytes() : in.readAllBytes();
        }
    }

    private Path elsewhere() throws Exception {
        return Files.createDirectories(out.resolve(".elsewhere"));
    }
}
