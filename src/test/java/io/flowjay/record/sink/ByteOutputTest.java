package io.flowjay.record.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.Extracts;
import io.flowjay.record.format.RecordFormats;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Traffic;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of several batches in every format, compressed and not, whole and not. */
class ByteOutputTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** More than two batches. */
    private static final int FLOWS = 150;

    @TempDir
    Path directory;

    private static Settings settings(int threads) {
        return Settings.builder().set(SettingCatalog.THREADS, threads).build();
    }

    private static byte[] bytes(String format, int threads) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Extracts.write(CaptureFile.open(Traffic.flows(FLOWS, 1), "c.pcap"), settings(threads), format, out);
        return out.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ndjson", "json", "csv"})
    void theBytesAreTheSameForAnyNumberOfThreads(String format) throws IOException {
        byte[] one = bytes(format, 1);
        assertThat(bytes(format, 2)).isEqualTo(one);
        assertThat(bytes(format, 5)).isEqualTo(one);
    }

    @Test
    void aFileOfJsonIsOneArrayOfTheLines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : new String(bytes("ndjson", 1), UTF_8).lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        assertThat(lines).hasSize(FLOWS);
        String text = new String(bytes("json", 3), UTF_8);
        assertThat(JSON.readTree(text)).containsExactlyElementsOf(lines);
        assertThat(text.lines()).hasSize(FLOWS + 2).startsWith("[").endsWith("]");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"flows.ndjson.gz,GZIP", "flows.csv.zst,ZSTD", "flows.json.gz,GZIP", "flows.csv,NONE"})
    void aCompressedFileHoldsTheSameBytes(String name, FileCompression compression) throws IOException {
        Path file = directory.resolve(name);
        Settings settings = settings(1);
        Extraction extraction = Extraction.of(settings);
        RecordDestination destination = RecordDestination.of(file, settings);
        try (RecordOutput<?> output = destination.open(extraction.columns())) {
            extraction.write(CaptureFile.open(Traffic.flows(FLOWS, 1), "c.pcap"), output);
            output.flush();
            output.commit();
            assertThat(file).doesNotExist();
        }
        byte[] expected = bytes(name.replaceFirst("flows\\.(\\w+).*", "$1"), 1);
        byte[] found = Files.readAllBytes(file);
        assertThat(found.length < expected.length / 2).isEqualTo(compression != FileCompression.NONE);
        try (InputStream in = decompress(compression, found)) {
            assertThat(in.readAllBytes()).isEqualTo(expected);
        }
        assertThat(directory).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.partial");
    }

    private static InputStream decompress(FileCompression compression, byte[] bytes) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes);
        return switch (compression) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(in);
            case ZSTD -> new ZstdInputStream(in);
        };
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"flows.ndjson,''", "flows.json,'[\n]\n'", "flows.csv,record_id"})
    void aFileWithoutRecordsHoldsWhatIsAroundThem(String name, String start) throws IOException {
        Path file = directory.resolve(name);
        Settings settings = settings(1);
        try (RecordOutput<?> output = RecordDestination.of(file, settings)
                .open(Extraction.of(settings).columns())) {
            output.commit();
        }
        String text = Files.readString(file);
        if (name.endsWith(".csv")) {
            assertThat(text).startsWith(start).endsWith("\r\n");
            assertThat(text.lines()).hasSize(1);
        } else {
            assertThat(text).isEqualTo(start);
        }
    }

    @Test
    void aFileThatIsNotCommittedKeepsItsPartialName() throws IOException {
        Path file = directory.resolve("flows.csv");
        Settings settings = settings(1);
        Extraction extraction = Extraction.of(settings);
        try (RecordOutput<?> output = RecordDestination.of(file, settings).open(extraction.columns())) {
            extraction.write(CaptureFile.open(Traffic.flows(FLOWS, 1), "c.pcap"), output);
        }
        assertThat(file).doesNotExist();
        assertThat(directory.resolve("flows.csv.partial")).isNotEmptyFile();
    }

    @Test
    void anOutputThatGotNoRecordLeavesNoPartialFile() throws IOException {
        Path file = directory.resolve("flows.csv");
        Settings settings = settings(1);
        RecordDestination.of(file, settings)
                .open(Extraction.of(settings).columns())
                .close();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void nothingFollowsABatchThatWasNotWrittenWhole() throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        OutputStream failing = new OutputStream() {
            private int writes;

            @Override
            public void write(int value) {
                throw new AssertionError("bytes come in pieces");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                received.write(bytes, offset, length);
                if (++writes == 2) {
                    throw new IOException("no space left");
                }
            }
        };
        Settings settings = settings(1);
        Extraction extraction = Extraction.of(settings);
        try (ByteOutput output =
                ByteOutput.of(failing, RecordFormats.find("ndjson").orElseThrow(), extraction.columns(), settings)) {
            assertThatThrownBy(() -> extraction.write(CaptureFile.open(Traffic.flows(FLOWS, 1), "c.pcap"), output))
                    .hasMessage("no space left");
            int written = received.size();
            assertThatThrownBy(() -> extraction.write(CaptureFile.open(Traffic.flows(1, 1), "d.pcap"), output))
                    .hasMessage("an earlier record was not written whole");
            output.flush();
            assertThat(received.size()).isEqualTo(written);
        }
    }
}
