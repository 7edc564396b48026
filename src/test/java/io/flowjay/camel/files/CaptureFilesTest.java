package io.flowjay.camel.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.record.parquet.DuckDb;
import io.flowjay.settings.FilesPartition;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several files that are written at once. */
class CaptureFilesTest {
    private static final int PARTITIONS = 16;
    private static final int ROUNDS = 192;
    private static final long MOST_MEMORY = 1_000_000;
    /** 64 records of at most a thousand columns. */
    private static final long ONE_BATCH = 64 * 1000 * Long.BYTES;

    @TempDir
    Path directory;

    @Test
    void openFilesHaveACommonBudgetOfMemory() throws IOException, SQLException {
        Settings settings = Settings.builder()
                .set(SettingCatalog.FILES, directory.toString())
                .set(SettingCatalog.FILES_EXTENSION, "parquet")
                .set(SettingCatalog.FILES_PARTITION, FilesPartition.HOUR)
                .build();
        List<FlowRecord> records = records(settings);
        assertThat(records).hasSize(PARTITIONS);
        Path begun = Files.createDirectory(directory.resolve("begun"));
        FileNames names = new FileNames("a.pcap", "ab12".repeat(16), "parquet", false);
        long most = 0;
        try (CaptureFiles files = new CaptureFiles(FilesTarget.of(settings), begun, names, 0, MOST_MEMORY)) {
            for (int i = 0; i < ROUNDS; i++) {
                for (FlowRecord record : records) {
                    files.add(record.columnValues());
                    most = Math.max(most, files.memory());
                }
            }
            assertThat(files.complete()).hasSize(PARTITIONS);
        }
        assertThat(most).isBetween(MOST_MEMORY / 2, MOST_MEMORY + ONE_BATCH);
        try (DuckDb duckDb = new DuckDb()) {
            assertThat(duckDb.query("SELECT count(*) FROM '" + begun + "/*.parquet' GROUP BY start_time"))
                    .hasSize(PARTITIONS)
                    .containsOnly(List.of((long) ROUNDS));
        }
    }

    /** One record an hour. */
    private List<FlowRecord> records(Settings settings) throws IOException {
        Path capture = Files.write(directory.resolve("a.pcap"), Traffic.udp(PARTITIONS, Duration.ofHours(1)));
        List<FlowRecord> records = new ArrayList<>();
        try (FlowRecords read = Extraction.of(settings).records(CaptureFile.open(capture))) {
            read.forEachRemaining(records::add);
        }
        return records;
    }
}
