package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureType;
import io.flowjay.feature.Missing;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A sparse record is a full one without the groups that have no value. */
class SparseTest {
    private final List<FlowRecord> full;
    private final List<FlowRecord> sparse;

    SparseTest() throws IOException {
        Settings.Builder settings = Extracts.everything();
        full = Extracts.records(Extracts.sample(), settings);
        settings.set(SettingCatalog.SPARSE, true);
        sparse = Extracts.records(Extracts.sample(), settings);
    }

    @Test
    @DisplayName(
            "what is left out is missing by the catalogue's policy, what is there is not changed, and has a value in its group")
    void leavesOutMissingGroupsOnly() {
        assertThat(sparse).hasSameSizeAs(full);
        for (int i = 0; i < full.size(); i++) {
            Map<String, Object> rest = new LinkedHashMap<>(full.get(i));
            rest.entrySet().removeAll(new LinkedHashMap<>(sparse.get(i)).entrySet());
            assertThat(sparse.get(i)).hasSize(full.get(i).size() - rest.size());
            for (Feature feature : FeatureCatalog.features()) {
                if (rest.containsKey(feature.name())) {
                    assertThat(rest.get(feature.name())).as(feature.name()).isEqualTo(missing(feature));
                    assertThat(sparse.get(i).containsKey(feature.name())).isFalse();
                }
            }
            assertThat(groups(sparse.get(i))).isEqualTo(groupsWithValue(full.get(i)));
        }
    }

    @Test
    @DisplayName("the record of a DNS query has the group dns, and neither tls nor tcp")
    void groupsOfAQuery() {
        FlowRecord query = sparse.stream()
                .filter(record -> Boolean.TRUE.equals(record.get("dns_detected")))
                .filter(record -> Long.valueOf(17).equals(record.get("protocol")))
                .findFirst()
                .orElseThrow();
        assertThat(groups(query)).contains("flow_meta", "dns").doesNotContain("tls", "tcp", "ssh", "quic");
    }

    @Test
    @DisplayName("lines and maps hold the same fields in the same order, and are at least a third shorter")
    void linesHoldTheSameFields() throws IOException {
        byte[] lines = Extracts.lines(sparse);
        List<JsonNode> trees = StrictJson.trees(lines);
        for (int i = 0; i < trees.size(); i++) {
            List<String> names = new ArrayList<>();
            trees.get(i).fieldNames().forEachRemaining(names::add);
            assertThat(names).containsExactlyElementsOf(sparse.get(i).keySet());
        }
        assertThat(lines.length).isLessThan(Extracts.lines(full).length * 2 / 3);
    }

    @Test
    @DisplayName("records are full unless asked for")
    void isOffByDefault() {
        assertThat(Extraction.of(Settings.DEFAULT).form.sparse()).isFalse();
    }

    private static Set<String> groups(FlowRecord record) {
        return FeatureCatalog.features().stream()
                .filter(feature -> record.containsKey(feature.name()))
                .map(Feature::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> groupsWithValue(FlowRecord record) {
        return FeatureCatalog.features().stream()
                .filter(feature -> feature.type() == FeatureType.TIME
                        || !Objects.equals(record.get(feature.name()), missing(feature)))
                .map(Feature::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Object missing(Feature feature) {
        if (feature.missing() == Missing.SENTINEL) {
            return feature.sentinel();
        }
        return switch (feature.type()) {
            case BOOL -> false;
            case INT64 -> 0L;
            case TIME -> 0.0;
            case FLOAT64 -> feature.missing() == Missing.NAN ? null : (Object) 0.0;
            case STRING -> "";
            case INTEGERS, NUMBERS, ROWS -> List.of();
        };
    }
}
