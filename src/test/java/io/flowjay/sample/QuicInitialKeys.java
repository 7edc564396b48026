package io.flowjay.sample;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The keys that protect Initial packets of one direction, RFC 9001 sections 5.2 to 5.4. */
final class QuicInitialKeys {
    private static final String HMAC = "HmacSHA256";
    private static final int TAG_BITS = 128;

    final byte[] secret;
    final byte[] key;
    final byte[] iv;
    final byte[] headerProtection;

    private QuicInitialKeys(byte[] secret, byte[] key, byte[] iv, byte[] headerProtection) {
        this.secret = secret;
        this.key = key;
        this.iv = iv;
        this.headerProtection = headerProtection;
    }

    /** @param firstDestination destination connection identifier of the client's first packet */
    static QuicInitialKeys of(QuicVersion version, byte[] firstDestination, Way sender)
            throws GeneralSecurityException {
        byte[] initial = hmac(version.initialSalt(), firstDestination);
        byte[] secret = expand(initial, sender == Way.FORWARD ? "client in" : "server in", 32);
        String prefix = version.labelPrefix;
        return new QuicInitialKeys(
                secret,
                expand(secret, prefix + " key", 16),
                expand(secret, prefix + " iv", 12),
                expand(secret, prefix + " hp", 16));
    }

    /** Encrypts a payload; its nonce is the packet number exclusive-or the IV. */
    byte[] seal(int packetNumber, byte[] header, byte[] payload) throws GeneralSecurityException {
        byte[] nonce = iv.clone();
        for (int i = 0; i < Integer.BYTES; i++) {
            nonce[nonce.length - 1 - i] ^= (byte) (packetNumber >>> (8 * i));
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(header);
        return cipher.doFinal(payload);
    }

    /** The five bytes that hide the first byte and the packet number. */
    @SuppressWarnings("InsecureCryptoUsage") // RFC 9001 section 5.4.3 asks for one block of AES
    byte[] mask(byte[] sample) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(headerProtection, "AES"));
        return Arrays.copyOf(cipher.doFinal(sample), 5);
    }

    /** HKDF-Expand-Label with no context (RFC 8446 section 7.1) for outputs of at most one hash. */
    private static byte[] expand(byte[] secret, String label, int length) throws GeneralSecurityException {
        byte[] info = new Bytes()
                .u16(length)
                .vector8(Bytes.ascii("tls13 " + label))
                .u8(0)
                .u8(1)
                .toArray();
        return Arrays.copyOf(hmac(secret, info), length);
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(key, HMAC));
        return mac.doFinal(data);
    }
}
