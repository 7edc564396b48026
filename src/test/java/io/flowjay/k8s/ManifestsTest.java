package io.flowjay.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every manifest is what Kubernetes, Strimzi, the Prometheus operator and KEDA understand, and leads to what there is. */
class ManifestsTest {
    private static final Path BASE = Manifests.ROOT.resolve("base");
    /** That of the routes, in {@code RouteRunner}. */
    private static final int SHUTDOWN_SECONDS = 20;
    /** The directory of FlowJay in the image. */
    static final String IMAGE_HOME = "/flowjay";

    static Stream<Arguments> documents() {
        return Manifests.manifests().stream().flatMap(file -> Manifests.documents(file).stream()
                .map(document -> argumentSet(
                        file + " " + document.at("/kind").asText() + " "
                                + document.at("/metadata/name").asText(),
                        document)));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aTypedModelReadsEveryField(JsonNode document) throws IOException {
        assertThat(StrictModels.read(document)).isNotNull();
        assertThat(document.at("/metadata/name").asText()).matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("a field that there is not is refused, at every depth")
    void otherFieldsAreRefused(JsonNode document) {
        List<ObjectNode> objects = new ArrayList<>();
        JsonNode copy = document.deepCopy();
        collect(copy, "", objects);
        assertThat(objects).isNotEmpty();
        for (ObjectNode object : objects) {
            object.put("noSuchField", "x");
            assertThatThrownBy(() -> StrictModels.read(copy)).isInstanceOf(JsonMappingException.class);
            object.remove("noSuchField");
        }
    }

    /** The object itself and those below it whose keys are fields, not names of the user's. */
    private static void collect(JsonNode node, String name, List<ObjectNode> into) {
        Set<String> maps =
                Set.of("labels", "annotations", "matchLabels", "requests", "limits", "config", "selector", "metadata");
        if (node instanceof ObjectNode object && !maps.contains(name)) {
            into.add(object);
        }
        node.properties().forEach(field -> collect(field.getValue(), field.getKey(), into));
        node.elements().forEachRemaining(element -> {
            if (node.isArray()) {
                collect(element, "", into);
            }
        });
    }

    @Test
    void kustomizationsNameFilesThatThereAreAndEveryFileIsNamed() {
        Set<Path> named = new TreeSet<>();
        for (Path file : Manifests.files("kustomization.yaml")) {
            Kustomization kustomization = Kustomization.of(file);
            boolean component = kustomization.kind().equals("Component");
            assertThat(kustomization.apiVersion())
                    .isEqualTo("kustomize.config.k8s.io/" + (component ? "v1alpha1" : "v1beta1"));
            Path directory = file.getParent();
            for (String name : kustomization.files()) {
                Path path = directory.resolve(name).normalize();
                assertThat(path).isRegularFile();
                // Kustomize reads no file outside of the directory.
                assertThat(path).startsWith(directory);
                named.add(path);
            }
            kustomization.bases().forEach(base -> assertKind(directory.resolve(base), "Kustomization"));
            kustomization.parts().forEach(part -> assertKind(directory.resolve(part), "Component"));
        }
        assertThat(named)
                .containsAll(Manifests.manifests())
                .containsAll(Manifests.files(".json"))
                .containsAll(Manifests.files(".env"));
    }

    private static void assertKind(Path directory, String kind) {
        assertThat(Kustomization.of(directory.normalize().resolve("kustomization.yaml"))
                        .kind())
                .isEqualTo(kind);
    }

    /** Where settings are given: the file of the base, literals of a kustomization, and variables of a container. */
    static Stream<Arguments> settings() throws IOException {
        List<Arguments> sources = new ArrayList<>();
        for (Path file : Manifests.files(".env")) {
            sources.add(argumentSet(file.toString(), variables(Files.readAllLines(file))));
        }
        for (Path file : Manifests.files("kustomization.yaml")) {
            sources.add(argumentSet(
                    file.toString(), variables(Kustomization.of(file).literals())));
        }
        for (Path file : Manifests.manifests()) {
            Map<String, String> variables = new TreeMap<>();
            for (JsonNode document : Manifests.documents(file)) {
                for (JsonNode list : document.findValues("env")) {
                    list.forEach(variable -> variables.put(
                            variable.get("name").asText(),
                            variable.path("value").asText()));
                }
            }
            sources.add(argumentSet(file.toString(), variables));
        }
        return sources.stream().filter(source -> !((Map<?, ?>) source.get()[0]).isEmpty());
    }

    private static Map<String, String> variables(List<String> lines) {
        return lines.stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1], (a, b) -> b, TreeMap::new));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everySettingHasANameAndAValueOfTheCatalogue(Map<String, String> variables) {
        Settings settings = Settings.builder().environment(variables).build();
        assertThat(variables).allSatisfy((name, value) -> {
            if (!name.startsWith("CAMEL_COMPONENT_KAFKA_")) {
                assertThat(SettingCatalog.all().stream()
                                .filter(settings::isSet)
                                .filter(setting -> settings.text(setting).equals(value))
                                .map(setting -> settings.source(setting)))
                        .contains("environment " + name);
            }
        });
    }

