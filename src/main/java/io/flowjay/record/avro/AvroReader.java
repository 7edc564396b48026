package io.flowjay.record.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.json.OutputBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads records of one schema, which another version may have written, as the JSON that {@code extract} writes: times are seconds, with
 * 6 digits unless they need 9. It knows the types that records have had: records, arrays, unions, null, boolean, numbers and strings.
 * Immutable.
 */
public final class AvroReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MICRO_DIGITS = 6;
    private static final int NANO_DIGITS = 9;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Reads one value and writes it as JSON. */
    @FunctionalInterface
    private interface Value {
        void copy(AvroCursor in, OutputBytes out) throws AvroException;
    }

    private final Value root;

    /**
     * @param schema the schema as JSON
     * @throws AvroException when it is not a schema, or has a type that records do not have
     */
    public AvroReader(String schema) throws AvroException {
        try {
            root = value(JSON.readTree(schema));
        } catch (JsonProcessingException e) {
            throw new AvroException("the schema is not JSON: " + e.getOriginalMessage());
        }
    }

    /**
     * One record as JSON text in UTF-8.
     *
     * @param from where the record starts; it ends where the array ends
     * @throws AvroException when the bytes are not a record of the schema
     */
    public byte[] json(byte[] bytes, int from) throws AvroException {
        AvroCursor in = new AvroCursor(bytes, from);
        OutputBytes out = new OutputBytes();
        root.copy(in, out);
        if (in.remaining() > 0) {
            throw new AvroException(in.remaining() + " bytes are left after the record");
        }
        return out.copy();
    }

    private static Value value(JsonNode schema) throws AvroException {
        if (schema.isArray()) {
            List<Value> branches = new ArrayList<>();
            for (JsonNode branch : schema) {
                branches.add(value(branch));
            }
            return (in, out) -> branches.get(in.index(branches.size())).copy(in, out);
        }
        String type =
                schema.isTextual() ? schema.textValue() : schema.path("type").asText();
        return switch (type) {
            case "record" -> record(schema);
            case "array" -> array(value(schema.path("items")));
            case "null" -> (in, out) -> out.nullValue();
            case "boolean" -> (in, out) -> out.bool(in.bool());
            case "int", "long" -> number(schema.path("logicalType").asText());
            case "float" -> (in, out) -> decimal(in.float32(), out);
            case "double" -> (in, out) -> decimal(in.float64(), out);
            case "string" -> (in, out) -> out.string(in.text());
            default -> throw new AvroException("the schema has type " + schema + ", which records do not have");
        };
    }

    private static Value number(String logicalType) {
        return switch (logicalType) {
            case "timestamp-nanos" -> (in, out) -> time(in.number(), out);
            case "timestamp-micros" -> (in, out) -> time(in.number() * NANOS_PER_MICRO, out);
            case "timestamp-millis" -> (in, out) -> time(in.number() * NANOS_PER_MILLI, out);
            default -> (in, out) -> out.integer(in.number());
        };
    }

    private static void time(long nanos, OutputBytes out) {
        out.time(nanos, nanos % NANOS_PER_MICRO == 0 ? MICRO_DIGITS : NANO_DIGITS);
    }

    private static void decimal(double number, OutputBytes out) {
        if (Double.isFinite(number)) {
            out.decimal(number);
        } else {
            out.nullValue();
        }
    }

    private static Value array(Value item) {
        return (in, out) -> {
            char separator = '[';
            for (int count = in.blockCount(); count > 0; count = in.blockCount()) {
                for (int i = 0; i < count; i++) {
                    out.raw(separator);
                    item.copy(in, out);
                    separator = ',';
                }
            }
            if (separator == '[') {
                out.raw(separator);
            }
            out.raw(']');
        };
    }

    private static Value record(JsonNode schema) throws AvroException {
        List<Value> values = new ArrayList<>();
        List<byte[]> starts = new ArrayList<>();
        for (JsonNode field : schema.path("fields")) {
            // A name that Avro does not take is a property beside the one that it does.
            String name = field.path("field").asText(field.path("name").asText());
            String start = (values.isEmpty() ? "{\"" : ",\"")
                    + new String(JsonStringEncoder.getInstance().quoteAsString(name)) + "\":";
            starts.add(start.getBytes(StandardCharsets.UTF_8));
            values.add(value(field.path("type")));
        }
        if (values.isEmpty()) {
            throw new AvroException("the schema has a record without fields");
        }
        return (in, out) -> {
            for (int i = 0; i < values.size(); i++) {
                out.raw(starts.get(i));
                values.get(i).copy(in, out);
            }
            out.raw('}');
        };
    }
}
