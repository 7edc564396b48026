package io.flowjay.protocol.http2;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Frames of RFC 9113, put together byte by byte. */
public final class Http2Bytes {
    public static final byte[] PREFACE = hex("505249202a20485454502f322e300d0a0d0a534d0d0a0d0a");

    private Http2Bytes() {}

    /** Bytes from hex digits; blanks are ignored. */
    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    public static byte[] text(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    public static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return join(header(payload.length, type, flags, stream), payload);
    }

    public static byte[] header(int length, int type, int flags, int stream) {
        return ByteBuffer.allocate(9)
                .put((byte) (length >> 16))
                .putShort((short) length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .array();
    }

    /** A SETTINGS frame of identifiers and values, by turns. */
    public static byte[] settings(int... entries) {
        ByteBuffer payload = ByteBuffer.allocate(entries.length / 2 * 6);
        for (int i = 0; i < entries.length; i += 2) {
            payload.putShort((short) entries[i]).putInt(entries[i + 1]);
        }
        return frame(4, 0, 0, payload.array());
    }
}