    @Test
    void settingsAreGivenInEveryWay() throws IOException {
        assertThat(settings()
                        .map(source -> ((Map<?, ?>) source.get()[0]).keySet().toString()))
                .anyMatch(names -> names.contains("FLOWJAY_BROKERS"))
                .anyMatch(names -> names.contains("FLOWJAY_CREATE_TOPICS"))
                .anyMatch(names -> names.contains("FLOWJAY_TAKE"));
    }

    @Test
    @DisplayName("pods run the routes of the image: nothing covers its directory, and no argument names another one")
    void podsRunTheRoutesOfTheImage() throws IOException {
        assertThat(Path.of("pom.xml"))
                .content()
                .contains("<into>" + IMAGE_HOME + "/routes</into>", "-Dflowjay.home=" + IMAGE_HOME + "<");
        List<JsonNode> containers = Manifests.manifests().stream()
                .flatMap(file -> Manifests.documents(file).stream())
                .flatMap(document -> document.findValues("containers").stream())
                .map(list -> list.get(0))
                .toList();
        assertThat(containers).hasSizeGreaterThan(2).allSatisfy(container -> {
            assertThat(container.findValuesAsText("mountPath")).noneMatch(path -> path.startsWith(IMAGE_HOME));
            List<String> arguments = new ArrayList<>();
            container.path("args").forEach(argument -> arguments.add(argument.asText()));
            assertThat(arguments).noneMatch(argument -> argument.startsWith("--routes"));
        });
    }

    @Test
    void thePodIsConfined() throws IOException {
        PodSpec pod = deployment().getSpec().getTemplate().getSpec();
        Container container = pod.getContainers().get(0);
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(container.getResources().getLimits().get("memory"))
                .isEqualTo(container.getResources().getRequests().get("memory"));
        assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(SHUTDOWN_SECONDS);
    }

    static List<Path> policies() {
        return Manifests.manifests().stream()
                .filter(file -> Manifests.documents(file).stream()
                        .anyMatch(document -> document.at("/kind").asText().equals("NetworkPolicy")))
                .toList();
    }

    private static boolean isBase(Path file) {
        return file.getParent().endsWith("base");
    }

    @ParameterizedTest
    @MethodSource("policies")
    @DisplayName("pods call names and the brokers of the settings, and nothing else")
    void egress(Path file) throws IOException {
        NetworkPolicy policy = StrictModels.read(Manifests.documents(file).get(0), NetworkPolicy.class);
        Set<Integer> ports = new TreeSet<>();
        for (NetworkPolicyEgressRule rule : policy.getSpec().getEgress()) {
            // A rule without peers, or a peer without labels, would be open.
            assertThat(rule.getTo()).isNotEmpty().allSatisfy(peer -> {
                if (isBase(file)) {
                    // Labels of kustomize's includeSelectors go into the peers' matchLabels too.
                    assertThat(peer.getPodSelector().getMatchLabels()).isEmpty();
                    assertThat(peer.getPodSelector().getMatchExpressions()).isNotEmpty();
                } else {
                    assertThat(peer.getPodSelector().getMatchLabels()).isNotEmpty();
                }
                if (peer.getNamespaceSelector() != null) {
                    assertThat(peer.getNamespaceSelector().getMatchLabels()).isNotEmpty();
                }
            });
            assertThat(rule.getPorts()).isNotEmpty();
            rule.getPorts().forEach(port -> ports.add(port.getPort().getIntVal()));
        }
        List<Integer> brokers = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        Path kustomization = file.resolveSibling("kustomization.yaml");
        lines.addAll(Kustomization.of(kustomization).literals());
        for (Path env : Manifests.files(".env")) {
            if (env.getParent().equals(file.getParent())) {
                lines.addAll(Files.readAllLines(env));
            }
        }
        lines.stream()
                .filter(line -> line.startsWith("FLOWJAY_BROKERS="))
                .forEach(line -> brokers.add(Integer.valueOf(line.substring(line.lastIndexOf(':') + 1))));
        Set<Integer> expected = new TreeSet<>(brokers);
        if (!brokers.isEmpty()) {
            expected.add(53);
        }
        assertThat(ports).isEqualTo(expected);
    }

