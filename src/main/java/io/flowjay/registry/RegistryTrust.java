package io.flowjay.registry;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Which certificates a client trusts: those of a file in PEM, JKS or PKCS12, whatever its name says. */
final class RegistryTrust {
    private static final String PEM = "-----BEGIN CERTIFICATE-----";

    private RegistryTrust() {}

    /**
     * A TLS context that trusts the certificates of a file only.
     *
     * @throws IllegalArgumentException naming the file and what is wrong with it
     */
    static SSLContext context(Path file, String password) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(isPem(file) ? ofPem(file) : ofStore(file, password));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " cannot be read as PEM, JKS or PKCS12: " + reason(e), e);
        }
    }

    private static boolean isPem(Path file) throws IOException {
        // A file in another format has these bytes nowhere near its start, and comments may come before them.
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(PEM);
    }

    private static KeyStore ofPem(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("certificate-" + number++, certificate);
            }
        }
        return store;
    }

    private static KeyStore ofStore(Path file, String password) throws IOException, GeneralSecurityException {
        char @Nullable [] secret = password.isEmpty() ? null : password.toCharArray();
        return KeyStore.getInstance(file.toFile(), secret);
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
