package io.flowjay.protocol.quic;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Protects Initial packets by the formulas of RFC 9001 section 5, apart from the code under test. */
public final class Sealer {
    private final byte[] key;
    private final byte[] iv;
    private final byte[] headerProtection;

    /**
     * @param salt of the version, in hexadecimal
     * @param prefix of the key labels
     * @param destination what the client's first Initial was sent to
     * @param side {@code client in} or {@code server in}
     */
    Sealer(String salt, String prefix, byte[] destination, String side) {
        byte[] secret = expandLabel(hmac(HexFormat.of().parseHex(salt), destination), side, 32);
        key = expandLabel(secret, prefix + " key", 16);
        iv = expandLabel(secret, prefix + " iv", 12);
        headerProtection = expandLabel(secret, prefix + " hp", 16);
    }

    byte[] key() {
        return key;
    }

    byte[] iv() {
        return iv;
    }

    byte[] headerProtection() {
        return headerProtection;
    }

    /**
     * Protects a packet.
     *
     * @param header up to and with the packet number, whose length its first byte states
     * @param number the whole packet number
     */
    byte[] seal(byte[] header, long number, byte[] frames) {
        try {
            Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] nonce = ByteBuffer.allocate(12).putLong(4, number).array();
            for (int i = 0; i < nonce.length; i++) {
                nonce[i] ^= iv[i];
            }
            gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            gcm.updateAAD(header);
            byte[] body = gcm.doFinal(frames);

            int numberLength = (header[0] & 3) + 1;
            Cipher ecb = Cipher.getInstance("AES/ECB/NoPadding");
            ecb.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(headerProtection, "AES"));
            byte[] mask = ecb.doFinal(Arrays.copyOfRange(body, 4 - numberLength, 20 - numberLength));
            byte[] protectedHeader = header.clone();
            protectedHeader[0] ^= (byte) (mask[0] & 0x0f);
            for (int i = 0; i < numberLength; i++) {
                protectedHeader[header.length - numberLength + i] ^= mask[i + 1];
            }
            return Wire.join(protectedHeader, body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] expandLabel(byte[] secret, String label, int length) {
        byte[] name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        info.write(0);
        info.write(length);
        info.write(name.length);
        info.writeBytes(name);
        info.write(0);
        info.write(1);
        return Arrays.copyOf(hmac(secret, info.toByteArray()), length);
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
