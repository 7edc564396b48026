package io.flowjay.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.cli.broker.Certificates;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.SettingException;
import io.flowjay.settings.Settings;
import io.flowjay.testing.TestRegistry;
import io.flowjay.testing.TlsProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real registry that only clients with a certificate reach, and files of keys and certificates that cannot be used. */
@ExtendWith(TestRegistry.class)
class RegistryTlsTest {
    private static final String PASSWORD = "staple-of-the-store";
    private static final String ENCRYPTED = "encrypted.pem";
    private static final String KEY_PASSWORD = "battery-of-the-key";
    private static final String SCHEMA =
            "{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\",\"type\":\"long\",\"default\":0}]}";
    private static final String TRUSTSTORE = "flowjay.schema-registry-truststore";
    private static final String KEYSTORE = "flowjay.schema-registry-keystore";
    private static final String KEYSTORE_PASSWORD = "flowjay.schema-registry-keystore-password";
    private static final String KEY = "flowjay.schema-registry-key-password";

    @TempDir
    static Path directory;

    private static Certificates server;
    private static Certificates client;
    private static Certificates stranger;

    @BeforeAll
    static void makeFiles() throws Exception {
        server = Certificates.make(Files.createDirectory(directory.resolve("server")), PASSWORD);
        client = Certificates.make(Files.createDirectory(directory.resolve("client")), PASSWORD);
        stranger = Certificates.make(Files.createDirectory(directory.resolve("stranger")), PASSWORD);
        KeyStore store = KeyStore.getInstance(client.keys().toFile(), PASSWORD.toCharArray());
        Key key = store.getKey("broker", PASSWORD.toCharArray());
        KeyStore jks = KeyStore.getInstance("JKS");
        jks.load(null, null);
        jks.setKeyEntry("key", key, KEY_PASSWORD.toCharArray(), store.getCertificateChain("broker"));
        try (var out = Files.newOutputStream(directory.resolve("client.jks"))) {
            jks.store(out, PASSWORD.toCharArray());
        }
        String certificate = pem("CERTIFICATE", store.getCertificate("broker").getEncoded());
        String plain = pem("PRIVATE KEY", key.getEncoded());
        write("client.pem", "Bag Attributes: none\n" + plain + certificate);
        write("certificate.pem", certificate);
        write("key.pem", plain);
        String encrypted = encrypted(directory.resolve("key.pem"));
        if (encrypted != null) {
            write(ENCRYPTED, encrypted + certificate);
        }
        write("pkcs1.pem", certificate + plain.replace("PRIVATE", "RSA PRIVATE"));
        write("cut.pem", certificate.replaceFirst("(?s)(.{200}).*-----END", "$1\n-----END"));
        write("words.txt", "no certificate");
        Files.write(
                directory.resolve("certificate.der"),
                store.getCertificate("broker").getEncoded());
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + label
                + "-----\n";
    }

