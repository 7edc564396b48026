package io.flowjay.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageDecoder;
import org.jspecify.annotations.Nullable;

/** What the Avro library reads, compared with the JSON of the same flows. */
public final class AvroJudge {
    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int REGISTRY_FRAMING = 5;
    private static final int NANO_DIGITS = 9;

    /** They take a millisecond to make. */
    private static final Map<Schema, BinaryMessageDecoder<GenericRecord>> DECODERS = new ConcurrentHashMap<>();

    private static final Map<Schema, DatumReader<GenericRecord>> READERS = new ConcurrentHashMap<>();

    private AvroJudge() {}

    /** The records of a container file. */
    public static List<GenericRecord> file(Path file) {
        List<GenericRecord> records = new ArrayList<>();
        try (DataFileReader<GenericRecord> reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
            reader.forEachRemaining(records::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return records;
    }

    /** A value in Avro's single-object encoding, by the library's own decoder of that. */
    public static GenericRecord singleObject(byte[] value, Schema schema) throws IOException {
        return DECODERS.computeIfAbsent(schema, known -> new BinaryMessageDecoder<>(GenericData.get(), known))
                .decode(value);
    }

    /** The schema's id in a value with Confluent's framing. */
    public static int id(byte[] value) {
        assertThat(value[0]).isZero();
        return ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    }

    /** A value with Confluent's framing. */
    public static GenericRecord registered(byte[] value, Schema schema) throws IOException {
        BinaryDecoder in =
                DecoderFactory.get().binaryDecoder(value, REGISTRY_FRAMING, value.length - REGISTRY_FRAMING, null);
        GenericRecord record =
                READERS.computeIfAbsent(schema, GenericDatumReader::new).read(null, in);
        assertThat(in.isEnd()).isTrue();
        return record;
    }

    /** A line of JSON with every digit. */
    public static JsonNode json(byte[] line) {
        try {
            return EXACT.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same of a text. */
    public static JsonNode json(String line) {
        try {
            return EXACT.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails unless the fields are those of the JSON, in its order, each with the same value. */
    public static void assertSame(GenericRecord record, JsonNode json) {
        List<String> names = new ArrayList<>();
        for (Schema.Field field : record.getSchema().getFields()) {
            String name = Objects.toString(field.getObjectProp("field"), field.name());
            names.add(name);
            assertSame(name, record.get(field.pos()), field.schema(), json.get(name));
        }
        List<String> expected = new ArrayList<>();
        json.fieldNames().forEachRemaining(expected::add);
        assertThat(names).isEqualTo(expected);
    }

    private static void assertSame(String name, @Nullable Object value, Schema schema, JsonNode json) {
        if (json == null || !isSame(value, schema, json)) {
            throw new AssertionError(name + ": " + value + " of type " + schema + ", but JSON has " + json);
        }
    }

    private static boolean isSame(@Nullable Object value, Schema schema, JsonNode json) {
        return switch (schema.getType()) {
            case UNION ->
                schema.getTypes().size() == 2
                        && schema.getTypes().get(0).getType() == Schema.Type.NULL
                        && (value == null
                                ? json.isNull()
                                : isSame(value, schema.getTypes().get(1), json));
            case BOOLEAN -> value instanceof Boolean flag && json.isBoolean() && json.booleanValue() == flag;
            case LONG -> value instanceof Long number && isSame(number, isTime(schema), json);
            case DOUBLE ->
                value instanceof Double number
                        && json.isNumber()
                        && json.decimalValue().doubleValue() == number;
            case STRING ->
                value instanceof CharSequence text
                        && json.isTextual()
                        && text.toString().equals(json.textValue());
            case ARRAY -> value instanceof List<?> items && isSame(items, schema.getElementType(), json);
            default -> false;
        };
    }

    private static boolean isTime(Schema schema) {
        return "timestamp-nanos".equals(schema.getProp("logicalType"));
    }

    private static boolean isSame(long value, boolean time, JsonNode json) {
        return json.isNumber()
                && json.isIntegralNumber() != time
                && BigDecimal.valueOf(value, time ? NANO_DIGITS : 0).compareTo(json.decimalValue()) == 0;
    }

    private static boolean isSame(List<?> items, Schema schema, JsonNode json) {
        boolean same = json.isArray() && json.size() == items.size();
        for (int i = 0; same && i < items.size(); i++) {
            same = isSame(items.get(i), schema, json.get(i));
        }
        return same;
    }
}
