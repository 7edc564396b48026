package io.flowjay.record.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.record.format.RecordColumns;
import io.flowjay.record.format.SchemaVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The Avro schema of records: one record, its fields in record order, each with description, unit and a default. As every field has a
 * default, a schema with more or fewer fields is compatible in both directions. A sparse record has every field too: what is missing takes a
 * byte. Immutable.
 */
public final class AvroSchema {
    /** Name of the record. */
    static final String NAME = "FlowRecord";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAMESPACE = "io.flowjay.v";

    private final String text;
    private final long fingerprint;

    private AvroSchema(RecordColumns columns) {
        List<AvroField> fields = IntStream.range(0, columns.size())
                .mapToObj(i -> AvroField.of(columns.get(i), i, columns.missing()))
                .toList();
        checkNames(fields);
        String namespace = NAMESPACE + SchemaVersion.major();
        text = fields.stream()
                .map(AvroField::declared)
                .collect(Collectors.joining(
                        ",\n",
                        "{\"type\":\"record\",\"name\":\"" + NAME + "\",\"namespace\":\"" + namespace
                                + "\",\"doc\":\"Features of one flow of a packet capture\",\"schema_version\":\""
                                + SchemaVersion.TEXT
                                + "\",\"fields\":[\n",
                        "\n]}"));
        fingerprint = AvroFingerprint.of(fields.stream()
                .map(AvroField::canonical)
                .collect(Collectors.joining(
                        ",", "{\"name\":\"" + namespace + '.' + NAME + "\",\"type\":\"record\",\"fields\":[", "]}")));
    }

    /**
     * The schema of the records of some columns.
     *
     * @throws IllegalArgumentException when two columns have one name in Avro
     */
    public static AvroSchema of(RecordColumns columns) {
        return new AvroSchema(columns);
    }

    private static void checkNames(List<AvroField> fields) {
        Map<String, String> names = new HashMap<>();
        for (AvroField field : fields) {
            String own = field.column().name();
            String other = names.put(field.name(), own);
            if (other != null) {
                throw new IllegalArgumentException("the fields \"" + other + "\" and \"" + own + "\" are both "
                        + field.name() + " in Avro, whose names have letters, digits and _ only");
            }
        }
    }

    /** The schema as JSON. */
    public String text() {
        return text;
    }

    /** The schema as a tree of its own. */
    public JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the schema is JSON", e);
        }
    }

    /** CRC-64-AVRO of its Parsing Canonical Form; it depends on names and types only. */
    public long fingerprint() {
        return fingerprint;
    }
}
