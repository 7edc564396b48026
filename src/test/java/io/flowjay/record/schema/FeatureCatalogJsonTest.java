package io.flowjay.record.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowjay.feature.Feature;
import io.flowjay.feature.Missing;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.record.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureCatalogJsonTest {
    /** What the reference's schema says of them; descriptions are our own. */
    static Stream<Arguments> entries() {
        return Stream.of(entry("""
                        {"id": "flow_meta.src_ip", "name": "src_ip", "group": "flow_meta", "type": "string", "unit": "text",
                         "direction": "src_to_dst", "missing": "empty", "sentinel": null, "privacy": "high",
                         "profile": "JJ-CORE", "twin": null}
                        """), entry("""
                        {"id": "flow_meta.start_time", "name": "start_time", "group": "flow_meta", "type": "float64",
                         "unit": "s", "direction": "bidir", "missing": "zero", "sentinel": null, "privacy": "sensitive",
                         "profile": "JJ-CORE", "twin": null}
                        """), entry("""
                        {"id": "timing.iat_bwd_mean", "name": "iat_bwd_mean", "group": "timing", "type": "float64",
                         "unit": "s", "direction": "dst_to_src", "missing": "nan", "sentinel": null, "privacy": "safe",
                         "profile": "JJ-CORE", "twin": null}
                        """), entry("""
                        {"id": "tcp.tcp_is_tcp", "name": "tcp_is_tcp", "group": "tcp", "type": "bool", "unit": "flag",
                         "direction": "bidir", "missing": "zero", "sentinel": null, "privacy": "safe",
                         "profile": "JJ-CORE", "twin": null}
                        """));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void entriesSayWhatTheSchemaSays(String expected) throws IOException {
        JsonNode entry = StrictJson.tree(expected.getBytes(StandardCharsets.UTF_8));
        List<JsonNode> found = StreamSupport.stream(catalog().spliterator(), false)
                .filter(feature -> feature.get("id").equals(entry.get("id")))
                .toList();
        assertThat(found).hasSize(1);
        ObjectNode feature = (ObjectNode) found.get(0);
        assertThat(feature.remove("description").asText()).isNotBlank();
        assertThat(feature.remove("formula").asText()).isNotBlank();
        assertThat(feature).isEqualTo(entry);
    }

    @Test
    @DisplayName("every feature is there, in record order")
    void orderIsThatOfTheCatalogue() throws IOException {
        assertThat(catalog().findValuesAsText("id"))
                .containsExactlyElementsOf(
                        FeatureCatalog.features().stream().map(Feature::id).toList());
    }

    @Test
    @DisplayName("a sentinel stands where the policy says so, as the value of a record")
    void sentinels() throws IOException {
        for (JsonNode entry : catalog()) {
            Feature feature = FeatureCatalog.find(entry.get("id").asText()).orElseThrow();
            JsonNode sentinel = entry.get("sentinel");
            assertThat(sentinel.isNull()).as(feature.id()).isEqualTo(feature.missing() != Missing.SENTINEL);
            assertThat(sentinel.isTextual()).as(feature.id()).isEqualTo(feature.sentinel() instanceof String);
        }
    }

    private static JsonNode catalog() throws IOException {
        return StrictJson.tree(FeatureCatalogJson.text().getBytes(StandardCharsets.UTF_8));
    }

    private static Arguments entry(String json) {
        return arguments(named(json.substring(0, json.indexOf(',')), json));
    }
}
