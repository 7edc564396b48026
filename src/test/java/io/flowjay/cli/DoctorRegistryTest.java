package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpServer;
import io.flowjay.cli.broker.Certificates;
import io.flowjay.record.FieldNames;
import io.flowjay.record.RecordFields;
import io.flowjay.record.avro.AvroSchema;
import io.flowjay.testing.RegistryProcess;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.TestRegistry;
import io.flowjay.testing.TlsProxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code doctor} says about a schema registry; a real one where it answers as one does. */
@ExtendWith({TestBroker.class, TestRegistry.class})
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DoctorRegistryTest {
    private static final String PASSWORD = "staple-of-the-store";
    private static final String SCHEMA =
            AvroSchema.of(RecordFields.columns(FieldNames.DEFAULT)).text();

    private final String topic = "doctor-" + UUID.randomUUID();
    private final String subject = topic + "-value";

    @TempDir
    Path directory;

    @Test
    void aSubjectThatIsMissingIsMadeWhenItIsNeeded() throws Exception {
        assertHealthy(
                doctor(TestRegistry.get().url()),
                "ok    schema registry      " + TestRegistry.get().url(),
                "ok    schema               subject " + subject + ", where it is registered when it is needed");
        assertThat(TestRegistry.get().subjects()).as("nothing is registered").doesNotContain(subject);
    }

    @Test
    void aSchemaThatIsThereHasItsId() throws Exception {
        int id = register(SCHEMA);
        assertHealthy(
                doctor(TestRegistry.get().url(), "--no-schema-registry-auto-register"),
                "ok    schema               subject " + subject + ", id " + id);
    }

    @Test
    void aCompatibleSchemaIsAddedWhenItIsNeeded() throws Exception {
        register(SCHEMA);
        compatibility();
        assertHealthy(
                doctor(TestRegistry.get().url(), "--features", "flow_meta,timing"),
                "ok    schema               subject " + subject + ", where it is registered when it is needed");
        assertThat(TestRegistry.get().send("GET", "/subjects/" + subject + "/versions", ""))
                .as("nothing is registered")
                .isEqualTo("200 [1]");
    }

    @Test
    void anIncompatibleSchema() throws Exception {
        register("{\"type\":\"record\",\"name\":\"FlowRecord\",\"namespace\":\"io.flowjay.v1\",\"fields\":"
                + "[{\"name\":\"record_id\",\"type\":\"long\",\"default\":0}]}");
        compatibility();
        assertFails(
                doctor(TestRegistry.get().url()),
                "FAIL  schema               schema registry "
                        + TestRegistry.get().url() + ", subject " + subject
                        + ": its latest schema and the one of these records are incompatible",
                "; use another topic, or change the subject's compatibility");
    }

    @Test
    void aSchemaThatMustNotBeRegistered() {
        assertFails(
                doctor(TestRegistry.get().url(), "--no-schema-registry-auto-register"),
                "FAIL  schema               schema registry "
                        + TestRegistry.get().url() + ", subject " + subject
                        + ": does not have the schema of these records; register the output of 'flowjay catalog --format"
                        + " avro', or set flowjay.schema-registry-auto-register=true",
                "");
    }

    @Test
    void aRegistryThatIsAway() throws Exception {
        RegistryProcess away = RegistryProcess.stopped(directory);
        assertFails(
                doctor(away.url()),
                "FAIL  schema registry      schema registry " + away.url() + ", subject " + subject
                        + ": connection refused; check that it runs, and its URL",
                "");
    }

    @Test
    void credentialsThatAreRefused() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            assertFails(
                    doctor(url, "--schema-registry-user", "me", "-p", "flowjay.schema-registry-password=" + PASSWORD),
                    "FAIL  schema registry      schema registry " + url + ", subject " + subject
                            + ": HTTP 401; set flowjay.schema-registry-user and -password, or -token",
                    "");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void mutualTls() throws Exception {
        Certificates server = Certificates.make(Files.createDirectory(directory.resolve("server")), PASSWORD);
        Certificates client = Certificates.make(Files.createDirectory(directory.resolve("client")), PASSWORD);
        try (TlsProxy proxy = TlsProxy.start(TestRegistry.get(), server, client.trust(), "TLSv1.3")) {
            String trust = "flowjay.schema-registry-truststore=" + directory.resolve("server/certificate.pem");
            assertFails(
                    doctor(proxy.url(), "-p", trust),
                    "FAIL  schema registry      schema registry " + proxy.url() + ", subject " + subject + ": ",
                    "; if the registry wants a client certificate, set flowjay.schema-registry-keystore");
            assertHealthy(
                    doctor(
                            proxy.url(),
                            "-p",
                            trust,
                            "--schema-registry-keystore",
                            client.keys().toString(),
                            "-p",
                            "flowjay.schema-registry-keystore-password=" + PASSWORD),
                    "ok    schema registry      " + proxy.url(),
                    "ok    schema               subject " + subject + ", where it is registered when it is needed");
        }
    }

    @Test
    void jsonNeedsNoRegistry() {
        Cli cli = Cli.run(
                "doctor",
                "--routes",
                "routes",
                "--brokers",
                TestBroker.brokers(),
                "--schema-registry",
                "http://nowhere.invalid");
        assertThat(cli).returns(0, Cli::exitCode);
        assertThat(cli.out()).doesNotContain("schema");
    }

    private void compatibility() throws Exception {
        assertThat(TestRegistry.get().send("PUT", "/config/" + subject, "{\"compatibility\":\"FULL_TRANSITIVE\"}"))
                .startsWith("200");
    }

    private int register(String schema) throws Exception {
        String body =
                JsonNodeFactory.instance.objectNode().put("schema", schema).toString();
        String answer = TestRegistry.get().send("POST", "/subjects/" + subject + "/versions", body);
        assertThat(answer).startsWith("200 {\"id\":");
        return Integer.parseInt(answer.replaceAll("200 \\{\"id\":(\\d+).*", "$1"));
    }

    private static void assertHealthy(Cli cli, String... lines) {
        assertThat(cli.out().lines()).as(cli.out()).contains(lines).noneMatch(line -> line.startsWith("FAIL"));
        assertThat(cli).returns(0, Cli::exitCode).returns("", Cli::err);
    }

    private static void assertFails(Cli cli, String start, String end) {
        assertThat(cli).returns(1, Cli::exitCode).returns("", Cli::err);
        assertThat(cli.out().lines().filter(line -> line.startsWith("FAIL")))
                .singleElement()
                .asString()
                .startsWith(start)
                .endsWith(end)
                .doesNotContain(PASSWORD);
    }

    private Cli doctor(String registry, String... options) {
        List<String> all = new ArrayList<>(List.of("doctor", "--routes", "routes", "--brokers", TestBroker.brokers()));
        all.addAll(List.of("--topic", topic, "--format", "avro", "--schema-registry", registry));
        all.addAll(List.of(options));
        return Cli.run(all.toArray());
    }
}
