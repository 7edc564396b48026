package io.flowjay.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.capture.CaptureFile;
import io.flowjay.feature.Feature;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns with the same value in every record: each one says so in the catalogue, and none says so that is not. */
class TwinFeaturesTest {
    /** Features that are equal over the corpus although their formulas differ: it has no flow that tells them apart. */
    private static final Set<Set<String>> EQUAL_BY_CHANCE = Set.of(
            Set.of("http2_push_promise_frames", "http2_server_push", "http2_multiplexed"),
            Set.of("tcp_mss_fwd", "tcp_fp_fwd_mss"),
            Set.of("tcp_mss_bwd", "tcp_fp_bwd_mss"),
            Set.of("tcp_ws_fwd", "tcp_fp_fwd_ws"),
            Set.of("tcp_ws_bwd", "tcp_fp_bwd_ws"),
            Set.of("is_mptcp", "mptcp_capable_fwd", "mptcp_capable_bwd"));

    static Stream<Feature> twins() {
        return FeatureCatalog.features().stream().filter(feature -> feature.twin() != null);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twins")
    void aTwinHasTheValueOfItsOriginalInTheSampleCapture(Feature twin) throws IOException {
        int compared = 0;
        try (FlowRecords records =
                Extraction.of(Settings.DEFAULT).records(CaptureFile.open(Sample.bytes(), "sample.pcapng"))) {
            while (records.hasNext()) {
                FlowRecord record = records.next();
                assertThat(SameColumns.value(record, twin.name()))
                        .as("record %d", compared)
                        .isEqualTo(SameColumns.value(record, String.valueOf(twin.twin())));
                compared++;
            }
        }
        assertThat(compared).isPositive();
    }

    @Test
    @Tag("sweep")
    void noOtherFeaturesAreTheSame() {
        Corpus.assumePresent();
        SameColumns columns = new SameColumns(
                FeatureCatalog.features().stream().map(Feature::name).toList());
        Settings.Builder settings = Settings.builder();
        settings.set(SettingCatalog.INCLUDE_RAW_SEQUENCES, true);
        settings.set(SettingCatalog.INCLUDE_SPLT, true);
        List<Path> captures = new ArrayList<>(Corpus.captures("conformance"));
        captures.addAll(Corpus.captures("malformed"));
        for (Path capture : captures) {
            try (FlowRecords records = Extraction.of(settings.build()).records(CaptureFile.open(capture))) {
                records.forEachRemaining(columns::add);
            } catch (IOException | UncheckedIOException e) {
                // The records before the damage count.
                assertThat(e).hasMessageNotContaining("No such file");
            }
        }
        assertThat(columns.records()).isGreaterThan(5000);
        Set<String> twins = twins().map(Feature::name).collect(Collectors.toSet());
        Set<Set<String>> undeclared = columns.same().stream()
                .map(names ->
                        names.stream().filter(name -> !twins.contains(name)).collect(Collectors.toSet()))
                .filter(names -> names.size() > 1)
                .collect(Collectors.toSet());
        assertThat(undeclared).isEqualTo(EQUAL_BY_CHANCE);
        assertThat(twins()).allSatisfy(twin -> assertThat(columns.same())
                .anySatisfy(names -> assertThat(names).contains(twin.name(), String.valueOf(twin.twin()))));
    }
}
