package io.flowjay.protocol.quic;

import io.flowjay.protocol.payload.Payload;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Takes the protection off Initial packets (RFC 9001 section 5). It holds ciphers and a buffer, so that one serves the decoders
 * of all flows of a thread; it is not for several threads.
 */
public final class InitialProtection {
    /** 0 in every packet (RFC 9000 section 17.2): of foreign packets three in four need no further look. */
    private static final int RESERVED_BITS = 0x0c;

    private static final int SAMPLE_AT = 4;
    private static final int SAMPLE_LENGTH = 16;
    private static final int TAG_LENGTH = 16;

    private final Hkdf hkdf = new Hkdf();
    private final Cipher maskCipher = cipher("AES/ECB/NoPadding");
    private final Cipher packetCipher = cipher("AES/GCM/NoPadding");
    private final byte[] mask = new byte[SAMPLE_LENGTH];
    private final byte[] packetNumberBytes = new byte[4];
    private byte[] plaintext = new byte[2048];
    private int plaintextLength;
    private long packetNumber;
    private int packetNumberLength;

    private static Cipher cipher(String transformation) {
        try {
            return Cipher.getInstance(transformation);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + transformation, e);
        }
    }

    Hkdf hkdf() {
        return hkdf;
    }

    /** Frames of the packet opened last, from index 0; valid until the next one is. */
    byte[] plaintext() {
        return plaintext;
    }

    /** Bytes of {@link #plaintext()} that count. */
    int plaintextLength() {
        return plaintextLength;
    }

    /** Number of the packet opened last. */
    long packetNumber() {
        return packetNumber;
    }

    /** Bytes of the packet number on the wire, 1 to 4. */
    int packetNumberLength() {
        return packetNumberLength;
    }

    /**
     * Opens a packet, which stays as it is.
     *
     * @param datagram the datagram that holds the packet
     * @param packet the packet, captured whole
     * @param nextPacketNumber one more than the largest number opened with these keys
     * @return false when these are not its keys, or it is damaged or breaks the rule for reserved bits
     */
    boolean open(InitialKeys keys, Payload datagram, LongPacket packet, long nextPacketNumber) {
        byte[] data = datagram.data();
        int offset = datagram.offset();
        int numberAt = offset + packet.packetNumberAt();
        try {
            int firstByte = removeHeaderProtection(keys, data, offset + packet.start(), numberAt);
            if ((firstByte & RESERVED_BITS) != 0) {
                return false;
            }
            packetNumberLength = (firstByte & 3) + 1;
            packetNumber = fullPacketNumber(nextPacketNumber);
            int bodyAt = numberAt + packetNumberLength;
            int bodyLength = offset + packet.end() - bodyAt;
            if (plaintext.length < bodyLength) {
                plaintext = new byte[bodyLength];
            }
            packetCipher.init(
                    Cipher.DECRYPT_MODE,
                    keys.key(hkdf),
                    new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, keys.nonce(hkdf, packetNumber)));
            packetCipher.updateAAD(new byte[] {(byte) firstByte});
            packetCipher.updateAAD(data, offset + packet.start() + 1, packet.packetNumberAt() - packet.start() - 1);
            packetCipher.updateAAD(packetNumberBytes, 0, packetNumberLength);
            plaintextLength = packetCipher.doFinal(data, bodyAt, bodyLength, plaintext, 0);
            return true;
        } catch (BadPaddingException e) {
            return false;
        } catch (InvalidKeyException
                | InvalidAlgorithmParameterException
                | IllegalBlockSizeException
                | ShortBufferException e) {
            throw new IllegalStateException("AES with keys and buffers of the right size", e);
        }
    }

    /** RFC 9001 section 5.4.1; answers the first byte, and leaves the packet number's bytes in their array. */
    private int removeHeaderProtection(InitialKeys keys, byte[] data, int firstAt, int numberAt)
            throws InvalidKeyException, ShortBufferException, IllegalBlockSizeException, BadPaddingException {
        maskCipher.init(Cipher.ENCRYPT_MODE, keys.headerProtection());
        maskCipher.doFinal(data, numberAt + SAMPLE_AT, SAMPLE_LENGTH, mask, 0);
        for (int i = 0; i < packetNumberBytes.length; i++) {
            packetNumberBytes[i] = (byte) (data[numberAt + i] ^ mask[i + 1]);
        }
        return (data[firstAt] ^ (mask[0] & 0x0f)) & 0xff;
    }

    /** RFC 9000 section A.3. */
    private long fullPacketNumber(long expected) {
        long truncated = 0;
        for (int i = 0; i < packetNumberLength; i++) {
            truncated = truncated << 8 | (packetNumberBytes[i] & 0xff);
        }
        long window = 1L << (8 * packetNumberLength);
        long candidate = (expected & -window) | truncated;
        if (candidate <= expected - window / 2) {
            return candidate + window;
        }
        return candidate > expected + window / 2 && candidate >= window ? candidate - window : candidate;
    }
}
