package io.flowjay.record.json;

import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A record that is JSON text in UTF-8 already, for {@link com.fasterxml.jackson.core.JsonGenerator#writeRawValue(SerializableString)}. */
public final class RecordText implements SerializableString {
    /** What Jackson's methods answer when there is no room. */
    private static final int NO_ROOM = -1;

    private final byte[] bytes;

    /** @param json the text, which is not to be changed any more */
    public RecordText(byte[] json) {
        bytes = json;
    }

    @Override
    public String getValue() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public int charLength() {
        return getValue().length();
    }

    /** The record's own bytes: Jackson asks for them when a record exceeds its buffer, as most do, and only copies them. */
    @Override
    public byte[] asUnquotedUTF8() {
        return bytes;
    }

    @Override
    public int appendUnquotedUTF8(byte[] buffer, int offset) {
        if (buffer.length - offset < bytes.length) {
            return NO_ROOM;
        }
        System.arraycopy(bytes, 0, buffer, offset, bytes.length);
        return bytes.length;
    }

    @Override
    public int appendUnquoted(char[] buffer, int offset) {
        String text = getValue();
        if (buffer.length - offset < text.length()) {
            return NO_ROOM;
        }
        text.getChars(0, text.length(), buffer, offset);
        return text.length();
    }

    @Override
    public int writeUnquotedUTF8(OutputStream out) throws IOException {
        out.write(bytes);
        return bytes.length;
    }

    @Override
    public int putUnquotedUTF8(ByteBuffer buffer) {
        if (buffer.remaining() < bytes.length) {
            return NO_ROOM;
        }
        buffer.put(bytes);
        return bytes.length;
    }

    @Override
    public char[] asQuotedChars() {
        throw noString();
    }

    @Override
    public byte[] asQuotedUTF8() {
        throw noString();
    }

    @Override
    public int appendQuoted(char[] buffer, int offset) {
        throw noString();
    }

    @Override
    public int appendQuotedUTF8(byte[] buffer, int offset) {
        throw noString();
    }

    @Override
    public int writeQuotedUTF8(OutputStream out) {
        throw noString();
    }

    @Override
    public int putQuotedUTF8(ByteBuffer out) {
        throw noString();
    }

    private static UnsupportedOperationException noString() {
        return new UnsupportedOperationException("a record is an object, not a string");
    }
}
