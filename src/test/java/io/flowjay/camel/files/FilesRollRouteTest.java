package io.flowjay.camel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.camel.CaptureActivity;
import io.flowjay.camel.RecordListener;
import io.flowjay.capture.ContentHash;
import io.flowjay.record.parquet.DuckDb;
import io.flowjay.settings.Settings;
import io.flowjay.testing.AvroJudge;
import io.flowjay.testing.LogLines;
import io.flowjay.testing.Traffic;
import java.io.File;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures that share files by the shipped routes: when the files appear, and what becomes of the captures. */
class FilesRollRouteTest extends FilesRoute {
    private static final String LONG = "1h";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Captures whose records have been read. */
    private final AtomicInteger read = new AtomicInteger();

    private int dropped;

    @BeforeEach
    void listen() {
        RecordListener listener = records -> read.incrementAndGet();
        context.getRegistry().bind("listener", RecordListener.class, listener);
    }

    @Test
    void capturesStayUntilTheRouteStopsWhichMakesTheirFileAppearAtOnce() throws Exception {
        startFiles("flowjay.files-roll-interval", LONG);
        byte[] expected = expected("x.ndjson", 3);
        dropFlows(3);
        awaitRead(3);
        assertThat(written()).isEmpty();
        assertThat(partial()).hasSize(1);
        assertThat(files()).as("no note blames a capture for what comes").containsExactly("0.pcap", "1.pcap", "2.pcap");
        CaptureActivity activity = CaptureActivity.find(context);
        assertThat(activity).isNotNull();
        assertThat(activity.stuck(Duration.ZERO)).isEmpty();
        assertThat(activity.names()).isEmpty();
        assertThat(activity.done()).isZero();
        context.stop();
        assertThat(written()).singleElement().asString().matches("flows-\\d{8}T\\d{6}Z-[0-9a-f]{16}\\.ndjson");
        assertThat(Files.readAllBytes(only())).isEqualTo(expected);
        assertThat(partial()).isEmpty();
        assertThat(files()).containsExactly(".done/0.pcap", ".done/1.pcap", ".done/2.pcap");
        assertThat(activity.done()).isEqualTo(3);
        JsonNode note = note(0);
        assertThat(note).isEqualTo(note(1)).isEqualTo(note(2));
        assertThat(note.get("captures")).hasSize(3).allSatisfy(capture -> assertThat(
                        capture.get("records").intValue())
                .isEqualTo(3));
        assertThat(note.get("captures").findValuesAsText("capture")).containsExactly("0.pcap", "1.pcap", "2.pcap");
    }

    @Test
    void aFileAppearsWhenItIsOldEnough() throws Exception {
        startFiles("flowjay.files-roll-interval", "1s");
        dropFlows(2);
        awaitFile(".done/0.pcap");
        awaitFile(".done/1.pcap");
        assertThat(Files.readAllLines(only())).hasSize(6);
        dropFlows(1);
        awaitFile(".done/2.pcap");
        assertThat(written()).hasSize(2);
    }

