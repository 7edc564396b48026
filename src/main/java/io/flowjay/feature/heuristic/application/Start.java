package io.flowjay.feature.heuristic.application;

import io.flowjay.feature.heuristic.rule.FirstPayload;
import org.jspecify.annotations.Nullable;

/** The first payload of one side, read without bounds: what was not captured is -1. */
final class Start {
    private static final byte[] NOTHING = {};

    private final byte[] bytes;
    private final int size;
    private final int length;

    private Start(byte[] bytes, int size, int length) {
        this.bytes = bytes;
        this.size = size;
        this.length = length;
    }

    /** Of a side that may have sent nothing. */
    static Start of(@Nullable FirstPayload payload) {
        return payload == null
                ? new Start(NOTHING, 0, 0)
                : new Start(payload.bytes(), payload.size(), payload.length());
    }

    /** Bytes of the payload on the wire. */
    int length() {
        return length;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether the first byte is a printable character of ASCII, or a space. */
    boolean isText() {
        int first = u8(0);
        return first >= ' ' && first <= '~';
    }

    /** Whether it begins like a record of TLS 1.0 or newer with a handshake in it (RFC 8446 section 5.1). */
    boolean isTlsHandshake() {
        return u8(0) == 0x16 && u8(1) == 3;
    }

    int u8(int at) {
        return at >= 0 && at < size ? bytes[at] & 0xff : -1;
    }

    int u16(int at) {
        return at + 2 > size ? -1 : u8(at) << 8 | u8(at + 1);
    }

    int u24(int at) {
        return at + 3 > size ? -1 : u16(at) << 8 | u8(at + 2);
    }

    long u32(int at) {
        return at + 4 > size ? -1 : (long) u16(at) << 16 | u16(at + 2);
    }

    int u16le(int at) {
        return at + 2 > size ? -1 : u8(at + 1) << 8 | u8(at);
    }

    long u32le(int at) {
        return at + 4 > size ? -1 : (long) u16le(at + 2) << 16 | u16le(at);
    }

    /** Whether text of ASCII stands at a place. */
    boolean hasAt(int at, String text) {
        if (at + text.length() > size) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (u8(at + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it starts with one of some texts. */
    boolean startsWith(String... texts) {
        for (String text : texts) {
            if (hasAt(0, text)) {
                return true;
            }
        }
        return false;
    }

    /** Whether text of ASCII stands anywhere in what was kept. */
    boolean contains(String text) {
        for (int at = 0; at + text.length() <= size; at++) {
            if (hasAt(at, text)) {
                return true;
            }
        }
        return false;
    }

    /** The place after a length of DER at a place (X.690 section 8.1.3); -1 when there is none. */
    int afterDerLength(int at) {
        int first = u8(at);
        return first < 0 || first == 0x80 || first > 0x84 ? -1 : at + 1 + (first < 0x80 ? 0 : first - 0x80);
    }
}
