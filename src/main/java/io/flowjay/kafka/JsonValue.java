package io.flowjay.kafka;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
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

/** Any Java value as JSON: see {@link KafkaWriter} for the table of types. */
record JsonValue(Object value) implements JsonSerializable {

    @Override
    public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
        write(new StrictJsonGenerator(json), provider, value);
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializerProvider provider, TypeSerializer types)
            throws IOException {
        serialize(json, provider);
    }

    private static void write(JsonGenerator json, SerializerProvider provider, @Nullable Object value)
            throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Number number) {
            writeNumber(json, number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof JsonSerializable own) {
            own.serialize(json, provider);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(json, provider, map);
        } else if (value.getClass().isArray()) {
            writeArray(json, provider, value);
        } else if (value instanceof Iterable<?> values && !(value instanceof Path)) {
            // A Path iterates over Paths without end.
            writeList(json, provider, values);
        } else {
            json.writeString(value.toString());
        }
    }

    private static void writeNumber(JsonGenerator json, Number number) throws IOException {
        if (number instanceof Double || number instanceof DoubleAdder) {
            json.writeNumber(number.doubleValue());
        } else if (number instanceof Float) {
            json.writeNumber(number.floatValue());
        } else if (number instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (number instanceof BigInteger integer) {
            json.writeNumber(integer);
        } else if (isLong(number)) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString(number.toString());
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

    private static void writeMap(JsonGenerator json, SerializerProvider provider, Map<?, ?> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeFieldName(String.valueOf(entry.getKey()));
            write(json, provider, entry.getValue());
        }
        json.writeEndObject();
    }

    private static void writeArray(JsonGenerator json, SerializerProvider provider, Object array) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < Array.getLength(array); i++) {
            write(json, provider, Array.get(array, i));
        }
        json.writeEndArray();
    }

    private static void writeList(JsonGenerator json, SerializerProvider provider, Iterable<?> values)
            throws IOException {
        json.writeStartArray();
        for (Object value : values) {
            write(json, provider, value);
        }
        json.writeEndArray();
    }
}
