package io.flowjay.kafka;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes only what every JSON parser reads (RFC 8259, sections 6 and 8.2), whoever serializes: a number that is not finite becomes
 * null, a surrogate without its pair U+FFFD.
 */
final class StrictJsonGenerator extends JsonGeneratorDelegate {
    private static final int REPLACEMENT = 0xFFFD;

    StrictJsonGenerator(JsonGenerator json) {
        super(json, false);
    }

    @Override
    public void writeNumber(double value) throws IOException {
        if (Double.isFinite(value)) {
            delegate.writeNumber(value);
        } else {
            delegate.writeNull();
        }
    }

    @Override
    public void writeNumber(float value) throws IOException {
        if (Float.isFinite(value)) {
            delegate.writeNumber(value);
        } else {
            delegate.writeNull();
        }
    }

    @Override
    public void writeArray(double[] values, int offset, int length) throws IOException {
        delegate.writeStartArray(values, length);
        for (int i = offset; i < offset + length; i++) {
            writeNumber(values[i]);
        }
        delegate.writeEndArray();
    }

    @Override
    public void writeFieldName(String name) throws IOException {
        delegate.writeFieldName(wellFormed(name));
    }

    @Override
    public void writeString(@Nullable String text) throws IOException {
        delegate.writeString(text == null ? null : wellFormed(text));
    }

    @Override
    public void writeString(char[] text, int offset, int length) throws IOException {
        writeString(new String(text, offset, length));
    }

    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return replaceUnpaired(text);
            }
        }
        return text;
    }

    private static String replaceUnpaired(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
