package io.flowjay.protocol.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates made with OpenSSL, against what it says of them and what the JDK reads. */
class CertificateTest {
    @ParameterizedTest
    @CsvSource({
        "rsa2048.der, rsa.example, Example Org, RSA, 2048, sha256WithRSAEncryption, true, 3",
        "p384.der, p384.example, Ürgestraße, EC, 384, ecdsa-with-SHA384, false, 0",
        "k256.der, k256.example, '', EC, 256, ecdsa-with-SHA256, true, 0",
        "ed25519.der, ed.example, '', Ed25519, 255, Ed25519, true, 0",
        "dsa.der, dsa.example, Old, DSA, 1024, dsa-with-SHA256, true, 0",
        "pss.der, pss.example, '', RSA, 2048, rsassaPss, true, 0"
    })
    void readsWhatOpenSslWrote(
            String file,
            String name,
            String organization,
            String key,
            int bits,
            String signature,
            boolean authority,
            int names)
            throws IOException, MalformedException {
        Certificate certificate = Certificate.of(ByteCursor.of(read(file)));
        assertThat(certificate.malformed()).isFalse();
        assertThat(certificate.subject().commonName()).isEqualTo(name);
        assertThat(certificate.issuer().commonName()).isEqualTo(name);
        assertThat(certificate.issuer().organization()).isEqualTo(organization);
        assertThat(certificate.key()).isEqualTo(new CertificateKey(key, bits));
        assertThat(certificate.signatureAlgorithm()).isEqualTo(signature);
        assertThat(certificate.authority()).isEqualTo(authority);
        assertThat(certificate.alternativeNames()).isEqualTo(names);
        assertThat(certificate.selfSigned()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "rsa2048.der, 2026-11-24T04:14:47Z, 2036-11-21T04:14:47Z, 7a84cf6648c7cfcdc7e83453e8bb2d06bbd40cbf8015f5213b50a9025cc2e165",
        // Behind 2049 a time is a GeneralizedTime.
        "dsa.der, 2026-11-24T04:16:51Z, 2109-01-13T04:16:51Z, e7b47eceb0ca2f2833a7e821895a95d963b85f7324c5127f1ac374994c309f77"
    })
    void timesAndFingerprint(String file, Instant from, Instant to, String fingerprint)
            throws IOException, MalformedException {
        Certificate certificate = Certificate.of(ByteCursor.of(read(file)));
        assertThat(Instant.ofEpochSecond(certificate.notBefore())).isEqualTo(from);
        assertThat(Instant.ofEpochSecond(certificate.notAfter())).isEqualTo(to);
        assertThat(certificate.fingerprint()).isEqualTo(fingerprint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rsa2048.der", "p384.der", "ed25519.der", "dsa.der", "pss.der", "/io/flowjay/sample/server.der"})
    void agreesWithTheJdk(String file) throws IOException, MalformedException, CertificateException {
        byte[] der = read(file);
        JdkCertificates.assertSame(Certificate.of(ByteCursor.of(der)), der, file);
    }

    @Test
    void anyBeginningIsReadAsFarAsItGoes() throws IOException, MalformedException {
        byte[] der = read("rsa2048.der");
        for (int length = 0; length < der.length; length++) {
            Certificate certificate = Certificate.of(ByteCursor.of(der, 0, length));
            assertThat(certificate.malformed()).as("of " + length + " bytes").isTrue();
            assertThat(certificate.subject().commonName()).isIn("", "rsa.example");
        }
    }

    @Test
    void aNonsensicalDateEndsReadingThere() throws IOException, MalformedException {
        byte[] der = read("rsa2048.der");
        byte[] date = "261124041447Z".getBytes(StandardCharsets.US_ASCII);
        int at = indexOf(der, date);
        der[at + 2] = '9';
        Certificate certificate = Certificate.of(ByteCursor.of(der));
        assertThat(certificate.malformed()).isTrue();
        assertThat(certificate.issuer().commonName()).isEqualTo("rsa.example");
        assertThat(certificate.notBefore()).isZero();
        assertThat(certificate.subject().commonName()).isEmpty();
        assertThat(certificate.key()).isEqualTo(new CertificateKey("Unknown", 0));
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int i = 0; i + part.length <= all.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new IllegalArgumentException("not there");
    }

    private static byte[] read(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(CertificateTest.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        }
    }
}