    /** The key as OpenSSL encrypts it, by PBES2; null without OpenSSL. */
    private static @Nullable String encrypted(Path key) throws Exception {
        try {
            Process openssl = new ProcessBuilder(
                            "openssl", "pkcs8", "-topk8", "-in", key.toString(), "-passout", "pass:" + KEY_PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(openssl.getInputStream().readAllBytes(), US_ASCII);
            assertThat(openssl.waitFor()).as(said).isZero();
            return said;
        } catch (IOException e) {
            return null;
        }
    }

    private static void assumeMade(String file) {
        assumeTrue(!file.equals(ENCRYPTED) || Files.exists(directory.resolve(ENCRYPTED)), "no openssl");
    }

    private static void write(String name, String text) throws Exception {
        Files.writeString(directory.resolve(name), text, US_ASCII);
    }

    /** Files with the client's key, and passwords. */
    static final List<Arguments> KEYSTORES = List.of(
            argumentSet("PKCS12", "client/keys.p12", PASSWORD, ""),
            argumentSet("JKS, the key has another password", "client.jks", PASSWORD, KEY_PASSWORD),
            argumentSet("PEM", "client.pem", "", ""),
            argumentSet("PEM with an encrypted key", ENCRYPTED, "", KEY_PASSWORD));

    @ParameterizedTest
    @FieldSource("KEYSTORES")
    void aClientWithACertificateReachesTheRegistry(String keystore, String password, String keyPassword)
            throws Exception {
        assumeMade(keystore);
        try (TlsProxy proxy = proxy("TLSv1.3")) {
            SchemaRegistry registry = of(trusting(proxy)
                    .set(SettingCatalog.SCHEMA_REGISTRY_KEYSTORE, path(keystore))
                    .set(SettingCatalog.SCHEMA_REGISTRY_KEYSTORE_PASSWORD, password)
                    .set(SettingCatalog.SCHEMA_REGISTRY_KEY_PASSWORD, keyPassword));
            String subject = "tls-" + UUID.randomUUID();
            int id = registry.register(subject, SCHEMA);
            assertThat(registry.find(subject, SCHEMA)).hasValue(id);
            assertThat(registry.schema(id)).isEqualTo(SCHEMA);
            assertThat(proxy.clients()).containsExactly("CN=127.0.0.1");
            assertThat(TestRegistry.get().subjects()).contains(subject);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aClientWithoutACertificateOrWithAnotherDoesNot(String protocol) throws Exception {
        try (TlsProxy proxy = proxy(protocol)) {
            assertThatThrownBy(() -> of(trusting(proxy)).find("s", SCHEMA))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("schema registry " + proxy.url() + ", subject s: ")
                    .hasMessageEndingWith("; if the registry wants a client certificate, set " + KEYSTORE);
            Settings.Builder settings = trusting(proxy)
                    .set(
                            SettingCatalog.SCHEMA_REGISTRY_KEYSTORE,
                            stranger.keys().toString())
                    .set(SettingCatalog.SCHEMA_REGISTRY_KEYSTORE_PASSWORD, PASSWORD);
            assertThatThrownBy(() -> of(settings).find("s", SCHEMA))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageEndingWith("; check that the registry accepts the certificate in " + KEYSTORE);
            assertThat(proxy.clients()).isEmpty();
        }
    }

    @Test
    void aKeystoreNeedsNoTruststore() throws Exception {
        try (TlsProxy proxy = proxy("TLSv1.3")) {
            Settings.Builder settings = Settings.builder()
                    .set(SettingCatalog.SCHEMA_REGISTRY, proxy.url())
                    .set(SettingCatalog.SCHEMA_REGISTRY_KEYSTORE, path("client.pem"));
            assertThatThrownBy(() -> of(settings).find("s", SCHEMA))
                    .as("trusts what Java trusts")
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("unable to find valid certification path")
                    .hasMessageEndingWith(
                            "; set " + TRUSTSTORE + " to a file with the certificate of the registry's authority");
        }
    }

    @Test
    void theNameInTheUrlIsNotTheCertificates() throws Exception {
        try (TlsProxy proxy = proxy("TLSv1.3")) {
            Settings.Builder settings = trusting(proxy)
                    .set(SettingCatalog.SCHEMA_REGISTRY, proxy.url().replace("127.0.0.1", "localhost"))
                    .set(SettingCatalog.SCHEMA_REGISTRY_KEYSTORE, path("client.pem"));
            assertThatThrownBy(() -> of(settings).find("s", SCHEMA))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("localhost")
                    .hasMessageEndingWith("; check the registry's certificate, and that it has the name in the URL");
        }
    }

    @Test
    void thePortDoesNotSpeakTls() {
        Settings.Builder settings = Settings.builder()
                .set(SettingCatalog.SCHEMA_REGISTRY, TestRegistry.get().url().replace("http:", "https:"));
        assertThatThrownBy(() -> of(settings).find("s", SCHEMA))
                .isInstanceOf(RegistryException.class)
                .hasMessageEndingWith("; check that the port speaks TLS; otherwise the URL begins with http://");
    }

    /** A setting, its file, passwords, and what is wrong. */
    static Stream<Arguments> faults() {
        return Stream.of(
                argumentSet("keystore: missing", KEYSTORE, "none.p12", Map.of(), "the file does not exist"),
                argumentSet("truststore: missing", TRUSTSTORE, "none.p12", Map.of(), "the file does not exist"),
                argumentSet("keystore: a directory", KEYSTORE, "client", Map.of(), "it is a directory"),
                argumentSet("truststore: a directory", TRUSTSTORE, "client", Map.of(), "it is a directory"),
                argumentSet(
                        "keystore: another format",
                        KEYSTORE,
                        "words.txt",
                        Map.of(KEYSTORE_PASSWORD, PASSWORD),
                        "cannot be read as PEM, JKS or PKCS12"),
                argumentSet(
                        "truststore: another format",
                        TRUSTSTORE,
                        "certificate.der",
                        Map.of(),
                        "cannot be read as PEM, JKS or PKCS12"),
                argumentSet(
                        "keystore: wrong password",
                        KEYSTORE,
                        "client/keys.p12",
                        Map.of(KEYSTORE_PASSWORD, "tr0ub4dor"),
                        "its password is wrong; set " + KEYSTORE_PASSWORD),
                argumentSet(
                        "truststore: wrong password",
                        TRUSTSTORE,
                        "server/trust.p12",
                        Map.of(TRUSTSTORE + "-password", "tr0ub4dor"),
                        "its password is wrong; set " + TRUSTSTORE + "-password"),
                argumentSet(
                        "truststore: no password",
                        TRUSTSTORE,
                        "server/trust.p12",
                        Map.of(),
                        "no certificate can be read from it; if it has a password, set " + TRUSTSTORE + "-password"),
                argumentSet(
                        "JKS: wrong password",
                        KEYSTORE,
                        "client.jks",
                        Map.of(KEYSTORE_PASSWORD, "tr0ub4dor"),
                        "its password is wrong; set " + KEYSTORE_PASSWORD),
                argumentSet(
                        "JKS: the key has another password",
                        KEYSTORE,
                        "client.jks",
                        Map.of(KEYSTORE_PASSWORD, PASSWORD),
                        "the password of its key is wrong; set " + KEY),
                argumentSet(
                        "PKCS12: no password",
                        KEYSTORE,
                        "client/keys.p12",
                        Map.of(),
                        "the password of its key is wrong; set " + KEYSTORE_PASSWORD),
                argumentSet(
                        "PEM: no password of the key",
                        KEYSTORE,
                        ENCRYPTED,
                        Map.of(KEYSTORE_PASSWORD, KEY_PASSWORD),
                        "the password of its key is wrong; set " + KEY),
                argumentSet(
                        "PEM: wrong password of the key",
                        KEYSTORE,
                        ENCRYPTED,
                        Map.of(KEY, "tr0ub4dor"),
                        "the password of its key is wrong; set " + KEY),
                argumentSet(
                        "keystore without a key",
                        KEYSTORE,
                        "server/trust.p12",
                        Map.of(KEYSTORE_PASSWORD, PASSWORD),
                        "has no private key"),
                argumentSet("PEM without a key", KEYSTORE, "certificate.pem", Map.of(), "has no private key"),
                argumentSet(
                        "PEM without a certificate",
                        KEYSTORE,
                        "key.pem",
                        Map.of(),
                        "has a private key, but no certificate"),
                argumentSet("truststore: only a key", TRUSTSTORE, "key.pem", Map.of(), "no certificate can be read"),
                argumentSet(
                        "PEM with a key of PKCS #1",
                        KEYSTORE,
                        "pkcs1.pem",
                        Map.of(),
                        "its key, RSA PRIVATE KEY, is not in PKCS #8; convert it with 'openssl pkcs8 -topk8'"),
                argumentSet("PEM, cut", TRUSTSTORE, "cut.pem", Map.of(), "Could not parse certificate"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFileThatCannotBeUsedIsNamedWithItsSetting(
            String setting, String file, Map<String, String> passwords, String expected) {
        assumeMade(file);
        Settings.Builder settings = Settings.builder()
                .set(SettingCatalog.SCHEMA_REGISTRY, "https://127.0.0.1")
                .properties(Map.of(setting, path(file)), "a file")
                .properties(passwords, "a file");
        assertThatThrownBy(() -> of(settings))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(setting + " \"" + path(file) + "\" (a file) cannot be used: " + expected)
                .satisfies(e -> passwords.values().forEach(secret -> assertThat(e.getMessage())
                        .doesNotContain(secret)));
    }

    private static TlsProxy proxy(String protocol) throws Exception {
        return TlsProxy.start(TestRegistry.get(), server, client.trust(), protocol);
    }

    private static Settings.Builder trusting(TlsProxy proxy) {
        return Settings.builder()
                .set(SettingCatalog.SCHEMA_REGISTRY, proxy.url())
                .set(SettingCatalog.SCHEMA_REGISTRY_TRUSTSTORE, server.trust().toString())
                .set(SettingCatalog.SCHEMA_REGISTRY_TRUSTSTORE_PASSWORD, PASSWORD);
    }

    private static SchemaRegistry of(Settings.Builder settings) {
        return Objects.requireNonNull(SchemaRegistry.of(settings.build()));
    }

    private static String path(String name) {
        return directory.resolve(name).toString();
    }
}
