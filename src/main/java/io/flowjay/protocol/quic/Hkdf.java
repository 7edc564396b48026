package io.flowjay.protocol.quic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Key derivation with SHA-256 (RFC 5869), with the labels of TLS 1.3 (RFC 8446 section 7.1). For one thread. */
final class Hkdf {
    static final int HASH_LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String LABEL_PREFIX = "tls13 ";

    private final Mac hmac;

    Hkdf() {
        try {
            hmac = Mac.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** HKDF-Extract. */
    byte[] extract(byte[] salt, byte[] keyingMaterial) {
        return hmac(salt, keyingMaterial);
    }

    /**
     * HKDF-Expand-Label with an empty context.
     *
     * @param label without its prefix "tls13 "
     * @param length bytes wanted, at most one hash
     */
    byte[] expandLabel(byte[] secret, String label, int length) {
        byte[] name = (LABEL_PREFIX + label).getBytes(StandardCharsets.US_ASCII);
        byte[] firstBlock = ByteBuffer.allocate(Short.BYTES + 1 + name.length + 2)
                .putShort((short) length)
                .put((byte) name.length)
                .put(name)
                .put((byte) 0)
                .put((byte) 1)
                .array();
        return Arrays.copyOf(hmac(secret, firstBlock), length);
    }

    private byte[] hmac(byte[] key, byte[] message) {
        try {
            hmac.init(new SecretKeySpec(key, ALGORITHM));
            return hmac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("any key serves " + ALGORITHM, e);
        }
    }
}
