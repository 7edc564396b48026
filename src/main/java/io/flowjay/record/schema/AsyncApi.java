package io.flowjay.record.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowjay.json.IndentedJson;
import io.flowjay.record.FieldNames;
import io.flowjay.record.RecordFields;
import io.flowjay.record.avro.AvroSchema;
import io.flowjay.record.format.SchemaVersion;
import java.util.List;

/** The AsyncAPI 3.0 document of the topic that records go to: address, key, headers, and the schemas of records in JSON and in Avro. */
public final class AsyncApi {
    private static final String DESCRIPTION = "description";
    private static final String TYPE = "type";
    private static final String REF = "$ref";
    private static final String STRING = "string";
    private static final String JSON = "application/json";
    /** AsyncAPI's name for JSON Schema of a draft; the record's own {@code $schema} says 2020-12. */
    private static final String SCHEMA_FORMAT = "application/schema+json;version=draft-2020-12";

    private static final String AVRO = "application/avro";
    /** AsyncAPI's name for a schema of Avro in JSON. */
    private static final String AVRO_SCHEMA_FORMAT = "application/vnd.apache.avro+json;version=1.9.0";

    private static final String FLOW_RECORD = "flowRecord";
    private static final String FLOW_RECORD_AVRO = "flowRecordAvro";
    private static final List<String> MESSAGES = List.of(FLOW_RECORD, FLOW_RECORD_AVRO);

    private AsyncApi() {}

    /**
     * The document as a tree of its own.
     *
     * @param names what features are called
     */
    public static ObjectNode json(FieldNames names) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("asyncapi", "3.0.0");
        ObjectNode info = document.putObject("info");
        info.put("title", "FlowJay flow records");
        info.put("version", SchemaVersion.TEXT);
        info.put(DESCRIPTION, "Features of the flows of packet captures, one record a flow");
        info.putObject("license").put("name", "Apache-2.0").put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        document.put("defaultContentType", JSON);
        servers(document);
        channels(document);
        operations(document);
        ObjectNode components = document.putObject("components");
        ObjectNode messages = components.putObject("messages");
        messages.set(FLOW_RECORD, message(FLOW_RECORD, JSON, "Flow record, if flowjay.format is json, the default"));
        messages.set(FLOW_RECORD_AVRO, avroMessage());
        ObjectNode schemas = components.putObject("schemas");
        ObjectNode record = schemas.putObject(FLOW_RECORD);
        record.put("schemaFormat", SCHEMA_FORMAT);
        record.set("schema", RecordSchema.json(names));
        ObjectNode avro = schemas.putObject(FLOW_RECORD_AVRO);
        avro.put("schemaFormat", AVRO_SCHEMA_FORMAT);
        avro.set("schema", AvroSchema.of(RecordFields.columns(names)).json());
        schemas.set("headers", headers());
        return document;
    }

    /** The document as indented JSON that ends with a line feed. */
    public static String text(FieldNames names) {
        return IndentedJson.text(json(names));
    }

    private static void servers(ObjectNode document) {
        ObjectNode server = document.putObject("servers").putObject("kafka");
        server.put("host", "{brokers}");
        server.put("protocol", "kafka");
        server.putObject("variables")
                .putObject("brokers")
                .put("default", "localhost:9092")
                .put(DESCRIPTION, "Bootstrap servers (flowjay.brokers)");
    }

    private static void channels(ObjectNode document) {
        ObjectNode channel = document.putObject("channels").putObject("flowRecords");
        channel.put("address", "{topic}");
        channel.put(DESCRIPTION, "Delivery is at least once; record_id tells duplicates");
        ObjectNode messages = channel.putObject("messages");
        for (String message : MESSAGES) {
            messages.putObject(message).put(REF, "#/components/messages/" + message);
        }
        channel.putObject("parameters")
                .putObject("topic")
                .put("default", "flow-features")
                .put(DESCRIPTION, "The topic (flowjay.topic)");
        channel.putArray("servers").addObject().put(REF, "#/servers/kafka");
    }

    private static void operations(ObjectNode document) {
        ObjectNode send = document.putObject("operations").putObject("publishFlowRecord");
        send.put("action", "send");
        send.put("summary", "A flow of a capture has ended");
        send.putObject("channel").put(REF, "#/channels/flowRecords");
        ArrayNode messages = send.putArray("messages");
        MESSAGES.forEach(message -> messages.addObject().put(REF, "#/channels/flowRecords/messages/" + message));
    }

    private static ObjectNode avroMessage() {
        ObjectNode message = message(
                FLOW_RECORD_AVRO,
                AVRO,
                "Flow record, if flowjay.format is avro. With flowjay.schema-registry the value begins with 00 and the schema's id in the"
                        + " registry (4 bytes, big-endian; subject TOPIC-value). Without it the value is in Avro's single-object"
                        + " encoding: C3 01 and the schema's CRC-64-AVRO fingerprint (8 bytes, little-endian). The schema here is that"
                        + " of the default settings");
        ObjectNode kafka = (ObjectNode) message.path("bindings").path("kafka");
        kafka.put("schemaIdLocation", "payload");
        kafka.put("schemaIdPayloadEncoding", "confluent");
        kafka.put("schemaLookupStrategy", "TopicNameStrategy");
        return message;
    }

    private static ObjectNode message(String name, String contentType, String description) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("name", name);
        message.put("title", "Flow record");
        message.put(DESCRIPTION, description);
        message.put("contentType", contentType);
        message.putObject("headers").put(REF, "#/components/schemas/headers");
        message.putObject("payload").put(REF, "#/components/schemas/" + name);
        ObjectNode kafka = message.putObject("bindings").putObject("kafka");
        // In place: AsyncAPI's own schema takes a reference here for both a schema and a reference, and wants one of
        // them.
        kafka.set("key", key());
        kafka.put("bindingVersion", "0.5.0");
        return message;
    }

    private static ObjectNode key() {
        return JsonNodeFactory.instance
                .objectNode()
                .put(TYPE, STRING)
                .put(
                        DESCRIPTION,
                        "Value of the record's field flowjay.key-field (default: flow_id): text unchanged, any other value as JSON");
    }

    /** Those of CloudEvents 1.0 in its Kafka binding, binary mode. */
    private static ObjectNode headers() {
        ObjectNode headers = JsonNodeFactory.instance.objectNode();
        headers.put(TYPE, "object");
        headers.put(
                DESCRIPTION,
                "CloudEvents 1.0, binary mode, whose headers are absent unless flowjay.cloud-events is true");
        ObjectNode properties = headers.putObject("properties");
        header(
                        properties,
                        "flowjay-schema-version",
                        "Version of this contract: the first number changes when consumers have to")
                .put("const", SchemaVersion.TEXT);
        header(properties, "content-type", "Media type of the value; absent for JSON")
                .put("const", AVRO);
        header(properties, "ce_specversion", "Version of CloudEvents").put("const", "1.0");
        header(properties, "ce_id", "The record_id").put("pattern", "^[0-9a-f]{32}$");
        header(properties, "ce_type", "What the record is (flowjay.cloud-events-type)");
        header(properties, "ce_source", "Who made the record (flowjay.cloud-events-source)")
                .put("format", "uri-reference");
        ArrayNode together = headers.putObject("dependencies").putArray("ce_id");
        together.add("ce_specversion").add("ce_type").add("ce_source");
        return headers;
    }

    private static ObjectNode header(ObjectNode properties, String name, String description) {
        return properties.putObject(name).put(TYPE, STRING).put(DESCRIPTION, description);
    }
}
