package io.flowjay.feature.group.application;

import static io.flowjay.feature.Direction.DST_TO_SRC;
import static io.flowjay.feature.Privacy.SENSITIVE;

import io.flowjay.feature.FeatureGroup;
import io.flowjay.feature.FeatureList;
import io.flowjay.feature.FeatureUnit;
import io.flowjay.feature.FeatureVector;
import io.flowjay.feature.FlagFeature;
import io.flowjay.feature.FlowView;
import io.flowjay.feature.IntegerFeature;
import io.flowjay.feature.NumberFeature;
import io.flowjay.feature.TextFeature;
import io.flowjay.flow.FlowIds;
import io.flowjay.protocol.Protocol;
import io.flowjay.protocol.tls.Certificate;
import io.flowjay.protocol.tls.CertificateChain;
import io.flowjay.protocol.tls.TlsConnection;
import io.flowjay.settings.Profile;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the server's certificates say, beside {@code tls}'s own features. TLS 1.3 encrypts them, so that only older versions tell.
 * A certificate that breaks DER gives the values before that place.
 */
public final class TlsCertificateFeatures implements FeatureGroup {
    private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

    private static final FeatureList F = new FeatureList(TlsFeatures.NAME, Profile.FLOWJAY);
    private static final TextFeature LEAF_CN = F.direction(DST_TO_SRC)
            .privacy(SENSITIVE)
            .formula("first commonName of the first certificate's subject")
            .string("cert_leaf_cn", "First common name of the server's own certificate, which comes first");
    private static final TextFeature LEAF_ISSUER_CN = F.direction(DST_TO_SRC)
            .privacy(SENSITIVE)
            .formula("first commonName of the first certificate's issuer")
            .string("cert_leaf_issuer_cn", "First common name of that certificate's issuer");
    private static final TextFeature LEAF_ISSUER_ORG = F.direction(DST_TO_SRC)
            .privacy(SENSITIVE)
            .formula("first organizationName of the first certificate's issuer")
            .string("cert_leaf_issuer_org", "First organisation of that certificate's issuer");
    private static final FlagFeature LEAF_SELF_SIGNED = F.direction(DST_TO_SRC)
            .formula(
                    "issuer and subject of the first certificate are the same bytes, and not empty; the signature is not verified")
            .bool("cert_leaf_self_signed", "Whether issuer and subject have the same name");
    private static final FlagFeature LEAF_IS_CA = F.direction(DST_TO_SRC)
            .formula("cA in basicConstraints of the first certificate")
            .bool("cert_leaf_is_ca", "Whether the certificate may sign others (BasicConstraints cA)");
    private static final TextFeature LEAF_KEY_ALGORITHM = F.direction(DST_TO_SRC)
            .formula("algorithm in subjectPublicKeyInfo of the first certificate")
            .string("cert_leaf_key_algorithm", "Algorithm of the key: RSA, EC, DSA, Ed25519, Ed448 or Unknown");
    private static final IntegerFeature LEAF_KEY_BITS = F.direction(DST_TO_SRC)
            .formula("bits of the RSA modulus, of the curve or of the DSA prime in subjectPublicKeyInfo; 0 for others")
            .int64("cert_leaf_key_bits", "bits", "Size of the RSA modulus, the curve or the DSA prime; 0 if unknown");
    private static final TextFeature LEAF_SIG_ALGORITHM = F.direction(DST_TO_SRC)
            .formula("signatureAlgorithm of the first certificate")
            .string("cert_leaf_sig_algorithm", "Algorithm of the signature, or its object identifier");
    private static final NumberFeature LEAF_DAYS_TO_EXPIRY = F.direction(DST_TO_SRC)
            .formula("floor((notAfter - start_time in whole seconds) / 86400)")
            .nullable(
                    "cert_leaf_days_to_expiry",
                    "days",
                    "Whole days from the flow's start to the end of validity, rounded down; negative if expired");
    private static final IntegerFeature LEAF_SAN_COUNT = F.direction(DST_TO_SRC)
            .formula("count(dNSName and iPAddress in subjectAltName)")
            .int64("cert_leaf_san_count", "count", "DNS names and IP addresses among the subject alternative names");
    private static final TextFeature LEAF_FINGERPRINT = F.direction(DST_TO_SRC)
            .privacy(SENSITIVE)
            .formula("SHA-256(first certificate) in hex")
            .string("cert_leaf_fingerprint", "SHA-256 of the certificate in hexadecimal digits");
    private static final TextFeature ROOT_CN = F.direction(DST_TO_SRC)
            .privacy(SENSITIVE)
            .formula("first commonName of the last certificate's subject, with two certificates or more")
            .string("cert_root_cn", "First common name of the last of several certificates");
    private static final TextFeature ROOT_ORG = F.direction(DST_TO_SRC)
            .privacy(SENSITIVE)
            .formula("first organizationName of the last certificate's issuer, with two certificates or more")
            .string("cert_root_org", "First organisation of the issuer of the last of several certificates");
    private static final FlagFeature CHAIN_ORDERED = F.direction(DST_TO_SRC)
            .formula(
                    "the Certificate message is whole and has a certificate, and the issuer of each is the same bytes as the subject of the next")
            .bool(
                    "cert_chain_ordered",
                    "Whether each certificate names the next as its issuer; signatures are not verified");

    /** What the catalogue lists. */
    public static final FeatureUnit UNIT =
            new FeatureUnit(F.features(), settings -> new TlsCertificateFeatures(), Set.of(Protocol.TLS));

    @Override
    public boolean applies(FlowView view) {
        return chain(view) != null;
    }

    @Override
    public void compute(FlowView view, FeatureVector out) {
        CertificateChain chain = chain(view);
        if (chain == null) {
            return;
        }
        FlowIds ids = view.ids();
        Certificate leaf = chain.leaf();
        if (leaf != null) {
            leaf(leaf, ids, out);
            long start = TimeUnit.NANOSECONDS.toSeconds(view.flow().startNanos());
            if (leaf.notAfter() != 0) {
                out.set(LEAF_DAYS_TO_EXPIRY, (double) Math.floorDiv(leaf.notAfter() - start, DAY_SECONDS));
            }
        }
        out.set(CHAIN_ORDERED, chain.ordered());
        Certificate last = chain.last();
        if (last != null && chain.count() > 1) {
            out.set(ROOT_CN, ids.name(last.subject().commonName()));
            out.set(ROOT_ORG, last.issuer().organization());
        }
    }

    private static void leaf(Certificate leaf, FlowIds ids, FeatureVector out) {
        out.set(LEAF_CN, ids.name(leaf.subject().commonName()));
        out.set(LEAF_ISSUER_CN, ids.name(leaf.issuer().commonName()));
        out.set(LEAF_ISSUER_ORG, leaf.issuer().organization());
        out.set(LEAF_SELF_SIGNED, leaf.selfSigned());
        out.set(LEAF_IS_CA, leaf.authority());
        out.set(LEAF_KEY_ALGORITHM, leaf.key().algorithm());
        out.set(LEAF_KEY_BITS, leaf.key().bits());
        out.set(LEAF_SIG_ALGORITHM, leaf.signatureAlgorithm());
        out.set(LEAF_SAN_COUNT, leaf.alternativeNames());
        out.set(LEAF_FINGERPRINT, leaf.fingerprint());
    }

    private static @Nullable CertificateChain chain(FlowView view) {
        TlsConnection tls = TlsFeatures.connection(view);
        return tls == null ? null : tls.certificates();
    }
}
