package io.flowjay.record.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.asyncapi.v3._0_0.model.AsyncAPI;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.flowjay.record.FieldNames;
import io.flowjay.record.RecordFields;
import io.flowjay.record.format.RecordColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AsyncApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectNode DOCUMENT = AsyncApi.json(FieldNames.DEFAULT);

    @Test
    @DisplayName("typed models of AsyncAPI 3.0 read it")
    void modelsReadIt() throws Exception {
        AsyncAPI document = JSON.readValue(AsyncApi.text(FieldNames.DEFAULT), AsyncAPI.class);
        assertThat(document.getAsyncapi()).isEqualTo("3.0.0");
        assertThat(document.getChannels()).containsOnlyKeys("flowRecords");
        assertThat(document.getOperations()).containsOnlyKeys("publishFlowRecord");
        assertThat(document.getServers()).containsOnlyKeys("kafka");
        assertThat(document.getComponents().getMessages()).containsOnlyKeys("flowRecord", "flowRecordAvro");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        DOCUMENT.findValues("$ref").forEach(reference -> references.add(reference.asText()));
        assertThat(references).hasSize(10).allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        });
    }

    @Test
    void itsPayloadIsTheRecordsSchema() {
        assertThat(DOCUMENT.at("/components/schemas/flowRecord/schema"))
                .isEqualTo(RecordSchema.json(FieldNames.DEFAULT));
    }

    @Test
    @DisplayName("the Avro library reads the schema of the message in Avro")
    void avro() {
        JsonNode message = DOCUMENT.at("/components/messages/flowRecordAvro");
        assertThat(message.at("/payload/$ref").asText()).isEqualTo("#/components/schemas/flowRecordAvro");
        assertThat(message.at("/contentType").asText()).isEqualTo("application/avro");
        JsonNode schema = DOCUMENT.at("/components/schemas/flowRecordAvro");
        assertThat(schema.at("/schemaFormat").asText()).isEqualTo("application/vnd.apache.avro+json;version=1.9.0");
        assertThat(new Schema.Parser()
                        .parse(schema.get("schema").toString()).getFields().stream()
                                .map(Schema.Field::name))
                .containsExactlyElementsOf(RecordFields.columns(FieldNames.DEFAULT).columns().stream()
                        .map(RecordColumn::name)
                        .toList());
    }

    @Test
    @DisplayName("headers of CloudEvents come together or not at all")
    void headers() throws Exception {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(DOCUMENT.at("/components/schemas/headers"));
        JsonNode whole = JSON.readTree("{\"ce_id\": \"" + "0".repeat(32)
                + "\", \"ce_type\": \"t\", \"ce_source\": \"/s\", \"ce_specversion\": \"1.0\"}");
        assertThat(schema.validate(whole)).isEmpty();
        assertThat(schema.validate(JSON.createObjectNode())).isEmpty();
        for (String name : Set.of("ce_type", "ce_source", "ce_specversion")) {
            assertThat(schema.validate(((ObjectNode) whole.deepCopy()).without(name)))
                    .as(name)
                    .hasSize(1);
        }
        assertThat(schema.validate(((ObjectNode) whole.deepCopy()).put("ce_specversion", "0.3")))
                .hasSize(1);
    }
}
