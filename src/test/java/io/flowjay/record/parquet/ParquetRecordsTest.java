package io.flowjay.record.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.capture.CaptureFile;
import io.flowjay.feature.FeatureType;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.record.Extraction;
import io.flowjay.record.Extracts;
import io.flowjay.record.RecordBatches;
import io.flowjay.record.RecordShape;
import io.flowjay.record.TestTraffic;
import io.flowjay.record.sink.RecordBatch;
import io.flowjay.record.sink.RecordDestination;
import io.flowjay.record.sink.RecordOutput;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Captures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same records in Parquet and in NDJSON, through the sink. */
class ParquetRecordsTest {
    @TempDir
    private Path directory;

    static Stream<Arguments> captures() throws IOException {
        byte[] traffic = TestTraffic.capture(1, 3_000);
        return Stream.of(
                arguments("the sample", Extracts.sample(), false),
                arguments("the sample, sparse", Extracts.sample(), true),
                arguments("nanosecond timestamps", traffic, false),
                arguments("nanosecond timestamps, sparse", traffic, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("captures")
    @DisplayName("hold equal values, read by parquet-java and by DuckDB")
    void equalValues(String name, byte[] capture, boolean sparse) throws IOException, SQLException {
        Settings settings =
                Extracts.everything().set(SettingCatalog.SPARSE, sparse).build();
        Path parquet = write(capture, settings, "flows.parquet");
        Path ndjson = write(capture, settings, "flows.ndjson");
        assertThat(SameRecords.compareExactly(parquet, ndjson)).isGreaterThan(10);
        assertThat(SameRecords.compareInDuckDb(parquet, ndjson)).isGreaterThan(10);
    }

    @Test
    @DisplayName("the same bytes for any number of threads")
    void threads() throws IOException {
        byte[] capture = TestTraffic.capture(2, 5_000);
        byte[] expected = null;
        for (int threads : new int[] {1, 2, 3, 8}) {
            Settings settings =
                    Extracts.everything().set(SettingCatalog.THREADS, threads).build();
            byte[] bytes = Files.readAllBytes(write(capture, settings, "flows.parquet"));
            if (expected == null) {
                expected = bytes;
            }
            assertThat(Arrays.mismatch(bytes, expected))
                    .as("%d threads", threads)
                    .isEqualTo(-1);
        }
    }

    @Test
    @DisplayName("a capture without packets makes a file without rows that has every column")
    void empty() throws IOException, SQLException {
        Path file = write(Captures.pcap().toBytes(), Settings.builder().build(), "flows.parquet");
        assertThat(ParquetJava.rows(file)).isEmpty();
        int columns = Extraction.of(Settings.builder().build()).columns().size();
        try (DuckDb duckDb = new DuckDb()) {
            assertThat(duckDb.query("SELECT * FROM '" + file + "'")).isEmpty();
            assertThat(duckDb.query("DESCRIBE SELECT * FROM '" + file + "'")).hasSize(columns);
        }
    }

    @Test
    @DisplayName("a capture's name keeps its quotes, controls and characters of any plane")
    void names() throws IOException {
        String name = "\"späte\", \u0000'€\ud83d\ude00'\n";
        Path file = directory.resolve("flows.parquet");
        SameRecords.write(
                List.of(() -> CaptureFile.open(Extracts.sample(), name)),
                Settings.builder().build(),
                file);
        assertThat(ParquetJava.rows(file)).isNotEmpty().allSatisfy(row -> assertThat(row)
                .containsEntry("capture", name));
    }

    @Test
    @DisplayName("settings that differ from the default, and the hash of all, are in the file")
    void properties() throws IOException, SQLException {
        Settings settings = Settings.builder().set(SettingCatalog.SPARSE, true).build();
        Path file = write(Extracts.sample(), settings, "flows.parquet");
        RecordShape shape = RecordShape.of(settings);
        assertThat(shape.text()).isEqualTo("{\"sparse\":\"true\"}");
        try (DuckDb duckDb = new DuckDb()) {
            assertThat(duckDb.query(
                            "SELECT decode(key), decode(value) FROM parquet_kv_metadata('" + file + "') ORDER BY ALL"))
                    .contains(
                            List.of("flowjay.fingerprint", shape.fingerprint()),
                            List.of("flowjay.schema_version", "1.0.0"),
                            List.of("flowjay.settings", "{\"sparse\":\"true\"}"));
            assertThat(duckDb.query("SELECT created_by FROM parquet_file_metadata('" + file + "')"))
                    .asString()
                    .contains("FlowJay version ");
        }
    }

    @Test
    @DisplayName("each column of a feature says the catalogue's unit and description")
    void descriptions() throws IOException, SQLException {
        Path file = write(Extracts.sample(), Extracts.everything().build(), "flows.parquet");
        try (DuckDb duckDb = new DuckDb()) {
            List<List<@Nullable Object>> rows = duckDb.query("SELECT split_part(path_in_schema, ', ', 1),"
                    + " decode(key_value_metadata[encode('unit')]), decode(key_value_metadata[encode('description')])"
                    + " FROM parquet_metadata('" + file + "')");
            FeatureCatalog.features().forEach(feature -> assertThat(rows)
                    .contains(List.of(feature.name(), feature.unit(), feature.description())));
        }
    }

    @Test
    @DisplayName("counts and codes are unsigned; what may be -1 is not")
    void unsigned() {
        List<FileColumn> columns =
                FileColumn.of(Extraction.of(Extracts.everything().build()).columns());
        assertThat(columns).extracting(FileColumn::name).contains("total_packets", "src_port", "dns_response_code");
        for (FileColumn column : columns) {
            boolean integer = column.type() == FeatureType.INT64;
            boolean signed = List.of(
                            "dns_response_code", "icmp_dominant_type", "conn_src_community", "conn_dst_community")
                    .contains(column.name());
            assertThat(column.unsigned()).as(column.name()).isEqualTo(integer && !signed);
        }
    }

    @Test
    @DisplayName("without commit nothing is under the name, and what was written does not look whole")
    void withoutCommit() throws IOException {
        Settings settings = Extracts.everything().build();
        Extraction extraction = Extraction.of(settings);
        Path file = directory.resolve("flows.parquet");
        try (RecordOutput<?> out = RecordDestination.of(file, settings).open(extraction.columns())) {
            write(extraction, out);
        }
        assertThat(file).doesNotExist();
        Path partial = directory.resolve("flows.parquet.partial");
        if (Files.exists(partial)) {
            assertThat(new String(Files.readAllBytes(partial), US_ASCII)).doesNotEndWith("PAR1");
        }
    }

    private static <B extends RecordBatch> void write(Extraction extraction, RecordOutput<B> out) throws IOException {
        byte[] capture = TestTraffic.capture(3, 2_000);
        try (RecordBatches<B> batches = extraction.batches(CaptureFile.open(capture, "a.pcap"), out)) {
            for (B batch = batches.next(); batch != null; batch = batches.next()) {
                out.write(batch);
            }
        }
    }

    @Test
    @DisplayName("the records of a capture that exceeds a limit are those before it")
    void limit() throws IOException {
        Settings settings = Settings.builder()
                .set(SettingCatalog.MAX_RECORDS, 70)
                .set(SettingCatalog.THREADS, 2)
                .build();
        byte[] capture = TestTraffic.capture(4, 3_000);
        Path parquet = write(capture, settings, "flows.parquet");
        Path ndjson = write(capture, settings, "flows.ndjson");
        assertThat(SameRecords.compareExactly(parquet, ndjson)).isEqualTo(70);
    }

    @Test
    @DisplayName("a batch keeps its first records, over blocks")
    void batchKeeps() throws IOException {
        for (int kept : new int[] {0, 1, 63, 64, 65, 128, 149}) {
            ColumnBatch batch = new ColumnBatch(1);
            for (int round = 0; round < 2; round++) {
                fill(batch, 150);
                batch.keep(kept);
                assertThat(batch.records()).isEqualTo(kept);
                assertThat(batch.blocks()).hasSize((kept + 63) / 64);
                assertThat(batch.blocks().stream()
                                .mapToInt(ColumnBlock::records)
                                .sum())
                        .isEqualTo(kept);
                assertThat(batch.blocks().stream()
                                .mapToInt(block -> block.count(0))
                                .sum())
                        .isEqualTo(kept);
                if (kept > 0) {
                    assertThat(batch.bytes(kept - 1)).isEqualTo(Long.BYTES);
                }
                batch.clear();
                assertThat(batch.records()).isZero();
            }
        }
    }

    private static void fill(ColumnBatch batch, int records) {
        for (int i = 0; i < records; i++) {
            ColumnBlock block = batch.next();
            block.begin();
            block.number(0, i);
            block.end();
        }
    }

    private Path write(byte[] capture, Settings settings, String name) throws IOException {
        Path file = directory.resolve(name);
        SameRecords.write(List.of(() -> CaptureFile.open(capture, "capture")), settings, file);
        return file;
    }
}
