package io.flowjay.sample;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A growing byte string in network byte order. Every method but {@link #toArray} returns this. */
final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] concat(byte[]... parts) {
        Bytes all = new Bytes();
        for (byte[] part : parts) {
            all.raw(part);
        }
        return all.toArray();
    }

    Bytes u8(int value) {
        out.write(value);
        return this;
    }

    Bytes u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    Bytes u24(int value) {
        return u8(value >>> 16).u16(value);
    }

    Bytes u32(long value) {
        return u16((int) (value >>> 16)).u16((int) value);
    }

    Bytes u64(long value) {
        return u32(value >>> 32).u32(value);
    }

    /** QUIC's variable-length integer, RFC 9000 section 16, in the one-, two- or four-byte form. */
    Bytes varint(int value) {
        if (value < 1 << 6) {
            return u8(value);
        }
        return value < 1 << 14 ? u16(value | 0x4000) : u32(value | 0x8000_0000L);
    }

    Bytes raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    Bytes text(String ascii) {
        return raw(ascii(ascii));
    }

    Bytes zeros(int count) {
        return raw(new byte[count]);
    }

    /** Writes the length of {@code body} in one byte, then {@code body}. */
    Bytes vector8(byte[] body) {
        return u8(body.length).raw(body);
    }

    /** Writes the length of {@code body} in two bytes, then {@code body}. */
    Bytes vector16(byte[] body) {
        return u16(body.length).raw(body);
    }

    /** Writes the length of {@code body} in three bytes, then {@code body}. */
    Bytes vector24(byte[] body) {
        return u24(body.length).raw(body);
    }

    /** Writes the length of {@code body} in four bytes, then {@code body}. */
    Bytes vector32(byte[] body) {
        return u32(body.length).raw(body);
    }

    int length() {
        return out.size();
    }

    byte[] toArray() {
        return out.toByteArray();
    }
}
