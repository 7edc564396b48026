package io.flowjay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes directory under the Camel CLI, without any change. */
class CamelCliTest {
    /** A version of the catalogue of Kamelets that Maven Central has; the CLI needs one for an export. */
    private static final String KAMELETS = "--kamelets-version=4.15.0";

    @TempDir
    static Path shared;

    private static Broker broker;

    @TempDir
    Path directory;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = Broker.start(shared.resolve("broker"));
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @ParameterizedTest(name = "camel run {0}*")
    @CsvSource({"'', inside", "routes/, beside"})
    void theRoutesRun(String prefix, String topic) throws Exception {
        Path routes = copyOfTheRoutes();
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(files(routes, prefix));
        arguments.add("--logging-color=false");
        try (Program camel = Cli.camel(prefix.isEmpty() ? routes : directory, settings(topic), arguments)) {
            assertDelivers(topic, camel);
            assertThat(camel.text().lines().filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")))
                    .isEmpty();
        }
    }

    /** Camel asks for the health of a context all the time; an outage has two lines a minute however often it does. */
    @Test
    void anOutageHasFewLines() throws Exception {
        Path captures = directory.resolve("captures");
        Inbox.drop(captures, "sample.pcapng");
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(files(copyOfTheRoutes(), "routes/"));
        arguments.addAll(List.of("--health", "--logging-color=false"));
        Map<String, String> settings = Map.of(
                "FLOWJAY_CAPTURES", captures.toString(), "FLOWJAY_BROKERS", "127.0.0.1:" + unusedPort());
        try (Program camel = Cli.camel(directory, settings, arguments)) {
            Awaitility.await("the outage").atMost(Duration.ofMinutes(2)).until(() -> camel.text()
                    .contains("connection refused"));
            long before = camel.text().lines().count();
            Awaitility.await("a minute")
                    .during(Duration.ofMinutes(1))
                    .atMost(Duration.ofSeconds(90))
                    .until(camel::isAlive);
            List<String> lines =
                    camel.text().lines().skip(before).filter(line -> line.contains(" io.flowjay.")).toList();
            assertThat(lines).hasSizeLessThanOrEqualTo(2);
            // Those of Kafka's clients, which the CLI shows too: some at each attempt to connect.
            assertThat(camel.text().lines().skip(before)).hasSizeLessThan(200);
            assertThat(captures.resolve("sample.pcapng")).exists();
        }
    }

    /** With --dev the CLI loads a route anew when its file is saved, which may be in the middle of a capture. */
    @Test
    void aRouteThatIsSavedInTheMiddleOfACaptureTakesItAgain() throws Exception {
        int flows = 40_000;
        Path routes = copyOfTheRoutes();
        Path captures = directory.resolve("captures");
        broker.create("saved");
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(files(routes, ""));
        arguments.addAll(List.of("--dev", "--logging-color=false"));
        try (Program camel = Cli.camel(routes, settings("saved"), arguments)) {
            Inbox.dropFlows(captures, "large.pcap", flows);
            assertThat(broker.await("saved", 1)).as(camel.text()).isNotEmpty();
            assertThat(captures.resolve("large.pcap")).as(camel.text()).exists();
            Files.writeString(
                    routes.resolve("pcap-to-kafka.camel.yaml"), "# saved\n", StandardOpenOption.APPEND);
            Inbox.await(captures.resolve(".done/large.pcap"));
            assertThat(captures.resolve(".failed")).as(camel.text()).doesNotExist();
            assertThat(camel.text()).contains("its route stops before it is delivered", flows + " records");
            assertThat(broker.all("saved").stream().map(ConsumerRecord::key).distinct())
                    .hasSize(flows);
        }
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "camel-main, target/exported-1.0.jar",
        "spring-boot, target/exported-1.0.jar",
        "quarkus, target/quarkus-app/quarkus-run.jar"
    })
    void anExportedProjectIsBuiltAndRuns(String runtime, String jar) throws Exception {
        Path routes = copyOfTheRoutes();
        Path project = directory.resolve("exported");
        List<String> arguments = new ArrayList<>(List.of("export"));
        arguments.addAll(files(routes, ""));
        arguments.addAll(List.of(
                "--runtime=" + runtime,
                "--gav=org.example:exported:1.0",
                "--java-version=17",
                "--dir=" + project,
                KAMELETS));
        try (Program export = Cli.camel(routes, Map.of(), arguments)) {
            export.succeed(5);
        }
        try (Program build = Cli.maven(project)) {
            build.succeed(10);
        }
        try (Program exported = Cli.jar(project, settings(runtime), project.resolve(jar))) {
            assertDelivers(runtime, exported);
        }
    }

    @Test
    void theComponentIsDocumented() throws Exception {
        Path jar;
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("flowjay.distribution"), "lib"))) {
            jar = jars.filter(file -> file.getFileName().toString().matches("flowjay-\\d.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
        try (Program camel = Cli.camelWith(jar, directory, List.of("doc", "component:flowjay"))) {
            camel.succeed(2);
            assertThat(camel.text())
                    .contains("flowjay:operation/networkInterface", "idleTimeout", "A flow without a packet for longer");
        }
    }

    @Test
    void anUnknownSettingStopsTheRoutes() throws Exception {
        assertThat(failureWith("flowjay.topik=flows"))
                .contains("flowjay.topik (properties) is not a setting; did you mean flowjay.topic?");
    }

    @ParameterizedTest
    @CsvSource({"flowjay.idle-timeout, 60", "flowjay.key-field, flowid"})
    void aWrongValueStopsTheRoutes(String property, String value) throws Exception {
        WrongSetting wrong = WrongSetting.of(property, value);
        assertThat(failureWith(wrong.toString())).contains(wrong.message("property"));
    }

    /** What the CLI prints when a property stops the routes at their start. */
    private String failureWith(String property) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(files(copyOfTheRoutes(), "routes/"));
        arguments.addAll(List.of("--property=" + property, "--logging-color=false"));
        try (Program camel = Cli.camel(directory, settings("none"), arguments)) {
            return camel.fail(2);
        }
    }

    /** What a shell makes of a star after a prefix: directories too. */
    private static List<String> files(Path routes, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(routes)) {
            return files.map(file -> prefix + file.getFileName()).sorted().toList();
        }
    }

    private Path copyOfTheRoutes() throws IOException {
        Path source = Path.of(System.getProperty("flowjay.routes"));
        Path routes = directory.resolve("routes");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(source.relativize(file).toString()));
            }
        }
        return routes;
    }

    /** Variables are named after the properties of application.properties. */
    private Map<String, String> settings(String topic) {
        return Map.of(
                "FLOWJAY_CAPTURES", directory.resolve("captures").toString(),
                "FLOWJAY_BROKERS", broker.address(),
                "FLOWJAY_TOPIC", topic);
    }

    private void assertDelivers(String topic, Program program) throws Exception {
        broker.create(topic);
        Inbox.drop(directory.resolve("captures"), "sample.pcapng");
        List<ConsumerRecord<String, String>> records = broker.await(topic, Inbox.FLOWS);
        assertThat(records)
                .as(program.text())
                .hasSize(Inbox.FLOWS)
                .allSatisfy(record -> assertThat(record.value()).contains("\"flow_id\":\"" + record.key() + "\""));
        Inbox.await(directory.resolve("captures/.done/sample.pcapng"));
    }
}
