package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.feature.Feature;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.record.schema.FeatureCatalogJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theTableHasALineForEveryFeature() {
        List<String> lines = printed().lines().toList();
        List<Feature> features = FeatureCatalog.features();
        assertThat(lines.get(0).split(" +", -1))
                .containsExactly("ID", "TYPE", "UNIT", "MISSING", "PRIVACY", "PROFILE", "DESCRIPTION", "=", "FORMULA");
        for (int i = 0; i < features.size(); i++) {
            Feature feature = features.get(i);
            assertThat(lines.get(i + 1))
                    .startsWith(feature.id() + " ")
                    .contains(" " + feature.profile().text() + " ")
                    .endsWith(" " + definition(feature));
        }
        assertThat(lines.get(features.size() + 2))
                .isEqualTo(features.size() + " features in the groups " + String.join(", ", FeatureCatalog.groups()));
    }

    @Test
    void columnsStandBelowEachOther() {
        List<String> lines = printed().lines().toList();
        int description = lines.get(0).indexOf("DESCRIPTION");
        for (Feature feature : FeatureCatalog.features()) {
            assertThat(lines.stream().filter(line -> line.startsWith(feature.id() + " ")))
                    .singleElement()
                    .satisfies(line -> assertThat(line.substring(description)).isEqualTo(definition(feature)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"timing.iat_mean float64 s null safe JJ-CORE", "tcp.tcp_is_tcp bool flag 0 safe JJ-CORE"})
    void aLineSaysWhatTheReferencesSchemaSays(String expected) {
        String[] words = expected.split(" ", -1);
        assertThat(printed().lines().filter(line -> line.startsWith(words[0] + " ")))
                .singleElement()
                .satisfies(line -> assertThat(line.split(" +", -1)).startsWith(words));
    }

    @Test
    void jsonIsTheCatalogue() throws IOException {
        JsonNode json = JSON.readTree(printed("--format", "json"));
        assertThat(json)
                .isEqualTo(JSON.readTree(FeatureCatalogJson.text()))
                .hasSize(FeatureCatalog.features().size());
        assertThat(json).allSatisfy(entry -> {
            assertThat(entry.get("unit").asText()).isNotBlank();
            assertThat(entry.get("formula").asText()).isNotBlank();
        });
    }

    @Test
    void aTwinNamesTheOtherFeature() throws IOException {
        JsonNode json = JSON.readTree(printed("--format", "json"));
        assertThat(json)
                .filteredOn(entry -> entry.get("name").asText().equals("pkt_size_variance"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.get("twin").asText()).isEqualTo("pkt_len_variance");
                    assertThat(entry.get("unit").asText()).isEqualTo("bytes^2");
                });
        assertThat(json)
                .filteredOn(entry -> entry.get("name").asText().equals("pkt_len_variance"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.get("twin").isNull()).isTrue());
    }

    @Test
    void theSchemaIsTheOneThatIsShipped() throws IOException {
        JsonNode schema = JSON.readTree(printed("--format", "JSON-SCHEMA"));
        assertThat(schema)
                .isEqualTo(JSON.readTree(Path.of("src/main/resources/io/flowjay/record.schema.json")
                        .toFile()));
    }

    private static String definition(Feature feature) {
        return feature.description() + " = " + feature.formula();
    }

    private static String printed(String... options) {
        Object[] arguments = new Object[options.length + 1];
        arguments[0] = "catalog";
        System.arraycopy(options, 0, arguments, 1, options.length);
        Cli cli = Cli.run(arguments);
        assertThat(cli.err()).isEmpty();
        assertThat(cli.exitCode()).isZero();
        return cli.out();
    }
}
