package io.flowjay.protocol.tls;

import io.flowjay.wire.ByteCursor;
import io.flowjay.wire.MalformedException;
import java.math.BigInteger;
import java.util.Map;

/**
 * The public key of a certificate (RFC 3279 section 2.3, RFC 5480, RFC 8410).
 *
 * @param algorithm RSA, EC, DSA, Ed25519, Ed448 or Unknown
 * @param bits size of the RSA modulus, the curve or the DSA prime; 0 when unknown
 */
public record CertificateKey(String algorithm, int bits) {
    static final CertificateKey UNKNOWN = new CertificateKey("Unknown", 0);

    private static final Map<String, Integer> CURVES = Map.of(
            "1.2.840.10045.3.1.1", 192,
            "1.3.132.0.33", 224,
            "1.2.840.10045.3.1.7", 256,
            "1.3.132.0.10", 256,
            "1.3.132.0.34", 384,
            "1.3.132.0.35", 521,
            "1.3.36.3.3.2.8.1.1.7", 256,
            "1.3.36.3.3.2.8.1.1.11", 384,
            "1.3.36.3.3.2.8.1.1.13", 512);

    /** Reads the next element, a SubjectPublicKeyInfo: SEQUENCE of algorithm (id, parameters) and BIT STRING. */
    static CertificateKey read(ByteCursor from) throws MalformedException {
        ByteCursor info = Der.value(from, Der.SEQUENCE);
        ByteCursor algorithm = Der.value(info, Der.SEQUENCE);
        return switch (Der.objectIdentifier(algorithm)) {
            case "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10" -> new CertificateKey("RSA", modulusBits(info));
            case "1.2.840.10045.2.1" -> new CertificateKey("EC", curveBits(algorithm));
            case "1.2.840.10040.4.1" -> new CertificateKey("DSA", primeBits(algorithm));
            case "1.3.101.112" -> new CertificateKey("Ed25519", 255);
            case "1.3.101.113" -> new CertificateKey("Ed448", 448);
            default -> UNKNOWN;
        };
    }

    /** The key is a SEQUENCE of modulus and exponent, behind the count of unused bits. */
    private static int modulusBits(ByteCursor info) throws MalformedException {
        ByteCursor key = Der.value(info, Der.BIT_STRING);
        key.skip(1);
        return integerBits(Der.value(key, Der.SEQUENCE));
    }

    private static int curveBits(ByteCursor algorithm) throws MalformedException {
        boolean named = algorithm.hasRemaining() && algorithm.peekU8() == Der.OBJECT_IDENTIFIER;
        return named ? CURVES.getOrDefault(Der.objectIdentifier(algorithm), 0) : 0;
    }

    /** The parameters p, q, g; they may be left out when the issuer's are meant. */
    private static int primeBits(ByteCursor algorithm) throws MalformedException {
        return algorithm.hasRemaining() ? integerBits(Der.value(algorithm, Der.SEQUENCE)) : 0;
    }

    private static int integerBits(ByteCursor from) throws MalformedException {
        ByteCursor integer = Der.value(from, Der.INTEGER);
        return new BigInteger(1, integer.bytes(integer.remaining())).bitLength();
    }
}
