package io.flowjay.record.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.corpus.Corpus;
import io.flowjay.record.Extracts;
import io.flowjay.record.TestTraffic;
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
        List<Path> captures = new ArrayList<>(Corpus.captures("conformance"));
        captures.addAll(Corpus.captures("malformed"));
        int records = 0;
        for (Path capture : captures) {
            for (boolean sparse : new boolean[] {false, true}) {
                Path parquet = write(capture, sparse, 1, "one.parquet");
                Path ndjson = write(capture, sparse, 1, "one.ndjson");
                records += SameRecords.compareExactly(parquet, ndjson);
                SameRecords.compareInDuckDb(parquet, ndjson);
                assertThat(Files.mismatch(parquet, write(capture, sparse, 3, "three.parquet")))
                        .as(capture.toString())
                        .isEqualTo(-1);
            }
        }
        assertThat(records).isGreaterThan(1_000);
    }

    @Test
    @DisplayName("several captures, several row groups: equal values")
    void rowGroups() throws IOException, SQLException {
        Path parquet = directory.resolve("traffic.parquet");
        Path ndjson = directory.resolve("traffic.ndjson");
        Settings settings = Extracts.everything().build();
        for (Path file : List.of(parquet, ndjson)) {
            List<CaptureReader> captures = new ArrayList<>();
            for (int seed = 0; seed < 8; seed++) {
                captures.add(CaptureFile.open(TestTraffic.capture(seed, 20_000), "traffic-" + seed));
            }
            SameRecords.write(captures, settings, file);
        }
        try (ParquetFileReader reader = ParquetJava.open(parquet)) {
            assertThat(reader.getRowGroups()).hasSizeGreaterThan(1);
        }
        assertThat(SameRecords.compareExactly(parquet, ndjson)).isGreaterThan(20_000);
        SameRecords.compareInDuckDb(parquet, ndjson);
    }

    private Path write(Path capture, boolean sparse, int threads, String name) throws IOException {
        Settings settings = Extracts.everything()
                .set(SettingCatalog.SPARSE, sparse)
                .set(SettingCatalog.THREADS, threads)
                .build();
        Path file = directory.resolve(name);
        SameRecords.write(List.of(CaptureFile.open(capture)), settings, file);
        return file;
    }
}
