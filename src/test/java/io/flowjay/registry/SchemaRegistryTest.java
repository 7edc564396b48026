package io.flowjay.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.cli.broker.Certificates;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.SettingException;
import io.flowjay.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client sends, and what it says when a registry is in trouble or is none. The happy path is {@link RealRegistryTest}'s. */
class SchemaRegistryTest {
    private static final String PASSWORD = "staple-of-the-store";
    private static final String OK = "{\"id\":17}";

    @TempDir
    static Path directory;

    private static Certificates certificates;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.make(directory, PASSWORD);
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                argumentSet(
                        "wrong user",
                        401,
                        "{\"error_code\":40101,\"message\":\"who are you?\"}",
                        "HTTP 401 (who are you?); set flowjay.schema-registry-user and -password, or -token"),
                argumentSet("no right", 403, "", "HTTP 403; give this user the right to read and register schemas"),
                argumentSet(
                        "another path",
                        404,
                        "{\"error_code\":404,\"message\":\"no such resource\"}",
                        "HTTP 404 (no such resource); check the URL and its path; Apicurio's is /apis/ccompat/v7"),
                argumentSet("another server", 404, "<html>", "HTTP 404; check the URL and its path"),
                argumentSet(
                        "incompatible",
                        409,
                        "{\"error_code\":409,\"message\":\"type of x\\nchanged\"}",
                        "HTTP 409 (type of x changed); the subject has an incompatible schema: use another topic"),
                argumentSet(
                        "invalid", 422, "{\"error_code\":42201}", "HTTP 422; the registry does not take the schema"),
                argumentSet("broken", 500, "oops", "HTTP 500; look into the registry's log"),
                argumentSet("redirected", 302, "", "HTTP 302; check that the URL is a schema registry's"),
                argumentSet("a page", 200, "<html>", "HTTP 200, but not a schema registry's answer; check the URL"),
                argumentSet("no id", 200, "{\"id\":\"x\"}", "HTTP 200, but not a schema registry's answer"),
                argumentSet("empty", 200, "", "HTTP 200, but not a schema registry's answer"));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void saysWhereWhatAndWhatToDo(int status, String body, String expected) throws Exception {
        try (StubRegistry stub = StubRegistry.answering(status, body)) {
            SchemaRegistry registry = of(Settings.builder(), stub.url() + "/");
            assertThatThrownBy(() -> registry.register("t-value", "{}"))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("schema registry " + stub.url() + ", subject t-value: " + expected);
            assertThatThrownBy(() -> registry.schema(5))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("schema registry " + stub.url() + ", schema 5: " + expected);
        }
    }

    @Test
    void aSubjectOrSchemaThatIsNotThereIsNoError() throws Exception {
        for (int code : new int[] {40401, 40402, 40403}) {
            try (StubRegistry stub = StubRegistry.answering(404, "{\"error_code\":" + code + "}")) {
                assertThat(of(Settings.builder(), stub.url()).find("t-value", "{}"))
                        .isEmpty();
            }
        }
    }

    @Test
    void nobodyListens() throws Exception {
        String url;
        try (StubRegistry stub = StubRegistry.answering(200, OK)) {
            url = stub.url();
        }
        assertThatThrownBy(() -> of(Settings.builder(), url).find("t-value", "{}"))
                .isInstanceOf(RegistryException.class)
                .hasMessage("schema registry " + url
                        + ", subject t-value: connection refused; check that it runs, and its URL");
    }

    @Test
    void theNameDoesNotResolve() {
        assertThatThrownBy(() ->
                        of(Settings.builder(), "http://nowhere.invalid:8081").find("t-value", "{}"))
                .isInstanceOf(RegistryException.class)
                .hasMessage(
                        "schema registry http://nowhere.invalid:8081, subject t-value: the name does not resolve; check"
                                + " that it runs, and its URL");
    }

    @Test
    void noAnswerInTime() throws Exception {
        try (StubRegistry stub = StubRegistry.answering(0, "")) {
            Settings.Builder settings =
                    Settings.builder().set(SettingCatalog.SCHEMA_REGISTRY_TIMEOUT, Duration.ofMillis(200));
            assertThatThrownBy(() -> of(settings, stub.url()).find("t-value", "{}"))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("subject t-value: no answer in time");
        }
    }

    static Stream<Arguments> authentications() {
        return Stream.of(
                argumentSet("none", Settings.builder(), "null"),
                // RFC 7617, section 2.1: user test, password 123£.
                argumentSet(
                        "basic",
                        Settings.builder()
                                .set(SettingCatalog.SCHEMA_REGISTRY_USER, "test")
                                .set(SettingCatalog.SCHEMA_REGISTRY_PASSWORD, "123£"),
                        "Basic dGVzdDoxMjPCow=="),
                argumentSet(
                        "bearer",
                        Settings.builder().set(SettingCatalog.SCHEMA_REGISTRY_TOKEN, "mF_9.B5f-4.1JqM"),
                        "Bearer mF_9.B5f-4.1JqM"));
    }

    @ParameterizedTest
    @MethodSource("authentications")
    void authenticates(Settings.Builder settings, String expected) throws Exception {
        try (StubRegistry stub = StubRegistry.answering(200, OK)) {
            assertThat(of(settings, stub.url() + "/a/b").find("t é-value", "{}"))
                    .hasValue(17);
            assertThat(stub.requests()).containsExactly("POST /a/b/subjects/t%20%C3%A9-value " + expected);
        }
    }

    @Test
    void userAndTokenExcludeEachOther() {
        Settings.Builder both = Settings.builder()
                .set(SettingCatalog.SCHEMA_REGISTRY_USER, "a")
                .set(SettingCatalog.SCHEMA_REGISTRY_TOKEN, "secret-token");
        assertThatThrownBy(both::build)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("flowjay.schema-registry-token")
                .hasMessageNotContaining("secret-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trust.p12", "certificate.pem", "trust.jks"})
    void trustsTheCertificatesOfAFile(String name) throws Exception {
        Path file = directory.resolve(name);
        if (name.endsWith(".jks") && Files.notExists(file)) {
            keytoolImport(file);
        }
        try (StubRegistry stub = StubRegistry.secure(certificates, OK)) {
            Settings.Builder settings =
                    Settings.builder().set(SettingCatalog.SCHEMA_REGISTRY_TRUSTSTORE, file.toString());
            if (!name.endsWith(".pem")) {
                settings.set(SettingCatalog.SCHEMA_REGISTRY_TRUSTSTORE_PASSWORD, PASSWORD);
            }
            assertThat(of(settings, stub.url()).find("t-value", "{}")).hasValue(17);
        }
    }

    private static void keytoolImport(Path store) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-importcert",
                        "-noprompt",
                        "-storetype",
                        "JKS",
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        "registry",
                        "-file",
                        directory.resolve("certificate.pem").toString(),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
    }

    @Test
    void doesNotTrustACertificateOfNobodyKnown() throws Exception {
        try (StubRegistry stub = StubRegistry.secure(certificates, OK)) {
            assertThatThrownBy(() -> of(Settings.builder(), stub.url()).find("t-value", "{}"))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining(stub.url() + ", subject t-value: ")
                    .hasMessageContaining("unable to find valid certification path");
            assertThat(stub.requests()).isEmpty();
        }
    }

    static Stream<Arguments> urls() {
        return Stream.of(
                argumentSet("no scheme", "registry:8081", "does not begin with http"),
                argumentSet("another scheme", "ftp://registry", "does not begin with http"),
                argumentSet("no host", "http:///x", "names no host"),
                argumentSet("a user", "http://me:secret@registry", "has a user, which other settings name"),
                argumentSet("a query", "http://registry?x=1", "has more than a path"),
                argumentSet("not a URL", "http://regi stry", "is not a URL"));
    }

    @ParameterizedTest
    @MethodSource("urls")
    void refusesOtherUrls(String url, String expected) {
        assertThatThrownBy(() -> of(Settings.builder(), url))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void anIdHoldsForFiveSecondsThenTheRegistryIsAskedAgain() throws Exception {
        AtomicLong clock = new AtomicLong();
        try (StubRegistry stub = StubRegistry.answering(200, OK)) {
            SubjectSchemas schemas = new SubjectSchemas(of(Settings.builder(), stub.url()), "t", true, clock::get);
            assertThat(schemas.id("a")).isEqualTo(17);
            clock.addAndGet(Duration.ofSeconds(5).toNanos());
            assertThat(schemas.id("a")).isEqualTo(17);
            assertThat(stub.requests()).hasSize(1);
            assertThat(schemas.id("b")).isEqualTo(17);
            assertThat(stub.requests()).hasSize(2);
            clock.addAndGet(1);
            assertThat(schemas.id("a")).isEqualTo(17);
            assertThat(stub.requests()).hasSize(3).containsOnly("POST /subjects/t-value null");
        }
    }

    private static SchemaRegistry of(Settings.Builder settings, String url) {
        return Objects.requireNonNull(SchemaRegistry.of(
                settings.set(SettingCatalog.SCHEMA_REGISTRY, url).build()));
    }
}
