package io.flowjay.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Arrays;
import org.apiguardian.api.API;

/**
 * Bytes that are being written, in an array that grows: JSON text in UTF-8, or anything else. It is filled again and keeps its array; it
 * belongs to one thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class OutputBytes {
    private static final int RECORD_CAPACITY = 1 << 14;

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    /** The characters from here on take more than one byte. */
    private static final char ASCII_END = 0x80;

    private byte[] bytes;
    private int size;

    /** Room for a record of every feature. */
    public OutputBytes() {
        this(RECORD_CAPACITY);
    }

    /** @param capacity bytes of the first array */
    public OutputBytes(int capacity) {
        bytes = new byte[capacity];
    }

    /** The array that holds the bytes; valid until more is added. */
    public byte[] array() {
        return bytes;
    }

    /** How many bytes of the array were written. */
    public int size() {
        return size;
    }

    /** The bytes in an array of their own. */
    public byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    /** Removes all bytes. */
    public void clear() {
        size = 0;
    }

    /** Keeps only the first bytes. */
    public void truncate(int bytesKept) {
        size = Math.min(size, bytesKept);
    }

    /** Adds bytes as they are. */
    public void raw(byte[] text, int from, int to) {
        int length = to - from;
        need(length);
        System.arraycopy(text, from, bytes, size, length);
        size += length;
    }

    /** Adds bytes as they are. */
    public void raw(byte[] text) {
        raw(text, 0, text.length);
    }

    /** Adds an ASCII character, or a byte, as it is. */
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

    /** Adds ASCII text as it is. */
    @SuppressWarnings("deprecation") // The characters are ASCII, which this copies without a look.
    public void ascii(String text) {
        int length = text.length();
        need(length);
        text.getBytes(0, length, bytes, size);
        size += length;
    }

    /** Adds an integer as text. */
    public void integer(long value) {
        need(JsonNumbers.MAX_BYTES);
        size = JsonNumbers.integer(value, bytes, size);
    }

    /** Adds a finite number as text, with the fewest digits that identify it. */
    public void decimal(double value) {
        need(JsonNumbers.MAX_BYTES);
        size = JsonNumbers.decimal(value, bytes, size);
    }

    /**
     * Adds a time in seconds as text.
     *
     * @param nanos nanoseconds since the Unix epoch
     * @param digits digits after the point: 6 or 9
     */
    public void time(long nanos, int digits) {
        need(JsonNumbers.MAX_BYTES);
        size = JsonNumbers.time(nanos, digits, bytes, size);
    }

    /** Adds a text in UTF-8 without quotes; surrogates that have no partner are replaced by U+FFFD. */
    public void utf8(String text) {
        int length = text.length();
        need(length);
        int at = size;
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if (character >= ASCII_END) {
                raw(WellFormed.text(text).getBytes(UTF_8));
                return;
            }
            bytes[at++] = (byte) character;
        }
        size = at;
    }

    /** Adds a JSON string; surrogates that have no partner are replaced by U+FFFD. */
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

    /**
     * Makes room for more bytes, for a caller that writes them into {@link #array} and then calls {@link #wrote}.
     *
     * @return where they start
     */
    public int room(int more) {
        need(more);
        return size;
    }

    /**
     * Takes over bytes that a caller has written into the array.
     *
     * @param end where they end, within the {@link #room} that was made
     */
    public void wrote(int end) {
        size = end;
    }

    private void need(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
