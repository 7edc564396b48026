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
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageDecoder;

/** What the Avro library reads, compared with the JSON of the same flows. */
public final class AvroJudge {
    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int REGISTRY_FRAMING = 5;
    private static final int NANO_DIGITS = 9;

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
        return new BinaryMessageDecoder<GenericRecord>(GenericData.get(), schema).decode(value);
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
        GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, in);
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

    private static void assertSame(String name, Object value, Schema schema, JsonNode json) {
        assertThat(json).as(name).isNotNull();
        if (schema.isUnion()) {
            assertThat(schema.getTypes()).as(name).hasSize(2);
            assertThat(schema.getTypes().get(0).getType()).isEqualTo(Schema.Type.NULL);
            if (value == null || json.isNull()) {
                assertThat(value).as(name).isNull();
                assertThat(json.isNull()).as(name).isTrue();
            } else {
                assertSame(name, value, schema.getTypes().get(1), json);
            }
            return;
        }
        switch (schema.getType()) {
            case BOOLEAN -> {
                assertThat(json.isBoolean()).as(name).isTrue();
                assertThat(value).as(name).isEqualTo(json.booleanValue());
            }
            case LONG -> {
                assertThat(json.isNumber()).as(name).isTrue();
                boolean time = "timestamp-nanos".equals(schema.getProp("logicalType"));
                assertThat(time).as(name).isEqualTo(!json.isIntegralNumber());
                assertThat(BigDecimal.valueOf((long) value, time ? NANO_DIGITS : 0))
                        .as(name)
                        .isEqualByComparingTo(json.decimalValue());
            }
            case DOUBLE -> {
                assertThat(json.isNumber()).as(name).isTrue();
                assertThat(value).as(name).isEqualTo(json.decimalValue().doubleValue());
            }
            case STRING -> {
                assertThat(json.isTextual()).as(name).isTrue();
                assertThat(value.toString()).as(name).isEqualTo(json.textValue());
            }
            case ARRAY -> {
                assertThat(json.isArray()).as(name).isTrue();
                List<?> items = (List<?>) value;
                assertThat(items).as(name).hasSize(json.size());
                for (int i = 0; i < items.size(); i++) {
                    assertSame(name, items.get(i), schema.getElementType(), json.get(i));
                }
            }
            default -> throw new AssertionError(name + " has type " + schema.getType());
        }
    }
}
