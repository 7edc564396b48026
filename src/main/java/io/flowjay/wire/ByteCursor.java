package io.flowjay.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads one message from its start to its end, numbers in network byte order. No read goes beyond the end: it throws
 * {@link MalformedException}, and the cursor stays where it was. Part of a message is read through a cursor of its own
 * ({@link #slice}, {@link #vector16}), which ends where the part ends and counts positions from the whole message's start.
 */
public final class ByteCursor {
    private final byte[] data;
    private final int start;
    private final int end;
    private int at;

    private ByteCursor(byte[] data, int start, int at, int end) {
        this.data = data;
        this.start = start;
        this.at = at;
        this.end = end;
    }

    /** Reads a whole array, which is not copied. */
    public static ByteCursor of(byte[] message) {
        return new ByteCursor(message, 0, 0, message.length);
    }

    /**
     * Reads part of an array, which is not copied.
     *
     * @param offset where the message starts in the array
     * @param length bytes of the message
     * @throws IndexOutOfBoundsException when the array does not hold these
     */
    public static ByteCursor of(byte[] data, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, data.length);
        return new ByteCursor(data, offset, offset, offset + length);
    }

    /** Bytes from the start of the message to the next one read. */
    public int position() {
        return at - start;
    }

    /** Bytes left to read. */
    public int remaining() {
        return end - at;
    }

    /** Whether there is anything left to read. */
    public boolean hasRemaining() {
        return at < end;
    }

    /** Unsigned 8 bits. */
    public int u8() throws MalformedException {
        return data[take(1)] & 0xff;
    }

    /** Unsigned 16 bits. */
    public int u16() throws MalformedException {
        return Bytes.u16be(data, take(2));
    }

    /** Unsigned 24 bits. */
    public int u24() throws MalformedException {
        int from = take(3);
        return (data[from] & 0xff) << 16 | Bytes.u16be(data, from + 1);
    }

    /** Unsigned 32 bits. */
    public long u32() throws MalformedException {
        return Bytes.u32be(data, take(4));
    }

    /** Signed 64 bits. */
    public long i64() throws MalformedException {
        return Bytes.i64be(data, take(8));
    }

    /** Variable-length integer of QUIC, 62 bits (RFC 9000 section 16). */
    public long varint() throws MalformedException {
        int length = 1 << (peekU8() >> 6);
        int from = take(length);
        long value = data[from] & 0x3f;
        for (int i = 1; i < length; i++) {
            value = value << 8 | (data[from + i] & 0xff);
        }
        return value;
    }

    /** The next 8 bits, unsigned, which stay to be read. */
    public int peekU8() throws MalformedException {
        if (at == end) {
            throw cut();
        }
        return data[at] & 0xff;
    }

    /** A copy of the next bytes. */
    public byte[] bytes(int count) throws MalformedException {
        int from = take(count);
        return Arrays.copyOfRange(data, from, from + count);
    }

    /** The next bytes as text, one character a byte (ISO 8859-1), so that no byte is lost. */
    public String latin1(int count) throws MalformedException {
        return new String(data, take(count), count, StandardCharsets.ISO_8859_1);
    }

    /** Moves past the next bytes. */
    public void skip(int count) throws MalformedException {
        take(count);
    }

    /** Moves to a position of the message, ahead or back, up to this cursor's end. */
    public void seek(int position) throws MalformedException {
        if (position < 0 || position > end - start) {
            throw malformed("position beyond the end");
        }
        at = start + position;
    }

    /** A cursor over the next bytes, which this one moves past. */
    public ByteCursor slice(long count) throws MalformedException {
        if (count < 0 || count > remaining()) {
            throw cut();
        }
        int from = take((int) count);
        return new ByteCursor(data, start, from, at);
    }

    /** A cursor over the bytes that an 8-bit length announces; when they are not all there, the length stays unread too. */
    public ByteCursor vector8() throws MalformedException {
        return vector(at, u8());
    }

    /** A cursor over the bytes that a 16-bit length announces, as {@link #vector8()}. */
    public ByteCursor vector16() throws MalformedException {
        return vector(at, u16());
    }

    /** A cursor over the bytes that a 24-bit length announces, as {@link #vector8()}. */
    public ByteCursor vector24() throws MalformedException {
        return vector(at, u24());
    }

    /** A cursor over the bytes that a 32-bit length announces, as {@link #vector8()}. */
    public ByteCursor vector32() throws MalformedException {
        return vector(at, u32());
    }

    /** The fault that the message has at the current position. */
    public MalformedException malformed(String reason) {
        return new MalformedException(position(), reason);
    }

    private ByteCursor vector(int before, long length) throws MalformedException {
        if (length > remaining()) {
            at = before;
            throw malformed("length beyond the end");
        }
        return slice(length);
    }

    private int take(int count) throws MalformedException {
        if (count < 0 || count > end - at) {
            throw cut();
        }
        int from = at;
        at += count;
        return from;
    }

    private MalformedException cut() {
        return malformed("cut");
    }
}
