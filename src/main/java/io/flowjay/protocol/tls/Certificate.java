package io.flowjay.protocol.tls;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What an X.509 certificate says (RFC 5280 section 4.1). It is read for what it says, not for whether it is valid: fields after a
 * place that breaks DER keep their defaults, those before it are kept. Immutable once it is read.
 */
public final class Certificate {
    private static final int VERSION = Der.context(0);
    private static final int EXTENSIONS = Der.context(3);
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;
    /** With the fingerprint's text, and up to 64 characters of the names of algorithms. */
    private static final int FIXED_BYTES = 320;

    /** Servers send the same certificates again and again, so those read lately are kept. */
    private static final int KEPT = 64;
    /** Only shorter certificates are kept, in bytes; few are longer. */
    private static final int MAX_KEPT_LENGTH = 4096;

    private static final RecentResults<Encoded, Certificate> RECENT =
            new RecentResults<>(KEPT, encoded -> read(encoded.der));

    private final String fingerprint;
    private DistinguishedName issuer = DistinguishedName.NONE;
    private DistinguishedName subject = DistinguishedName.NONE;
    private String signatureAlgorithm = "";
    private CertificateKey key = CertificateKey.UNKNOWN;
    private long notBefore;
    private long notAfter;
    private boolean authority;
    private int alternativeNames;
    private boolean malformed;

    private Certificate(String fingerprint) {
        this.fingerprint = fingerprint;
    }

    /** Compares by the bytes. */
    private static final class Encoded {
        private final byte[] der;

        Encoded(byte[] der) {
            this.der = der;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Encoded encoded && Arrays.equals(der, encoded.der);
        }

        @Override
        public int hashCode() {
            // The quick compiler has this as one instruction for many bytes.
            CRC32 sum = new CRC32();
            sum.update(der);
            return (int) sum.getValue();
        }
    }

    /** Reads a certificate's DER. The same bytes may give the same object. */
    static Certificate of(ByteCursor der) throws MalformedException {
        byte[] encoded = der.bytes(der.remaining());
        return encoded.length <= MAX_KEPT_LENGTH ? RECENT.of(new Encoded(encoded)) : read(encoded);
    }

    private static Certificate read(byte[] encoded) {
        Certificate certificate = new Certificate(Digests.sha256(encoded));
        try {
            ByteCursor signed = Der.value(ByteCursor.of(encoded), Der.SEQUENCE);
            certificate.readBody(Der.value(signed, Der.SEQUENCE));
        } catch (MalformedException e) {
            certificate.malformed = true;
        }
        return certificate;
    }

    /**
     * Reads a TBSCertificate.
     *
     * <pre>
     * [0] version OPTIONAL, serialNumber, signature, issuer, validity, subject, subjectPublicKeyInfo,
     * [1] and [2] unique ids OPTIONAL, [3] extensions OPTIONAL
     * </pre>
     */
    private void readBody(ByteCursor body) throws MalformedException {
        if (body.peekU8() == VERSION) {
            Der.value(body, VERSION);
        }
        Der.value(body, Der.INTEGER);
        signatureAlgorithm = SignatureAlgorithm.name(Der.objectIdentifier(Der.value(body, Der.SEQUENCE)));
        issuer = DistinguishedName.read(body);
        ByteCursor validity = Der.value(body, Der.SEQUENCE);
        notBefore = DerTime.epochSecond(validity);
        notAfter = DerTime.epochSecond(validity);
        subject = DistinguishedName.read(body);
        key = CertificateKey.read(body);
        while (body.hasRemaining()) {
            int tag = body.peekU8();
            ByteCursor field = Der.value(body, tag);
            if (tag == EXTENSIONS) {
                readExtensions(Der.value(field, Der.SEQUENCE));
            }
        }
    }

    /** Extension: id, critical DEFAULT FALSE, an OCTET STRING that holds the DER of the value. */
    private void readExtensions(ByteCursor extensions) throws MalformedException {
        while (extensions.hasRemaining()) {
            ByteCursor extension = Der.value(extensions, Der.SEQUENCE);
            String id = Der.objectIdentifier(extension);
            if (extension.peekU8() == Der.BOOLEAN) {
                Der.value(extension, Der.BOOLEAN);
            }
            ByteCursor value = Der.value(extension, Der.OCTET_STRING);
            if (id.equals(BASIC_CONSTRAINTS)) {
                ByteCursor constraints = Der.value(value, Der.SEQUENCE);
                authority = constraints.hasRemaining()
                        && constraints.peekU8() == Der.BOOLEAN
                        && Der.value(constraints, Der.BOOLEAN).u8() != 0;
            } else if (id.equals(SUBJECT_ALTERNATIVE_NAME)) {
                countNames(Der.value(value, Der.SEQUENCE));
            }
        }
    }

    private void countNames(ByteCursor names) throws MalformedException {
        while (names.hasRemaining()) {
            int tag = names.peekU8();
            Der.value(names, tag);
            if (tag == DNS_NAME || tag == IP_ADDRESS) {
                alternativeNames++;
            }
        }
    }

    /** Memory that this takes, about, in bytes. */
    int heldBytes() {
        return FIXED_BYTES + issuer.heldBytes() + subject.heldBytes();
    }

    boolean isIssuedBy(Certificate other) {
        return issuer.encoded().equals(other.subject.encoded());
    }

    /** SHA-256 of the DER, lower-case hex. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Who signed it. */
    public DistinguishedName issuer() {
        return issuer;
    }

    /** Whom it is for. */
    public DistinguishedName subject() {
        return subject;
    }

    /** Whether issuer and subject are the same name. */
    public boolean selfSigned() {
        return !subject.encoded().isEmpty() && isIssuedBy(this);
    }

    /** Whether its key may sign certificates (BasicConstraints cA). */
    public boolean authority() {
        return authority;
    }

    /** Name of the algorithm that signed it, {@code sha256WithRSAEncryption} for example, or its object identifier. */
    public String signatureAlgorithm() {
        return signatureAlgorithm;
    }

    /** Its public key. */
    public CertificateKey key() {
        return key;
    }

    /** Start of validity in seconds since the Unix epoch. */
    public long notBefore() {
        return notBefore;
    }

    /** End of validity in seconds since the Unix epoch. */
    public long notAfter() {
        return notAfter;
    }

    /** DNS names and IP addresses among the subject alternative names. */
    public int alternativeNames() {
        return alternativeNames;
    }

    /** Whether it broke DER somewhere, so that fields from there on have their defaults. */
    public boolean malformed() {
        return malformed;
    }
}
