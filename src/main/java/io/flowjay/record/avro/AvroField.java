package io.flowjay.record.avro;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.flowjay.feature.FeatureType;
import io.flowjay.json.OutputBytes;
import io.flowjay.record.format.RecordColumn;
import io.flowjay.record.format.RecordValues;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One field of the schema of records.
 *
 * @param column what records hold
 * @param missing the default of the field in JSON: its value where a flow has none
 */
record AvroField(RecordColumn column, String missing) {
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9_]");

    /**
     * The field of a column.
     *
     * @param missing a record of missing values
     */
    static AvroField of(RecordColumn column, int position, RecordValues missing) {
        return new AvroField(column, column.nullable() ? "null" : missing(column.type(), position, missing));
    }

    private static String missing(FeatureType type, int position, RecordValues missing) {
        OutputBytes json = new OutputBytes(64);
        switch (type) {
            case BOOL -> json.bool(missing.longAt(position) != 0);
            case INT64 -> json.integer(missing.longAt(position));
            case FLOAT64 -> json.decimal(missing.doubleAt(position));
            case STRING -> json.string(text(missing, position));
            // It is there in every record; the start of 1970 stands for none.
            case TIME -> json.integer(0);
            case INTEGERS, NUMBERS, ROWS -> json.ascii("[]");
        }
        return new String(json.copy(), StandardCharsets.UTF_8);
    }

    private static String text(RecordValues missing, int position) {
        @Nullable String text = missing.textAt(position);
        return text == null ? "" : text;
    }

    /** The name in Avro: characters that names there do not have are underscores. */
    String name() {
        String clean = NOT_IN_NAMES.matcher(column.name()).replaceAll("_");
        return clean.isEmpty() || Character.isDigit(clean.charAt(0)) ? '_' + clean : clean;
    }

    /** The field as Parsing Canonical Form, which has no logical types. */
    String canonical() {
        return "{\"name\":\"" + name() + "\",\"type\":" + union(type(column.type())) + '}';
    }

    /** The field as the schema has it. */
    String declared() {
        StringBuilder json = new StringBuilder("{\"name\":\"").append(name()).append('"');
        if (!name().equals(column.name())) {
            property(json, "field", column.name());
        }
        String type = column.type() == FeatureType.TIME
                ? "{\"type\":\"long\",\"logicalType\":\"timestamp-nanos\"}"
                : type(column.type());
        json.append(",\"type\":").append(union(type));
        property(json, "doc", column.description());
        if (column.type() != FeatureType.BOOL && column.type() != FeatureType.STRING) {
            property(json, "unit", column.type() == FeatureType.TIME ? "ns" : column.unit());
        }
        return json.append(",\"default\":").append(missing).append('}').toString();
    }

    private String union(String type) {
        return column.nullable() ? "[\"null\"," + type + ']' : type;
    }

    private static String type(FeatureType type) {
        return switch (type) {
            case BOOL -> "\"boolean\"";
            case INT64, TIME -> "\"long\"";
            case FLOAT64 -> "\"double\"";
            case STRING -> "\"string\"";
            case INTEGERS -> "{\"type\":\"array\",\"items\":\"long\"}";
            case NUMBERS -> "{\"type\":\"array\",\"items\":\"double\"}";
            case ROWS -> "{\"type\":\"array\",\"items\":{\"type\":\"array\",\"items\":\"double\"}}";
        };
    }

    private static void property(StringBuilder json, String name, String value) {
        json.append(",\"").append(name).append("\":\"");
        JsonStringEncoder.getInstance().quoteAsString(value, json);
        json.append('"');
    }
}
