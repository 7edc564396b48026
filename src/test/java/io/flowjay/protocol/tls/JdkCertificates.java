package io.flowjay.protocol.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** Compares what we read of a certificate with what the JDK reads. */
final class JdkCertificates {
    private JdkCertificates() {}

    /** @throws CertificateException when the JDK does not accept the certificate */
    static void assertSame(Certificate own, byte[] der, String where) throws CertificateException {
        X509Certificate jdk = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        assertThat(own.malformed()).as(where).isFalse();
        assertThat(own.notBefore())
                .as(where)
                .isEqualTo(jdk.getNotBefore().toInstant().getEpochSecond());
        assertThat(own.notAfter())
                .as(where)
                .isEqualTo(jdk.getNotAfter().toInstant().getEpochSecond());
        assertThat(own.authority()).as(where).isEqualTo(jdk.getBasicConstraints() >= 0);
        assertThat(own.alternativeNames()).as(where).isEqualTo(names(jdk.getSubjectAlternativeNames()));
        assertThat(own.selfSigned())
                .as(where)
                .isEqualTo(jdk.getSubjectX500Principal().equals(jdk.getIssuerX500Principal()));
        assertSame(own.subject(), jdk.getSubjectX500Principal(), where);
        assertSame(own.issuer(), jdk.getIssuerX500Principal(), where);
        assertThat(own.key().bits()).as(where).isEqualTo(bits(jdk.getPublicKey(), own));
    }

    private static void assertSame(DistinguishedName own, X500Principal jdk, String where) {
        assertThat(own.commonName()).as(where).isEqualTo(first(jdk, "CN"));
        assertThat(own.organization()).as(where).isEqualTo(first(jdk, "O"));
    }

    /** The first value of a type; RFC 2253 writes the last first. */
    private static String first(X500Principal name, String type) {
        try {
            List<Rdn> parts = new LdapName(name.getName(X500Principal.RFC2253)).getRdns();
            return parts.stream()
                    .filter(part -> part.getType().toUpperCase(Locale.ROOT).equals(type))
                    .map(part -> part.getValue().toString())
                    .findFirst()
                    .orElse("");
        } catch (InvalidNameException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int names(Collection<List<?>> names) {
        // 2 is dNSName, 7 is iPAddress (RFC 5280 section 4.2.1.6).
        return names == null
                ? 0
                : (int) names.stream()
                        .filter(name -> name.get(0).equals(2) || name.get(0).equals(7))
                        .count();
    }

    private static int bits(PublicKey key, Certificate own) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength();
        }
        if (key instanceof DSAPublicKey dsa) {
            return dsa.getParams().getP().bitLength();
        }
        if (key instanceof ECPublicKey ec) {
            return ec.getParams().getCurve().getField().getFieldSize();
        }
        return own.key().bits();
    }
}
