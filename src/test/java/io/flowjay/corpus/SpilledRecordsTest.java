package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records, with every feature, of flows whose packets go to the temporary file, eight at a time: the same bytes as from memory. */
class SpilledRecordsTest {
    private static final long LEAST = 1;

    @BeforeAll
    static void present() {
        Corpus.assumePresent();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "ndpi-edonkey.pcap",
                "nfstream-alexa-app.pcapng",
                "nfstream-android.pcap",
                "tcpdump-pptp.pcap",
                "zeek-tcp_retransmit-timeout.pcapng"
            })
    void areTheSame(String name) throws IOException {
        Path capture = Corpus.beside("corpus").resolve("conformance/" + name);
        assertThat(records(capture, LEAST)).isNotEmpty();
        check(capture);
    }

    @Tag("sweep")
    @Test
    void areTheSameInTheWholeCorpus() throws IOException {
        for (Path capture : Corpus.captures("conformance")) {
            check(capture);
        }
    }

    private static void check(Path capture) throws IOException {
        List<String> inMemory = records(capture, Long.MAX_VALUE);
        assertThat(records(capture, LEAST)).as(capture.toString()).isEqualTo(inMemory);
    }

    private static List<String> records(Path capture, long maxMemory) throws IOException {
        Settings settings = Settings.builder()
                .set(SettingCatalog.MAX_MEMORY, maxMemory)
                .set(SettingCatalog.INCLUDE_RAW_SEQUENCES, true)
                .set(SettingCatalog.INCLUDE_SPLT, true)
                .build();
        List<String> found = new ArrayList<>();
        try (FlowRecords records = Extraction.of(settings).records(CaptureFile.open(capture))) {
            while (records.hasNext()) {
                found.add(new String(records.next().json(), StandardCharsets.UTF_8));
            }
        } catch (UncheckedIOException e) {
            // Some captures are damaged.
            found.add(String.valueOf(e.getMessage()));
        }
        return found;
    }
}