    @Test
    @DisplayName(
            "the server is asked under the names that cluster DNS gives its service, and its token is the README's secret")
    void namesAndToken() throws IOException {
        String service = Manifests.documents(BASE.resolve("service.yaml"))
                .get(0)
                .at("/metadata/name")
                .asText();
        String namespace = Kustomization.of(BASE.resolve("kustomization.yaml")).namespace();
        String names = Files.readAllLines(BASE.resolve("settings.env")).stream()
                .filter(line -> line.startsWith("FLOWJAY_HTTP_NAMES="))
                .collect(Collectors.joining());
        // From a pod of the namespace, and from another one (Kubernetes, "DNS for Services and Pods").
        assertThat(names.substring(names.indexOf('=') + 1).split(","))
                .containsExactlyInAnyOrder(service, service + "." + namespace, service + "." + namespace + ".svc");
        Matcher made = Pattern.compile("kubectl -n (\\S+) create secret generic (\\S+) --from-literal=(\\w+)=")
                .matcher(Files.readString(Path.of("README.md")));
        assertThat(made.find()).isTrue();
        assertThat(made.group(1)).isEqualTo(namespace);
        assertThat(deployment()
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .get(0)
                        .getEnv())
                .filteredOn(variable -> variable.getName().equals(SettingCatalog.HTTP_TOKEN.variable()))
                .singleElement()
                .satisfies(token -> {
                    assertThat(token.getValue()).isNull();
                    assertThat(token.getValueFrom().getSecretKeyRef().getName()).isEqualTo(made.group(2));
                    assertThat(token.getValueFrom().getSecretKeyRef().getKey()).isEqualTo(made.group(3));
                });
    }

    @Test
    void probesAskWhereHealthIsServed() throws IOException {
        Container container =
                deployment().getSpec().getTemplate().getSpec().getContainers().get(0);
        int port = container.getPorts().get(0).getContainerPort();
        assertThat(Files.readAllLines(BASE.resolve("settings.env"))).contains("FLOWJAY_HTTP_PORT=" + port);
        assertThat(path(container.getLivenessProbe())).isEqualTo("/observe/health/live");
        assertThat(path(container.getStartupProbe())).isEqualTo("/observe/health/live");
        assertThat(path(container.getReadinessProbe())).isEqualTo("/observe/health/ready");
    }

    private static String path(Probe probe) {
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("observe");
        return probe.getHttpGet().getPath();
    }

    @Test
    void whatThePodRefersToIsThere() throws IOException {
        PodSpec pod = deployment().getSpec().getTemplate().getSpec();
        Kustomization base = Kustomization.of(BASE.resolve("kustomization.yaml"));
        assertThat(base.images())
                .extracting(image -> image.get("name"))
                .containsExactly(pod.getContainers().get(0).getImage());
        assertThat(base.maps())
                .contains(pod.getContainers()
                        .get(0)
                        .getEnvFrom()
                        .get(0)
                        .getConfigMapRef()
                        .getName());
        Set<String> volumes = new TreeSet<>();
        pod.getVolumes().forEach(volume -> {
            volumes.add(volume.getName());
            if (volume.getConfigMap() != null) {
                assertThat(base.maps()).contains(volume.getConfigMap().getName());
            }
            if (volume.getPersistentVolumeClaim() != null) {
                assertThat(names("PersistentVolumeClaim"))
                        .contains(volume.getPersistentVolumeClaim().getClaimName());
            }
        });
        pod.getContainers().get(0).getVolumeMounts().forEach(mount -> assertThat(volumes)
                .contains(mount.getName()));
        assertThat(names("ServiceAccount")).contains(pod.getServiceAccountName());
        String component = "app.kubernetes.io/component";
        assertThat(deployment().getSpec().getTemplate().getMetadata().getLabels())
                .containsEntry(component, "worker");
        assertThat(BASE.resolve("service.yaml")).content().contains(component + ": worker");
    }

