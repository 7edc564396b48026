package io.flowjay.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kubectl makes of the overlays, where it is installed. */
class RenderedOverlaysTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "base, 8, ''",
        "overlays/single-node, 9, ''",
        "overlays/scale-out, 10, ScaledObject",
        "overlays/strimzi, 14, KafkaUser",
        "overlays/monitoring, 11, PodMonitor",
        "overlays/production, 20, PrometheusRule"
    })
    void everyObjectIsReadByItsModelAndIsInTheNamespace(String overlay, int objects, String kind) throws Exception {
        Path out = directory.resolve("out.yaml");
        assumeTrue(render(Manifests.ROOT.resolve(overlay), out), "no kubectl");
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

    @Test
    @DisplayName("a route of one's own, as operations.md shows it, takes the place of the image's")
    void anOwnRoute() throws Exception {
        List<String> blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("src/main/docs/operations.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(3);
        assertThat(StrictModels.read(yaml(blocks.get(2)))).isInstanceOf(NetworkPolicy.class);
        Path base = Files.createDirectories(directory.resolve("base"));
        for (Path file : Manifests.files("")) {
            if (file.startsWith(Manifests.ROOT.resolve("base"))) {
                Files.copy(file, base.resolve(file.getFileName()));
            }
        }
        Path overlay = Files.createDirectories(directory.resolve("overlays/own-route"));
        Files.writeString(overlay.resolve("kustomization.yaml"), blocks.get(0));
        Path patch = Files.writeString(overlay.resolve("own-route.yaml"), blocks.get(1));
        assertThat(StrictModels.read(Manifests.documents(patch).get(0))).isInstanceOf(Deployment.class);
        String route = "pcap-to-kafka.camel.yaml";
        Files.copy(Path.of("routes", route), overlay.resolve(route));
        Path out = directory.resolve("out.yaml");
        assumeTrue(render(overlay, out), "no kubectl");
        List<JsonNode> documents = Manifests.documents(out);
        JsonNode map = only(documents, "ConfigMap", "flowjay-routes-");
        assertThat(map.at("/data").get(route).asText()).isEqualTo(Files.readString(Path.of("routes", route)));
        JsonNode pod = only(documents, "Deployment", "flowjay").at("/spec/template/spec");
        assertThat(pod.at("/volumes").findValues("configMap"))
                .singleElement()
                .satisfies(volume -> assertThat(volume.get("name")).isEqualTo(map.at("/metadata/name")));
        assertThat(pod.at("/containers/0/volumeMounts")).anySatisfy(mount -> {
            assertThat(mount.get("mountPath").asText()).isEqualTo(ManifestsTest.IMAGE_HOME + "/routes/" + route);
            assertThat(mount.get("subPath").asText()).isEqualTo(route);
        });
    }

    private JsonNode yaml(String text) throws IOException {
        return Manifests.documents(Files.writeString(directory.resolve("document.yaml"), text))
                .get(0);
    }

    private static JsonNode only(List<JsonNode> documents, String kind, String name) {
        List<JsonNode> found = documents.stream()
                .filter(document -> document.at("/kind").asText().equals(kind))
                .filter(document -> document.at("/metadata/name").asText().startsWith(name))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static String version() throws IOException {
        Properties build = new Properties();
        try (InputStream in = RenderedOverlaysTest.class.getResourceAsStream("/io/flowjay/build.properties")) {
            build.load(in);
        }
        return build.getProperty("version");
    }

    private static boolean render(Path overlay, Path out) throws InterruptedException, IOException {
        Process process;
        try {
            process = new ProcessBuilder("kubectl", "kustomize", overlay.toString())
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
