package io.flowjay.protocol.quic;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What one side protects its Initial packets with (RFC 9001 section 5.1): AES-128 always. Each part is derived when it is needed
 * first, since the header tells most of what is no packet of this connection, before the key is.
 */
final class InitialKeys {
    static final int KEY_LENGTH = 16;
    static final int IV_LENGTH = 12;

    private static final int FIXED_BYTES = 136;
    private static final int BYTES_OF_KEY = 56;
    private static final int BYTES_OF_IV = 32;
    private static final String AES = "AES";

    private final InitialSalt salt;
    private final byte[] secret;
    private final SecretKey headerProtection;
    private @Nullable SecretKey key;
    private byte @Nullable [] iv;

    /**
     * @param salt names the labels
     * @param secret of the side
     */
    InitialKeys(Hkdf hkdf, InitialSalt salt, byte[] secret) {
        this.salt = salt;
        this.secret = secret;
        headerProtection = new SecretKeySpec(hkdf.expandLabel(secret, salt.headerProtectionLabel(), KEY_LENGTH), AES);
    }

    /** Memory that this takes, about, in bytes. */
    int heldBytes() {
        return FIXED_BYTES + (key == null ? 0 : BYTES_OF_KEY) + (iv == null ? 0 : BYTES_OF_IV);
    }

    SecretKey headerProtection() {
        return headerProtection;
    }

    SecretKey key(Hkdf hkdf) {
        SecretKey derived = key;
        if (derived == null) {
            derived = new SecretKeySpec(hkdf.expandLabel(secret, salt.keyLabel(), KEY_LENGTH), AES);
            key = derived;
        }
        return derived;
    }

    /** The nonce of a packet: its number over the end of the IV (RFC 9001 section 5.3). */
    byte[] nonce(Hkdf hkdf, long packetNumber) {
        byte[] derived = iv;
        if (derived == null) {
            derived = hkdf.expandLabel(secret, salt.ivLabel(), IV_LENGTH);
            iv = derived;
        }
        byte[] nonce = derived.clone();
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[IV_LENGTH - 1 - i] ^= (byte) (packetNumber >>> (8 * i));
        }
        return nonce;
    }
}
