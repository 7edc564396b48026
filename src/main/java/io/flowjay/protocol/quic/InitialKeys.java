package io.flowjay.protocol.quic;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** What one side protects its Initial packets with (RFC 9001 section 5.1): AES-128 always. */
final class InitialKeys {
    static final int KEY_LENGTH = 16;
    static final int IV_LENGTH = 12;

    private final SecretKey key;
    private final byte[] iv;
    private final SecretKey headerProtection;

    InitialKeys(byte[] key, byte[] iv, byte[] headerProtection) {
        this.key = new SecretKeySpec(key, "AES");
        this.iv = iv;
        this.headerProtection = new SecretKeySpec(headerProtection, "AES");
    }

    SecretKey key() {
        return key;
    }

    SecretKey headerProtection() {
        return headerProtection;
    }

    /** The nonce of a packet: its number over the end of the IV (RFC 9001 section 5.3). */
    byte[] nonce(long packetNumber) {
        byte[] nonce = iv.clone();
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[IV_LENGTH - 1 - i] ^= (byte) (packetNumber >>> (8 * i));
        }
        return nonce;
    }
}
