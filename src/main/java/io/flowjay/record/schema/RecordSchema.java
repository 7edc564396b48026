package io.flowjay.record.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureType;
import io.flowjay.feature.Missing;
import io.flowjay.feature.catalog.FeatureCatalog;
import io.flowjay.json.IndentedJson;
import io.flowjay.record.ExtraField;
import io.flowjay.record.FieldNames;
import io.flowjay.record.format.SchemaVersion;

/**
 * The JSON Schema (draft 2020-12) of a record. It holds for every selection of features: the fields before them are required,
 * the features are not, and there is no field beside those.
 */
public final class RecordSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String TYPE = "type";
    private static final String DESCRIPTION = "description";

    private RecordSchema() {}

    /**
     * The schema as a tree of its own, fields in record order.
     *
     * @param names what features are called
     */
    public static ObjectNode json(FieldNames names) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", DIALECT);
        schema.put("$id", "urn:flowjay:schema:record:" + SchemaVersion.TEXT);
        schema.put("title", "FlowJay record");
        schema.put("schema_version", SchemaVersion.TEXT);
        schema.put(
                DESCRIPTION,
                "Features of one flow of a packet capture. A sparse record leaves out feature groups without any value; the catalogue"
                        + " has the missing value of each feature");
        schema.put(TYPE, "object");
        ArrayNode required = schema.putArray("required");
        ObjectNode properties = schema.putObject("properties");
        for (ExtraField<?> field : ExtraField.all()) {
            required.add(field.name());
            properties.set(field.name(), extra(field));
        }
        for (Feature feature : FeatureCatalog.features()) {
            properties.set(names.of(feature), feature(feature));
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    /**
     * The schema as indented JSON that ends with a line feed.
     *
     * @param names what features are called
     */
    public static String text(FieldNames names) {
        return IndentedJson.text(json(names));
    }

    private static ObjectNode extra(ExtraField<?> field) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        putType(schema, "string", field.isNullable());
        String pattern = field.type().pattern();
        if (pattern != null) {
            schema.put("pattern", pattern);
        }
        if (!field.type().choices().isEmpty()) {
            ArrayNode choices = schema.putArray("enum");
            field.type().choices().forEach(choices::add);
            if (field.isNullable()) {
                choices.addNull();
            }
        }
        return schema.put(DESCRIPTION, field.description());
    }

    private static ObjectNode feature(Feature feature) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        putType(schema, jsonType(feature.type()), feature.missing() == Missing.NAN);
        if (feature.type().isArray()) {
            ObjectNode items = schema.putObject("items");
            items.putArray(TYPE).add("number").add("array");
            items.putObject("items").put(TYPE, "number");
        }
        schema.put(DESCRIPTION, feature.description() + unit(feature));
        return schema.put("$comment", feature.formula());
    }

    private static String unit(Feature feature) {
        return switch (feature.type()) {
            case BOOL, STRING -> "";
            case INT64, FLOAT64, TIME, INTEGERS, NUMBERS, ROWS -> " [" + feature.unit() + "]";
        };
    }

    private static void putType(ObjectNode schema, String type, boolean nullable) {
        if (nullable) {
            schema.putArray(TYPE).add(type).add("null");
        } else {
            schema.put(TYPE, type);
        }
    }

    private static String jsonType(FeatureType type) {
        return switch (type) {
            case BOOL -> "boolean";
            case INT64 -> "integer";
            case FLOAT64, TIME -> "number";
            case STRING -> "string";
            case INTEGERS, NUMBERS, ROWS -> "array";
        };
    }
}
