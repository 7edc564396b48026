package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.capture.CaptureReader;
import io.flowjay.record.Extraction;
import io.flowjay.record.Extracts;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The lines of every capture are those that Jackson writes of its records, for any number of threads. */
@Tag("sweep")
class LinesCorpusTest {
    private static final int[] THREADS = {1, 2, 3, 8};
    private static final ObjectMapper JACKSON = JsonMapper.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    @BeforeAll
    static void corpus() {
        Corpus.assumePresent();
    }

    @Test
    @DisplayName("bytes are the same for 1, 2, 3 and 8 threads, and those of Jackson")
    void linesAreTheSame() throws IOException {
        int compared = 0;
        for (Path capture : captures()) {
            for (boolean sparse : new boolean[] {false, true}) {
                byte[] expected = jackson(capture, sparse);
                compared += expected.length;
                for (int threads : THREADS) {
                    // Arrays of megabytes are not for a message.
                    assertThat(Arrays.mismatch(lines(capture, threads, sparse), expected))
                            .as("%s, %d threads: first byte that differs", capture.getFileName(), threads)
                            .isEqualTo(-1);
                }
            }
        }
        assertThat(compared).isGreaterThan(10_000_000);
    }

    private static List<Path> captures() {
        List<Path> captures = new ArrayList<>(Corpus.captures("conformance"));
        captures.addAll(Corpus.captures("malformed"));
        return captures;
    }

    private static byte[] jackson(Path capture, boolean sparse) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FlowRecords records = Extraction.of(settings(1, sparse).build()).records(open(capture))) {
            while (records.hasNext()) {
                out.writeBytes(JACKSON.writeValueAsBytes(records.next()));
                out.write('\n');
            }
        } catch (CaptureException | UncheckedIOException e) {
            // What came before is what is compared.
        }
        return out.toByteArray();
    }

    private static byte[] lines(Path capture, int threads, boolean sparse) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Extracts.write(open(capture), settings(threads, sparse).build(), "ndjson", out);
        } catch (CaptureException e) {
            // What came before is what is compared.
        }
        return out.toByteArray();
    }

    private static CaptureReader open(Path capture) throws IOException {
        return CaptureFile.open(capture);
    }

    private static Settings.Builder settings(int threads, boolean sparse) {
        Settings.Builder settings = Settings.builder();
        settings.set(SettingCatalog.THREADS, threads);
        settings.set(SettingCatalog.SPARSE, sparse);
        settings.set(SettingCatalog.INCLUDE_SPLT, true);
        settings.set(SettingCatalog.INCLUDE_RAW_SEQUENCES, true);
        return settings;
    }
}
