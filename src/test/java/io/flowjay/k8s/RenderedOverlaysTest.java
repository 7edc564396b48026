package io.flowjay.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kubectl makes of the overlays, where it is installed. */
class RenderedOverlaysTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "base, 9, ''",
        "overlays/single-node, 10, ''",
        "overlays/scale-out, 11, ScaledObject",
        "overlays/strimzi, 15, KafkaUser",
        "overlays/monitoring, 12, PodMonitor",
        "overlays/production, 21, PrometheusRule"
    })
    void everyObjectIsReadByItsModelAndIsInTheNamespace(String overlay, int objects, String kind) throws Exception {
        Path out = directory.resolve("out.yaml");
        assumeTrue(render(overlay, out), "no kubectl");
        List<JsonNode> documents = Manifests.documents(out);
        assertThat(documents).hasSize(objects);
        Set<String> kinds = documents.stream()
                .map(document -> document.at("/kind").asText())
                .collect(Collectors.toSet());
        assertThat(kinds).contains("Deployment", "NetworkPolicy", "PodDisruptionBudget", "ConfigMap");
        if (!kind.isEmpty()) {
            assertThat(kinds).contains(kind);
        }
        for (JsonNode document : documents) {
            assertThat(StrictModels.read(document)).isNotNull();
            if (!document.at("/kind").asText().equals("Namespace")) {
                assertThat(document.at("/metadata/namespace").asText()).isEqualTo("flowjay");
            }
        }
        assertThat(documents.stream().flatMap(document -> document.findValuesAsText("image").stream()))
                .isNotEmpty()
                .containsOnly("flowjay:" + version());
        assertThat(Files.readString(out)).doesNotContain("$patch", "$retainKeys", "null\n");
    }

    private static String version() throws IOException {
        Properties build = new Properties();
        try (InputStream in = RenderedOverlaysTest.class.getResourceAsStream("/io/flowjay/build.properties")) {
            build.load(in);
        }
        return build.getProperty("version");
    }

    private static boolean render(String overlay, Path out) throws InterruptedException, IOException {
        Process process;
        try {
            process = new ProcessBuilder(
                            "kubectl",
                            "kustomize",
                            Manifests.ROOT.resolve(overlay).toString())
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            return false;
        }
        assertThat(process.waitFor()).isZero();
        return true;
    }
}