    @ParameterizedTest(name = "{0} at once")
    @ValueSource(ints = {1, 2})
    void aFileAppearsWhenItHasTheSize(int atOnce) throws Exception {
        int one = expected("x.ndjson", 1).length;
        startFiles(
                "flowjay.files-roll-interval",
                LONG,
                "flowjay.files-max-size",
                (one + 1) + "B",
                "flowjay.captures-at-once",
                String.valueOf(atOnce));
        dropFlows(5);
        awaitFile(".done/3.pcap");
        awaitRead(5);
        assertThat(written()).hasSize(2);
        for (String name : written()) {
            assertThat(Files.readAllLines(out.resolve(name))).hasSize(6);
        }
        assertThat(inbox.resolve("4.pcap")).exists();
        context.stop();
        assertThat(written()).hasSize(3);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"csv", "json", "ndjson.zst", "ndjson.gz", "txt"})
    void theFileIsThatOfOneExtractionOfAllCaptures(String extension) throws Exception {
        startFiles("flowjay.files-roll-interval", LONG, "flowjay.files-extension", extension);
        byte[] expected = expected("x." + extension, 30);
        dropFlows(30);
        awaitRead(30);
        context.stop();
        assertThat(Files.readAllBytes(only())).isEqualTo(expected);
    }

    @Test
    void aParquetFileHasTheRecordsOfOneExtractionInOneRowGroup() throws Exception {
        startFiles("flowjay.files-roll-interval", LONG, "flowjay.files-extension", "parquet");
        Path expected = Files.write(inbox.resolve(".x.parquet"), expected("x.parquet", 30));
        dropFlows(30);
        awaitRead(30);
        context.stop();
        try (DuckDb duckDb = new DuckDb()) {
            String rolled = "'" + only() + "'";
            String whole = "'" + expected + "'";
            assertThat(duckDb.query("SELECT count(*) FROM " + rolled).get(0)).containsExactly(90L);
            for (String difference :
                    List.of(rolled + " EXCEPT ALL FROM " + whole, whole + " EXCEPT ALL FROM " + rolled)) {
                assertThat(duckDb.query("FROM " + difference)).isEmpty();
            }
            assertThat(duckDb.query("SELECT count(DISTINCT row_group_id) FROM parquet_metadata(" + rolled + ")")
                            .get(0))
                    .containsExactly(1L);
        }
    }

    @Test
    void anAvroFileHasTheRecordsOfOneExtraction() throws Exception {
        startFiles("flowjay.files-roll-interval", LONG, "flowjay.files-extension", "avro");
        Path expected = Files.write(inbox.resolve(".x.avro"), expected("x.avro", 30));
        dropFlows(30);
        awaitRead(30);
        context.stop();
        assertThat(AvroJudge.file(only())).hasSize(90).isEqualTo(AvroJudge.file(expected));
    }

    @Test
    void aDamagedCaptureHasAFileOfItsOwnAndDisturbsNoOther() throws Exception {
        startFiles("flowjay.files-roll-interval", LONG);
        dropFlows(1);
        awaitRead(1);
        byte[] whole = Traffic.flows(50, 99);
        drop("cut.pcap", Arrays.copyOf(whole, whole.length - 3));
        assertThat(report("cut.pcap").get("records_delivered").intValue()).isEqualTo(49);
        assertThat(Files.readAllLines(only())).hasSize(49);
        drop("text.pcap", "hello".getBytes(StandardCharsets.UTF_8));
        report("text.pcap");
        dropFlows(1);
        awaitRead(3);
        context.stop();
        assertThat(written()).hasSize(2);
        assertThat(Files.readAllLines(out.resolve(written().get(1)))).hasSize(6);
        assertThat(files()).contains(".done/0.pcap", ".done/1.pcap", ".failed/cut.pcap", ".failed/text.pcap");
    }

    @Test
    void aCaptureWithManyRecordsHasFilesOfItsOwn() throws Exception {
        startFiles("flowjay.files-roll-interval", LONG, "flowjay.files-roll-records", "10");
        dropFlows(1);
        drop("ten.pcap", Traffic.flows(10, 50));
        awaitRead(2);
        drop("eleven.pcap", Traffic.flows(11, 51));
        awaitFile(".done/eleven.pcap");
        assertThat(only().getFileName().toString()).startsWith("eleven-");
        assertThat(Files.readAllLines(only())).hasSize(11);
        context.stop();
        assertThat(written()).hasSize(2);
        assertThat(Files.readAllLines(out.resolve(written().get(1)))).hasSize(13);
    }

    @Test
    void aCaptureIsWrittenOnceUnderWhateverNameAndAlsoAfterARestart() throws Exception {
        startFiles("flowjay.files-roll-interval", LONG);
        dropFlows(1);
        awaitRead(1);
        drop("same.pcap", Traffic.flows(3, 0));
        await().atMost(LIMIT).ignoreException(UncheckedIOException.class).until(() -> files().equals(
                        List.of("0.pcap", "same.pcap")));
        context.stop();
        assertThat(files()).contains(".done/0.pcap");
        try (DefaultCamelContext restarted = restartedFiles("flowjay.files-roll-interval", LONG)) {
            assertThat(restarted.isStarted()).isTrue();
            drop("again.pcap", Traffic.flows(3, 0));
            awaitFile(".done/again.pcap");
            awaitFile(".done/same.pcap");
        }
        // Also when every capture has files of its own now.
        try (DefaultCamelContext restarted = restartedFiles()) {
            assertThat(restarted.isStarted()).isTrue();
            drop("third.pcap", Traffic.flows(3, 0));
            awaitFile(".done/third.pcap");
        }
        assertThat(Files.readAllLines(only())).hasSize(3);
    }

    @Test
    void aSharedFileIsLoggedOnceWithWhatItHolds() throws Exception {
        startFiles("flowjay.files-roll-interval", LONG);
        try (LogLines lines = LogLines.of("io.flowjay.captures", Level.INFO)) {
            dropFlows(2);
            awaitRead(2);
            drop("same.pcap", Traffic.flows(3, 0));
            await().atMost(LIMIT).until(() -> !lines.texts().isEmpty());
            context.stop();
            assertThat(lines.texts())
                    .containsExactly(
                            "same.pcap has the content of another capture: its records are not written again",
                            "6 records of 3 captures written; files: 1");
        }
    }

    @Test
    void aSharedFileOfOneRecordIsLoggedInTheSingular() throws Exception {
        startFiles("flowjay.files-roll-interval", LONG);
        try (LogLines lines = LogLines.of("io.flowjay.captures", Level.INFO)) {
            drop("a.pcap", Traffic.flows(1, 1));
            awaitRead(1);
            context.stop();
            assertThat(lines.texts()).containsExactly("1 record of 1 capture written; files: 1");
        }
    }

    @Test
    void twoCapturesOfOneContentShareOneCopy() throws Exception {
        startFiles("flowjay.files-roll-interval", "2s");
        drop("a.pcap", Traffic.flows(3, 1));
        drop("b.pcap", Traffic.flows(3, 1));
        drop("c.pcap", Traffic.flows(3, 2));
        for (String name : List.of("a", "b", "c")) {
            awaitFile(".done/" + name + ".pcap");
        }
        assertThat(Files.readAllLines(only())).hasSize(6);
    }

    @Test
    void recordsAreInTheDirectoryOfTheirFlowsStart() throws Exception {
        startFiles("flowjay.files-roll-interval", LONG, "flowjay.files-partition", "hour");
        // Five flows, every 30 minutes from 22:13:20 on; and 3 flows from 22:13:20 on.
        drop("a.pcap", Traffic.udp(5, Duration.ofMinutes(30)));
        drop("b.pcap", Traffic.flows(3, 0));
        awaitRead(2);
        context.stop();
        List<String> found = new ArrayList<>();
        for (String name : written()) {
            found.add(name.substring(0, name.lastIndexOf('/')) + " "
                    + Files.readAllLines(out.resolve(name)).size());
        }
        assertThat(found)
                .containsExactly("date=2023-11-14/hour=22 5", "date=2023-11-14/hour=23 2", "date=2023-11-15/hour=00 1");
    }

    @Test
    void aFileGoesWhenAllOfItsCapturesAreWrittenWithOtherSettings() throws Exception {
        startFiles("flowjay.files-roll-interval", LONG);
        dropFlows(3);
        awaitRead(3);
        context.stop();
        String first = written().get(0);
        try (DefaultCamelContext restarted = restartedFiles("flowjay.format", "csv")) {
            assertThat(restarted.isStarted()).isTrue();
            for (int i = 0; i < 3; i++) {
                assertThat(out.resolve(first)).exists();
                drop("again" + i + ".pcap", Traffic.flows(3, i));
                awaitFile(".done/again" + i + ".pcap");
            }
        }
        assertThat(written()).hasSize(3).allMatch(name -> name.endsWith(".csv"));
    }

    @Test
    void capturesOfAFileThatCannotAppearWaitAndAreWrittenOnceAfterwards() throws Exception {
        startFiles(
                "flowjay.files-roll-interval", "2s",
                "flowjay.first-wait", "50ms",
                "flowjay.longest-wait", "50ms");
        dropFlows(3);
        awaitRead(3);
        Path away = Files.move(out, inbox.resolve(".away"));
        await().atMost(LIMIT).until(() -> readiness() == HealthCheck.State.DOWN);
        assertThat(out).doesNotExist();
        for (int i = 0; i < 3; i++) {
            assertThat(inbox.resolve(i + ".pcap")).exists();
        }
        Files.move(away, out);
        for (int i = 0; i < 3; i++) {
            awaitFile(".done/" + i + ".pcap");
        }
        await().atMost(LIMIT).until(() -> readiness() == HealthCheck.State.UP);
        int records = 0;
        for (String name : written()) {
            records += Files.readAllLines(out.resolve(name)).size();
        }
        assertThat(records).isEqualTo(9);
        assertThat(partial()).isEmpty();
    }

    @Test
    void aCaptureThatDoesNotComeFromTheInboxHasItsFileAtOnce() throws Exception {
        startFiles("flowjay.files-roll-interval", LONG);
        Path elsewhere = Files.createDirectory(inbox.resolve(".elsewhere"));
        File capture =
                Files.write(elsewhere.resolve("a.pcap"), Traffic.flows(3, 1)).toFile();
        template.sendBody("direct:flowjay-capture", capture);
        assertThat(only().getFileName().toString()).startsWith("a-");
        assertThat(elsewhere.resolve(".done/a.pcap")).exists();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({"flowjay.take, true", "flowjay.files-roll-records, 0", "flowjay.files-roll-interval, soon"})
    void wrongSettingsStopTheRoutesAtTheirStart(String name, String value) {
        assertThatThrownBy(() -> startFiles("flowjay.files-roll-interval", LONG, name, value))
                .hasStackTraceContaining(name);
    }

    /** Drops captures of three flows, each older than the next. */
    private void dropFlows(int captures) throws Exception {
        for (int i = 0; i < captures; i++) {
            Path file = Files.write(inbox.resolve(".next"), Traffic.flows(3, dropped));
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L + dropped * 10_000L));
            Files.move(file, inbox.resolve(dropped + ".pcap"));
            dropped++;
        }
    }

    private void awaitRead(int captures) {
        await().atMost(LIMIT).until(() -> read.get() >= captures);
    }

    /** What one extraction of the first captures writes. */
    private byte[] expected(String name, int captures) throws Exception {
        List<Path> all = new ArrayList<>();
        Path copies = Files.createDirectories(inbox.resolve(".expected"));
        for (int i = 0; i < captures; i++) {
            all.add(Files.write(copies.resolve(i + ".pcap"), Traffic.flows(3, i)));
        }
        byte[] written = Files.readAllBytes(extracted(all, name, Settings.DEFAULT));
        for (Path copy : all) {
            Files.delete(copy);
        }
        return written;
    }

    /** The note of one of the captures. */
    private JsonNode note(int capture) throws Exception {
        String id = ContentHash.of(inbox.resolve(".done/" + capture + ".pcap"));
        return JSON.readTree(out.resolve(".flowjay/manifest/" + id + ".json").toFile());
    }

    private HealthCheck.State readiness() {
        return HealthCheckRegistry.get(context)
                .getCheck("flowjay-delivery")
                .orElseThrow()
                .call()
                .getState();
    }
}
