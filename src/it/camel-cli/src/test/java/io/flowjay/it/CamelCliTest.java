package io.flowjay.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The routes directory, as it is, under the Camel CLI. */
class CamelCliTest {
    /** Of the catalogue of Kamelets, which the CLI wants for an export, a version that Maven Central has. */
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

    @Test
    void theRoutesRun() throws Exception {
        Path routes = copyOfTheRoutes();
        try (Cli camel = Cli.camel(
                routes,
                settings("run"),
                "run",
                "application.properties",
                "live-to-kafka.camel.yaml",
                "pcap-to-kafka.camel.yaml",
                "--logging-color=false")) {
            assertDelivers("run", camel);
            assertThat(camel.text().lines().filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")))
                    .isEmpty();
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
        try (Cli export = Cli.camel(
                routes,
                Map.of(),
                "export",
                "application.properties",
                "live-to-kafka.camel.yaml",
                "pcap-to-kafka.camel.yaml",
                "--runtime=" + runtime,
                "--gav=org.example:exported:1.0",
                "--java-version=17",
                "--dir=" + project,
                KAMELETS)) {
            export.succeed(5);
        }
        try (Cli build = Cli.maven(project)) {
            build.succeed(10);
        }
        try (Cli exported = Cli.jar(project, settings(runtime), project.resolve(jar))) {
            assertDelivers(runtime, exported);
        }
    }

    private Path copyOfTheRoutes() throws IOException {
        Path source = Path.of(System.getProperty("flowjay.routes"));
        Path routes = Files.createDirectories(directory.resolve("routes"));
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        return routes;
    }

    /** The same names as in application.properties; this Camel version has the key in another header. */
    private Map<String, String> settings(String topic) {
        return Map.of(
                "FLOWJAY_CAPTURES", directory.resolve("captures").toString(),
                "FLOWJAY_BROKERS", broker.address(),
                "FLOWJAY_TOPIC", topic,
                "FLOWJAY_KEY_HEADER", "kafka.KEY");
    }

    private void assertDelivers(String topic, Cli program) throws Exception {
        broker.create(topic);
        Inbox.drop(directory.resolve("captures"), "sample.pcapng");
        List<ConsumerRecord<String, String>> records = broker.await(topic, Inbox.FLOWS);
        assertThat(records)
                .as(program.text())
                .hasSize(Inbox.FLOWS)
                .allSatisfy(record -> assertThat(record.value()).contains("\"flow_id\":\"" + record.key() + "\""));
        assertThat(Inbox.await(directory.resolve("captures/.done/sample.pcapng")))
                .isTrue();
    }
}
