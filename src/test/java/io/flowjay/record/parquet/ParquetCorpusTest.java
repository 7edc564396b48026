package io.flowjay.record.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureFile;
import io.flowjay.corpus.Corpus;
import io.flowjay.record.Extracts;
import io.flowjay.record.TestTraffic;
import io.flowjay.record.parquet.SameRecords.Opening;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The records of every capture are the same in Parquet and in NDJSON. */
@Tag("sweep")
class ParquetCorpusTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("captures of the corpus: equal values, the same bytes for 1 and 3 threads")
    void corpus() throws IOException, SQLException {
        Corpus.assumePresent();
        List<Opening> captures = Corpus.openings();
        for (boolean sparse : new boolean[] {false, true}) {
            Path parquet = write(captures, sparse, 1, "one.parquet");
            Path ndjson = write(captures, sparse, 1, "one.ndjson");
            assertThat(SameRecords.compareExactly(parquet, ndjson)).isGreaterThan(1_000);
            SameRecords.compareInDuckDb(parquet, ndjson);
            assertThat(Files.mismatch(parquet, write(captures, sparse, 3, "three.parquet")))
                    .isEqualTo(-1);
        }
    }

    @Test
    @DisplayName("several captures, several row groups: equal values")
    void rowGroups() throws IOException, SQLException {
        List<Opening> captures = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int seed = i;
            captures.add(() -> CaptureFile.open(TestTraffic.capture(seed, 20_000), "traffic-" + seed));
        }
        Path parquet = write(captures, false, 2, "traffic.parquet");
        Path ndjson = write(captures, false, 2, "traffic.ndjson");
        try (ParquetFileReader reader = ParquetJava.open(parquet)) {
            assertThat(reader.getRowGroups()).hasSizeGreaterThan(1);
        }
        assertThat(SameRecords.compareExactly(parquet, ndjson)).isGreaterThan(20_000);
        SameRecords.compareInDuckDb(parquet, ndjson);
    }

    private Path write(List<Opening> captures, boolean sparse, int threads, String name) throws IOException {
        Settings settings = Extracts.everything()
                .set(SettingCatalog.SPARSE, sparse)
                .set(SettingCatalog.THREADS, threads)
                .build();
        Path file = directory.resolve(name);
        SameRecords.write(captures, settings, file);
        return file;
    }
}
