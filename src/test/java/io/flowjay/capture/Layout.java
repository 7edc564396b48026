package io.flowjay.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Bytes written down as hex digits. */
final class Layout {
    private static final Pattern NO_DIGITS = Pattern.compile("#[^\n]*|\\s");

    private Layout() {}

    /** Hex digits with any white space, and comments from # to the end of a line. */
    static byte[] hex(String text) {
        return HexFormat.of().parseHex(NO_DIGITS.matcher(text).replaceAll(""));
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** A little-endian pcapng block around a body of whole words. */
    static byte[] le(int type, String body) {
        return block(ByteOrder.LITTLE_ENDIAN, type, hex(body));
    }

    /** A big-endian pcapng block around a body of whole words. */
    static byte[] be(int type, String body) {
        return block(ByteOrder.BIG_ENDIAN, type, hex(body));
    }

    private static byte[] block(ByteOrder order, int type, byte[] body) {
        int length = 12 + body.length;
        return ByteBuffer.allocate(length)
                .order(order)
                .putInt(type)
                .putInt(length)
                .put(body)
                .putInt(length)
                .array();
    }
}
