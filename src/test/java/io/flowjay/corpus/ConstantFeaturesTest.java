package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureException;
import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A feature with one value over the whole corpus would tell nothing, or hide a decoder that never runs. */
@Tag("sweep")
class ConstantFeaturesTest {
    /** What the corpus has no traffic for, as {@code deviations.md} says, and what is 0 unless a setting asks for it. */
    private static final Set<String> WITHOUT_TRAFFIC =
            Set.of("likely_tor", "is_tor_like", "http2_ping_frames", "conn_betweenness_exact", "duplicate_packets");

    @Test
    void noFeatureIsConstant() throws IOException {
        Corpus.assumePresent();
        Map<String, Optional<Object>> first = new HashMap<>();
        Set<String> constant = new TreeSet<>();
        Set<String> varied = new TreeSet<>();
        for (Path capture : Corpus.captures("conformance")) {
            try (FlowRecords records = Extraction.of(Settings.DEFAULT).records(CaptureFile.open(capture))) {
                while (records.hasNext()) {
                    note(records.next(), first, varied);
                }
            } catch (CaptureException e) {
                assertThat(e.reason()).isNotBlank();
            } catch (UncheckedIOException e) {
                assertThat(e.getCause()).isInstanceOf(CaptureException.class);
            }
        }
        constant.addAll(first.keySet());
        constant.removeAll(varied);
        assertThat(first).hasSizeGreaterThan(400);
        assertThat(constant).isEqualTo(new TreeSet<>(WITHOUT_TRAFFIC));
    }

    private static void note(FlowRecord record, Map<String, Optional<Object>> first, Set<String> varied) {
        record.forEach((name, value) -> {
            Optional<Object> before = first.putIfAbsent(name, Optional.ofNullable(value));
            if (before != null && !before.equals(Optional.ofNullable(value))) {
                varied.add(name);
            }
        });
    }
}
