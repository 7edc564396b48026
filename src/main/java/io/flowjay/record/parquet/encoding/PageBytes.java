package io.flowjay.record.parquet.encoding;

import static java.lang.invoke.MethodHandles.byteArrayViewVarHandle;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.flowjay.json.WellFormed;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes of a page or of metadata, in an array that grows; numbers are little endian. It belongs to one thread. */
public final class PageBytes {
    private static final VarHandle INT = byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int CAPACITY = 1 << 10;
    /** Bytes of the longest variable-length number. */
    private static final int MAX_VARINT = 10;

    private byte[] bytes;
    private int size;

    public PageBytes() {
        this(CAPACITY);
    }

    /** @param capacity bytes of the first array */
    public PageBytes(int capacity) {
        bytes = new byte[capacity];
    }

    /** The array that holds the bytes; valid until more are added. */
    public byte[] array() {
        return bytes;
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    public byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    public void put(int value) {
        need(1);
        bytes[size++] = (byte) value;
    }

    public void put(byte[] from, int offset, int length) {
        need(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    public void put(byte[] from) {
        put(from, 0, from.length);
    }

    public void putInt(int value) {
        need(Integer.BYTES);
        INT.set(bytes, size, value);
        size += Integer.BYTES;
    }

    /** Overwrites four bytes that were added before. */
    public void setInt(int at, int value) {
        INT.set(bytes, at, value);
    }

    public void putLong(long value) {
        need(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** Adds the first numbers of an array, eight bytes each. */
    public void putLongs(long[] values, int count) {
        need(count * Long.BYTES);
        byte[] target = bytes;
        int at = size;
        for (int i = 0; i < count; i++) {
            LONG.set(target, at, values[i]);
            at += Long.BYTES;
        }
        size = at;
    }

    /** Adds a byte several times. */
    public void fill(int value, int count) {
        need(count);
        Arrays.fill(bytes, size, size + count, (byte) value);
        size += count;
    }

    /** Adds the low bytes of a number. */
    public void putLow(long value, int count) {
        need(Long.BYTES);
        LONG.set(bytes, size, value);
        size += count;
    }

    /** Adds an unsigned number of variable length (ULEB128). */
    public void putVarint(long value) {
        need(MAX_VARINT);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Adds text in UTF-8; surrogates that have no partner are replaced. */
    public void putText(String text) {
        int length = text.length();
        need(length);
        int at = size;
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if (character > '\u007f') {
                put(WellFormed.text(text).getBytes(UTF_8));
                return;
            }
            bytes[at++] = (byte) character;
        }
        size = at;
    }

    /** Keeps only the first bytes. */
    public void truncate(int kept) {
        size = kept;
    }

    private void need(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
        }
    }
}
