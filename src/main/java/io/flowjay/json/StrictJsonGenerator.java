package io.flowjay.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes only what every JSON parser reads (RFC 8259, sections 6 and 8.2), whoever serializes: a number that is not finite becomes
 * null, a surrogate without its pair U+FFFD. What it writes is one value of a row; it limits the depth of the whole row.
 */
final class StrictJsonGenerator extends JsonGeneratorDelegate {
    private final int depth;

    /**
     * @param json where to
     * @param depth levels of objects and arrays around what is written
     */
    StrictJsonGenerator(JsonGenerator json, int depth) {
        super(json, false);
        this.depth = depth;
    }

    @Override
    public void writeStartArray() throws IOException {
        delegate.writeStartArray();
        checkDepth();
    }

    @Override
    public void writeStartArray(Object value) throws IOException {
        delegate.writeStartArray(value);
        checkDepth();
    }

    @Override
    public void writeStartArray(Object value, int size) throws IOException {
        delegate.writeStartArray(value, size);
        checkDepth();
    }

    @Override
    public void writeStartObject() throws IOException {
        delegate.writeStartObject();
        checkDepth();
    }

    @Override
    public void writeStartObject(Object value) throws IOException {
        delegate.writeStartObject(value);
        checkDepth();
    }

    @Override
    public void writeStartObject(Object value, int size) throws IOException {
        delegate.writeStartObject(value, size);
        checkDepth();
    }

    private void checkDepth() throws StreamConstraintsException {
        JsonValue.checkDepth(depth + delegate.getOutputContext().getNestingDepth());
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
        delegate.writeFieldName(WellFormed.text(name));
    }

    @Override
    public void writeString(@Nullable String text) throws IOException {
        delegate.writeString(text == null ? null : WellFormed.text(text));
    }

    @Override
    public void writeString(char[] text, int offset, int length) throws IOException {
        writeString(new String(text, offset, length));
    }
}
