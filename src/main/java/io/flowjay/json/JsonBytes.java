package io.flowjay.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Arrays;

/** JSON text in UTF-8, in an array that grows. It is filled again and keeps its array; it belongs to one thread. */
public final class JsonBytes {
    private static final int RECORD_CAPACITY = 1 << 14;

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private byte[] bytes;
    private int size;

    /** Room for a record of every feature. */
    public JsonBytes() {
        this(RECORD_CAPACITY);
    }

    /** @param capacity bytes of the first array */
    public JsonBytes(int capacity) {
        bytes = new byte[capacity];
    }

    /** The array that holds the text; valid until more is added. */
    public byte[] array() {
        return bytes;
    }

    /** How many bytes of the array are text. */
    public int size() {
        return size;
    }

    /** The text in an array of its own. */
    public byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    public void clear() {
        size = 0;
    }

    /** Keeps only the first bytes. */
    public void truncate(int bytesKept) {
        size = Math.min(size, bytesKept);
    }

    /** Adds text that is JSON already. */
    public void raw(byte[] text, int from, int to) {
        int length = to - from;
        need(length);
        System.arraycopy(text, from, bytes, size, length);
        size += length;
    }

    public void raw(byte[] text) {
        raw(text, 0, text.length);
    }

    /** Adds an ASCII character that is JSON already. */
    public void raw(char character) {
        need(1);
        bytes[size++] = (byte) character;
    }

    /** Adds null. */
    public void nullValue() {
        raw(NULL);
    }

    /** Adds true or false. */
    public void bool(boolean value) {
        raw(value ? TRUE : FALSE);
    }

    /** Adds ASCII text that is JSON already. */
    @SuppressWarnings("deprecation") // The characters are ASCII, which this copies without a look.
    public void ascii(String text) {
        int length = text.length();
        need(length);
        text.getBytes(0, length, bytes, size);
        size += length;
    }

    /** Adds a number. */
    public void integer(long value) {
        need(JsonNumbers.MAX_BYTES);
        size = JsonNumbers.integer(value, bytes, size);
    }

    /** Adds a finite number. */
    public void decimal(double value) {
        need(JsonNumbers.MAX_BYTES);
        size = JsonNumbers.decimal(value, bytes, size);
    }

    /** Adds a time in seconds. */
    public void time(long nanos, int digits) {
        need(JsonNumbers.MAX_BYTES);
        size = JsonNumbers.time(nanos, digits, bytes, size);
    }

    /** Adds a string; surrogates that have no partner are replaced. */
    public void string(String text) {
        int length = text.length();
        need(length + 2);
        int at = size;
        bytes[at++] = '"';
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if (character < ' ' || character > '~' || character == '"' || character == '\\') {
                escaped(text);
                return;
            }
            bytes[at++] = (byte) character;
        }
        bytes[at++] = '"';
        size = at;
    }

    private void escaped(String text) {
        raw('"');
        raw(JsonStringEncoder.getInstance().quoteAsUTF8(WellFormed.text(text)));
        raw('"');
    }

    private void need(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
