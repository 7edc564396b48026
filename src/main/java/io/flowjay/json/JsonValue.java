package io.flowjay.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Any Java value as JSON: see {@link JsonRows} for the table of types. */
final class JsonValue {
    /** For values that write themselves through a Jackson generator; the bytes are those of {@link OutputBytes}. */
    private static final ObjectMapper JACKSON = new ObjectMapper(JsonFactory.builder()
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(JsonRows.MAX_DEPTH)
                    .build())
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build());

    private JsonValue() {}

    /**
     * Writes a value.
     *
     * @param depth levels of objects and arrays around it
     * @throws StreamConstraintsException if it nests too deep, counted with the levels around it
     * @throws IOException if a value that writes itself fails
     */
    static void write(@Nullable Object value, OutputBytes out, int depth) throws IOException {
        if (value == null) {
            out.nullValue();
        } else if (value instanceof Number number) {
            writeNumber(number, out);
        } else if (value instanceof Boolean flag) {
            out.bool(flag);
        } else if (value instanceof JsonRow own) {
            own.writeTo(out);
        } else if (value instanceof JsonSerializable own) {
            out.raw(JACKSON.writeValueAsBytes(new SelfWriting(own, depth)));
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, out, deeper(depth));
        } else if (value.getClass().isArray()) {
            writeArray(value, out, deeper(depth));
        } else if (value instanceof Iterable<?> values && !(value instanceof Path)) {
            // A Path iterates over Paths without end.
            writeList(values, out, deeper(depth));
        } else {
            out.string(value.toString());
        }
    }

    private static void writeNumber(Number number, OutputBytes out) {
        if (number instanceof Double || number instanceof DoubleAdder) {
            writeDouble(number.doubleValue(), out);
        } else if (number instanceof Float) {
            writeFloat(number.floatValue(), out);
        } else if (number instanceof BigDecimal || number instanceof BigInteger) {
            out.ascii(number.toString());
        } else if (isLong(number)) {
            out.integer(number.longValue());
        } else {
            out.string(number.toString());
        }
    }

    private static void writeDouble(double value, OutputBytes out) {
        if (Double.isFinite(value)) {
            out.decimal(value);
        } else {
            out.nullValue();
        }
    }

    private static void writeFloat(float value, OutputBytes out) {
        if (Float.isFinite(value)) {
            out.ascii(NumberOutput.toString(value, true));
        } else {
            out.nullValue();
        }
    }

    private static boolean isLong(Number number) {
        return number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte
                || number instanceof AtomicLong
                || number instanceof AtomicInteger
                || number instanceof LongAdder;
    }

    private static void writeMap(Map<?, ?> map, OutputBytes out, int depth) throws IOException {
        out.raw('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            first = separate(first, out);
            out.string(String.valueOf(entry.getKey()));
            out.raw(':');
            write(entry.getValue(), out, depth);
        }
        out.raw('}');
    }

    private static void writeArray(Object array, OutputBytes out, int depth) throws IOException {
        out.raw('[');
        for (int i = 0; i < Array.getLength(array); i++) {
            separate(i == 0, out);
            write(Array.get(array, i), out, depth);
        }
        out.raw(']');
    }

    private static void writeList(Iterable<?> values, OutputBytes out, int depth) throws IOException {
        out.raw('[');
        boolean first = true;
        for (Object value : values) {
            first = separate(first, out);
            write(value, out, depth);
        }
        out.raw(']');
    }

    /** Writes a comma unless the value to come is the first; returns false, for the next one is not. */
    private static boolean separate(boolean first, OutputBytes out) {
        if (!first) {
            out.raw(',');
        }
        return false;
    }

    private static int deeper(int depth) throws StreamConstraintsException {
        checkDepth(depth + 1);
        return depth + 1;
    }

    static void checkDepth(int depth) throws StreamConstraintsException {
        if (depth > JsonRows.MAX_DEPTH) {
            throw new StreamConstraintsException("depth " + depth + " exceeds " + JsonRows.MAX_DEPTH);
        }
    }

    /** Gives a value that writes itself a generator that writes only strict JSON. */
    private record SelfWriting(JsonSerializable value, int depth) implements JsonSerializable {
        @Override
        public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
            value.serialize(new StrictJsonGenerator(json, depth), provider);
        }

        @Override
        public void serializeWithType(JsonGenerator json, SerializerProvider provider, TypeSerializer types)
                throws IOException {
            serialize(json, provider);
        }
    }
}
