package io.flowjay.protocol.quic;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** Bytes of QUIC packets and frames, and the hellos of RFC 9001's examples. */
public final class Wire {
    /** Destination Connection ID of the client's first Initial in RFC 9001 and RFC 9369. */
    public static final byte[] RFC_DESTINATION = hex("8394c8f03e515708");
    /** Source Connection ID of the server there. */
    public static final byte[] RFC_SERVER_ID = hex("f067a5502a4262b5");

    /** ClientHello of RFC 9001 section A.2. */
    public static final byte[] CLIENT_HELLO = hex("""
            010000ed0303ebf8fa56f12939b9584a3896472ec40bb863cfd3e86804fe3a47f06a2b69484c00000413011302010000
            c000000010000e00000b6578616d706c652e636f6dff01000100000a00080006001d0017001800100007000504616c70
            6e000500050100000000003300260024001d00209370b2c9caa47fbabaf4559fedba753de171fa71f50f1ce15d43e994
            ec74d748002b0003020304000d0010000e0403050306030203080408050806002d00020101001c000240010039003204
            08ffffffffffffffff05048000ffff07048000ffff0801100104800075300901100f088394c8f03e51570806048000ff
            ff""");
    /** ServerHello of RFC 9001 section A.3. */
    public static final byte[] SERVER_HELLO = hex("""
            020000560303eefce7f7b37ba1d1632e96677825ddf73988cfc79825df566dc5430b9a045a1200130100002e00330024
            001d00209d3c940d89690b84d08a60993c144eca684d1081287c834d5311bcf32bb9da1a002b00020304""");

    public static final byte[] HELLO_RETRY_REQUEST = hex("""
            020000340303cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c00130100000c002b0002
            0304003300020017""");

    private Wire() {}

    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** RFC 9000 section 16, in as few bytes as do. */
    public static byte[] varint(long value) {
        if (value < 1 << 6) {
            return new byte[] {(byte) value};
        }
        if (value < 1 << 14) {
            return ByteBuffer.allocate(2).putShort((short) (value | (1 << 14))).array();
        }
        return value < 1 << 30
                ? ByteBuffer.allocate(4).putInt((int) (value | (2L << 30))).array()
                : ByteBuffer.allocate(8).putLong(value | (3L << 62)).array();
    }

    /** A CRYPTO frame with all of a message. */
    public static byte[] crypto(byte[] message) {
        return crypto(message, 0, message.length);
    }

    /** A CRYPTO frame with part of a message that starts at offset 0 of its stream. */
    public static byte[] crypto(byte[] message, int from, int end) {
        return crypto(from, Arrays.copyOfRange(message, from, end));
    }

    public static byte[] crypto(long offset, byte[] data) {
        return join(hex("06"), varint(offset), varint(data.length), data);
    }

    public static byte[] padding(int length) {
        return new byte[length];
    }

    /**
     * A ClientHello as long as post-quantum key shares make it, by listing cipher suites, so that its JA3 shows every byte.
     *
     * @param length an odd number of bytes
     */
    public static byte[] longHello(int length, long seed) {
        byte[] ciphers = new byte[length - 43];
        new Random(seed).nextBytes(ciphers);
        byte[] body = join(
                hex("0303"),
                new byte[33],
                hex(HexFormat.of().toHexDigits((short) ciphers.length)),
                ciphers,
                hex("0100"));
        return join(hex("0100"), hex(HexFormat.of().toHexDigits((short) body.length)), body);
    }

    public static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
