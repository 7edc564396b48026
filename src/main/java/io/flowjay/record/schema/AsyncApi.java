package io.flowjay.record.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowjay.json.IndentedJson;
import io.flowjay.record.FieldNames;
import io.flowjay.record.format.SchemaVersion;

/** The AsyncAPI 3.0 document of the topic that records go to: address, key, headers, and the schema of {@link RecordSchema}. */
public final class AsyncApi {
    private static final String DESCRIPTION = "description";
    private static final String TYPE = "type";
    private static final String REF = "$ref";
    private static final String STRING = "string";
    private static final String JSON = "application/json";
    /** AsyncAPI's name for JSON Schema of a draft; the record's own {@code $schema} says 2020-12. */
    private static final String SCHEMA_FORMAT = "application/schema+json;version=draft-2020-12";

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
        info.put(DESCRIPTION, "Features of the flows of packet captures, one JSON record a flow");
        info.putObject("license").put("name", "Apache-2.0").put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        document.put("defaultContentType", JSON);
        servers(document);
        channels(document);
        operations(document);
        ObjectNode components = document.putObject("components");
        components.putObject("messages").set("flowRecord", message());
        ObjectNode schemas = components.putObject("schemas");
        ObjectNode record = schemas.putObject("flowRecord");
        record.put("schemaFormat", SCHEMA_FORMAT);
        record.set("schema", RecordSchema.json(names));
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
        channel.putObject("messages").putObject("flowRecord").put(REF, "#/components/messages/flowRecord");
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
        send.putArray("messages").addObject().put(REF, "#/channels/flowRecords/messages/flowRecord");
    }

    private static ObjectNode message() {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("name", "flowRecord");
        message.put("title", "Flow record");
        message.put("contentType", JSON);
        message.putObject("headers").put(REF, "#/components/schemas/headers");
        message.putObject("payload").put(REF, "#/components/schemas/flowRecord");
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
        headers.put(DESCRIPTION, "CloudEvents 1.0, binary mode; absent unless flowjay.cloud-events is true");
        ObjectNode properties = headers.putObject("properties");
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
