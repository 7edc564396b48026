package io.flowjay.record.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.flowjay.record.Extracts;
import io.flowjay.record.FieldNames;
import io.flowjay.record.StrictJson;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordSchemaTest {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final JsonSchema SCHEMA = FACTORY.getSchema(RecordSchema.text(FieldNames.DEFAULT));

    @Test
    @DisplayName("the schema is one of draft 2020-12")
    void schemaFollowsItsDialect() throws IOException {
        JsonSchema dialect = FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012));
        assertThat(dialect.validate(
                        StrictJson.tree(RecordSchema.text(FieldNames.DEFAULT).getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @Test
    @DisplayName("its fields are those of a record with everything in it, in the same order")
    void fieldsAreThoseOfARecord() throws IOException {
        List<String> fields = new ArrayList<>();
        RecordSchema.json(FieldNames.DEFAULT).get("properties").fieldNames().forEachRemaining(fields::add);
        assertThat(fields)
                .containsExactlyElementsOf(sample(Extracts.everything()).get(0)::fieldNames);
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                settings("defaults", settings -> {}),
                settings("sequences", settings -> {
                    settings.set(SettingCatalog.INCLUDE_RAW_SEQUENCES, true);
                    settings.set(SettingCatalog.INCLUDE_SPLT, true);
                }),
                settings("one feature", settings -> settings.text(SettingCatalog.FEATURES, "iat_mean", "test")),
                settings("no addresses, no ports", settings -> {
                    settings.set(SettingCatalog.INCLUDE_IP_ADDRESSES, false);
                    settings.set(SettingCatalog.INCLUDE_PORTS, false);
                }),
                settings("anonymised", settings -> {
                    settings.set(SettingCatalog.ANONYMIZE_IPS, true);
                    settings.text(SettingCatalog.ANONYMIZATION_KEY, "key", "test");
                }));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void recordsOfTheSampleAreValid(Consumer<Settings.Builder> change) throws IOException {
        Settings.Builder settings = Settings.builder();
        change.accept(settings);
        List<JsonNode> records = sample(settings);
        assertThat(records).isNotEmpty();
        assertThat(records)
                .allSatisfy(record ->
                        assertThat(SCHEMA.validate(record)).as("%s", record).isEmpty());
    }

    static Stream<Arguments> mutations() {
        return Stream.of(
                mutation("a field that the catalogue does not have", record -> record.put("iat_average", 1)),
                mutation("no record_id", record -> record.remove("record_id")),
                mutation("no flow_id", record -> record.remove("flow_id")),
                mutation("no community_id", record -> record.remove("community_id")),
                mutation("no flow_end_reason", record -> record.remove("flow_end_reason")),
                mutation("no capture", record -> record.remove("capture")),
                mutation("record_id of 31 digits", record -> record.put("record_id", "0".repeat(31))),
                mutation("record_id in capitals", record -> record.put("record_id", "A".repeat(32))),
                mutation("flow_id of 33 digits", record -> record.put("flow_id", "0".repeat(33))),
                mutation("flow_id null", record -> record.putNull("flow_id")),
                mutation(
                        "community_id of version 2",
                        record -> record.put("community_id", "2:LQU9qZlK+B5F3KDmev6m5PMibrg=")),
                mutation("an end reason that there is not", record -> record.put("flow_end_reason", "timeout")),
                mutation("capture as a number", record -> record.put("capture", 1)),
                mutation("text for an integer", record -> record.put("total_packets", "4")),
                mutation("a fraction for an integer", record -> record.put("total_packets", 4.5)),
                mutation("null for an integer", record -> record.putNull("total_packets")),
                mutation("NaN as text", record -> record.put("iat_mean", "NaN")),
                mutation("null for a number that is 0 when missing", record -> record.putNull("duration")),
                mutation("a time as text", record -> record.put("start_time", "2026-03-17T09:30:00Z")),
                mutation("null for a time", record -> record.putNull("start_time")),
                mutation("0 for a flag", record -> record.put("tcp_is_tcp", 0)),
                mutation("null for text", record -> record.putNull("src_ip")),
                mutation("a number for text", record -> record.put("src_ip", 167772161)),
                mutation("a number for a sequence", record -> record.put("iat_sequence", 0.5)),
                mutation("text in a sequence", record -> record.putArray("iat_sequence")
                        .add("0.5")),
                mutation(
                        "text in a row of splt",
                        record -> record.putArray("splt").addArray().add("60")));
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void otherRecordsAreNot(Consumer<ObjectNode> mutation) throws IOException {
        ObjectNode record = (ObjectNode) sample(Extracts.everything()).get(0);
        assertThat(SCHEMA.validate(record)).isEmpty();
        mutation.accept(record);
        assertThat(SCHEMA.validate(record)).hasSize(1);
    }

    @Test
    @DisplayName("null is valid where the catalogue says so")
    void nullIsValidForNan() throws IOException {
        ObjectNode record = (ObjectNode) sample(Extracts.everything()).get(0);
        record.putNull("iat_mean");
        record.putNull("community_id");
        assertThat(SCHEMA.validate(record)).isEmpty();
    }

    @Test
    @DisplayName("a number's description tells its unit")
    void descriptionsTellUnits() {
        JsonNode properties = RecordSchema.json(FieldNames.DEFAULT).get("properties");
        assertThat(properties.at("/iat_mean/description").asText()).endsWith("[s]");
        assertThat(properties.at("/bytes_per_second/description").asText()).endsWith("[Bps]");
        assertThat(properties.at("/src_ip/description").asText()).doesNotContain("[");
    }

    private static List<JsonNode> sample(Settings.Builder settings) throws IOException {
        return StrictJson.trees(Extracts.lines(Extracts.records(Extracts.sample(), settings)));
    }

    private static Arguments settings(String name, Consumer<Settings.Builder> change) {
        return arguments(named(name, change));
    }

    private static Arguments mutation(String name, Consumer<ObjectNode> mutation) {
        return arguments(named(name, mutation));
    }
}
