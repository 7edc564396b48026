package io.flowjay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectMapper.DefaultTyping;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.flowjay.feature.Feature;
import io.flowjay.feature.FeatureType;
import io.flowjay.feature.catalog.FeatureCatalog;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.jackson.JacksonDataFormat;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A record is the same tree, whatever writes it. */
class RecordWritersTest {
    private static final ObjectMapper PLAIN = new ObjectMapper();

    /** One way to a tree. */
    interface Way {
        JsonNode tree(FlowRecord record) throws Exception;
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                way("ObjectMapper to bytes", record -> StrictJson.tree(PLAIN.writeValueAsBytes(record))),
                way("ObjectMapper to text", RecordWritersTest::throughText),
                way("ObjectMapper, within a list", record -> StrictJson.tree(PLAIN.writeValueAsBytes(List.of(record)))
                        .get(0)),
                way("ObjectMapper with type information", RecordWritersTest::throughTypes),
                way("Camel's JacksonDataFormat", RecordWritersTest::throughCamel),
                way("TokenBuffer", RecordWritersTest::throughTokens),
                way("valueToTree", PLAIN::valueToTree));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void treeIsThatOfTheRecordWriter(Way way) throws Exception {
        List<FlowRecord> records = Extracts.records(Extracts.sample(), Extracts.everything());
        assertThat(records).isNotEmpty();
        for (FlowRecord record : records) {
            JsonNode expected = StrictJson.tree(Extracts.lines(List.of(record)));
            assertThat(new ArrayList<>(values(way.tree(record)).entrySet()))
                    .isEqualTo(new ArrayList<>(values(expected).entrySet()));
        }
    }

    private static JsonNode throughText(FlowRecord record) throws Exception {
        StringWriter out = new StringWriter();
        PLAIN.writeValue(out, record);
        return StrictJson.tree(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode throughTypes(FlowRecord record) throws Exception {
        ObjectMapper typing = new ObjectMapper();
        typing.activateDefaultTyping(
                BasicPolymorphicTypeValidator.builder().build(), DefaultTyping.OBJECT_AND_NON_CONCRETE);
        return StrictJson.tree(typing.writerFor(Object.class).writeValueAsBytes(record));
    }

    private static JsonNode throughCamel(FlowRecord record) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext();
                JacksonDataFormat format = new JacksonDataFormat()) {
            format.setCamelContext(context);
            format.start();
            Exchange exchange = new DefaultExchange(context);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            format.marshal(exchange, record, out);
            return StrictJson.tree(out.toByteArray());
        }
    }

    private static JsonNode throughTokens(FlowRecord record) throws Exception {
        try (TokenBuffer tokens = new TokenBuffer(PLAIN, false)) {
            PLAIN.writeValue(tokens, record);
            return PLAIN.readTree(tokens.asParser());
        }
    }

    /** The values by field, in order; numbers with a point as what they mean: a time exactly, any other as a double. */
    private static Map<String, Object> values(JsonNode record) {
        Map<String, Object> values = new LinkedHashMap<>();
        record.properties()
                .forEach(field -> values.put(field.getKey(), value(field.getValue(), isTime(field.getKey()))));
        return values;
    }

    private static Object value(JsonNode json, boolean exact) {
        if (json.isArray()) {
            List<Object> items = new ArrayList<>();
            json.forEach(item -> items.add(value(item, exact)));
            return items;
        }
        if (json.isIntegralNumber()) {
            return json.bigIntegerValue();
        }
        if (json.isNumber()) {
            return exact ? json.decimalValue().stripTrailingZeros() : (Object) json.doubleValue();
        }
        return json;
    }

    private static boolean isTime(String field) {
        return FeatureCatalog.find(field)
                .map(Feature::type)
                .filter(type -> type == FeatureType.TIME)
                .isPresent();
    }

    private static Arguments way(String name, Way way) {
        return arguments(named(name, way));
    }
}