    @Test
    @DisplayName("the user may write its topics and read only the ledger")
    void acls() throws IOException {
        KafkaUser user = StrictModels.read(
                Manifests.documents(Manifests.ROOT.resolve("components/strimzi/user.yaml"))
                        .get(0),
                KafkaUser.class);
        JsonNode acls = Manifests.documents(Manifests.ROOT.resolve("components/strimzi/user.yaml"))
                .get(0)
                .at("/spec/authorization/acls");
        assertThat(user.getSpec().getAuthorization().getType()).isEqualTo("simple");
        List<String> topics = names("KafkaTopic");
        for (JsonNode acl : acls) {
            boolean read = Set.of("flowjay-captures", "flowjay-offers", "flowjay-offers-ledger", "flowjay-workers")
                    .contains(acl.at("/resource/name").asText());
            List<String> operations = new ArrayList<>();
            acl.get("operations").forEach(operation -> operations.add(operation.asText()));
            assertThat(operations).doesNotContain("All", "Delete", "Alter").contains("Describe");
            assertThat(operations.contains("Read")).isEqualTo(read);
            assertThat(operations.contains("Write"))
                    .isEqualTo(!acl.at("/resource/type").asText().equals("group"));
            if (acl.at("/resource/type").asText().equals("topic")) {
                assertThat(topics).contains(acl.at("/resource/name").asText());
            }
        }
        assertThat(topics)
                .containsExactlyInAnyOrder(
                        "flow-features",
                        "flow-features.dlq",
                        "flowjay-captures",
                        "flowjay-offers",
                        "flowjay-offers-ledger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"components/scale-out/scaled-object.yaml", "overlays/production/trigger.yaml"})
    @DisplayName("what scales is the lag of the workers at the offers, under the names that the routes use")
    void trigger(String file) throws IOException {
        Properties defaults = new Properties();
        try (InputStream in = Files.newInputStream(Path.of("routes/application.properties"))) {
            defaults.load(in);
        }
        ScaledObject object = StrictModels.read(
                Manifests.documents(Manifests.ROOT.resolve(file)).get(0), ScaledObject.class);
        assertThat(object.spec().triggers()).hasSize(1).allSatisfy(trigger -> {
            assertThat(trigger.type()).isEqualTo("kafka");
            assertThat(trigger.metadata())
                    .containsEntry("topic", defaults.getProperty("flowjay.offers-topic"))
                    .containsEntry("consumerGroup", defaults.getProperty("flowjay.workers-group"));
        });
    }

    @Test
    @DisplayName("the scanner's pod is the worker's but for its name, its role and its size")
    void scanner() throws IOException {
        Deployment scanner = StrictModels.read(
                Manifests.documents(Manifests.ROOT.resolve("components/scale-out/scanner.yaml"))
                        .get(0),
                Deployment.class);
        PodSpec pod = scanner.getSpec().getTemplate().getSpec();
        Container container = pod.getContainers().get(0);
        assertThat(container.getEnv())
                .extracting(EnvVar::getName)
                .containsExactly("FLOWJAY_OFFER", "FLOWJAY_HTTP_TOKEN");
        PodSpec worker = deployment().getSpec().getTemplate().getSpec();
        container.setEnv(worker.getContainers().get(0).getEnv());
        container.setResources(worker.getContainers().get(0).getResources());
        assertThat(pod).isEqualTo(worker);
        assertThat(scanner.getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(scanner.getSpec().getSelector().getMatchLabels());
    }

    private static Deployment deployment() throws IOException {
        return StrictModels.read(
                Manifests.documents(BASE.resolve("deployment.yaml")).get(0), Deployment.class);
    }

    private static List<String> names(String kind) {
        return Manifests.manifests().stream()
                .flatMap(file -> Manifests.documents(file).stream())
                .filter(document -> document.at("/kind").asText().equals(kind))
                .map(document -> document.at("/metadata/name").asText())
                .distinct()
                .toList();
    }
}
