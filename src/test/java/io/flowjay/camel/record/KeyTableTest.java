package io.flowjay.camel.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.flowjay.camel.CaptureRecords;
import io.flowjay.capture.CaptureFile;
import io.flowjay.json.OutputBytes;
import io.flowjay.kafka.KafkaWriter;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.record.format.RecordFormat;
import io.flowjay.record.format.RecordFormats;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One value of the key field gives one key, and so one partition, whichever way the record takes to Kafka. */
class KeyTableTest {
    private static final Path KAMELET = Path.of("src/main/resources/kamelets/flow-records-kafka-sink.kamelet.yaml");
    /** A field that records have, as the Kamelet checks it. */
    private static final String FIELD = "flow_id";

    static Stream<Arguments> keys() {
        return Stream.of(
                argumentSet("text", "abc123", "abc123"),
                argumentSet("text to escape in JSON", "a\"b\n", "a\"b\n"),
                argumentSet("text beyond ASCII", "é\uD83D\uDE00", "é\uD83D\uDE00"),
                argumentSet("empty text", "", null),
                argumentSet("unpaired surrogate", "a\uDC00", "a\uFFFD"),
                argumentSet("text that reads null", "null", "null"),
                argumentSet("whole number", 443L, "443"),
                argumentSet("double", 1.5, "1.5"),
                argumentSet("whole double", 2.0, "2.0"),
                argumentSet("small double", 1e-5, "1.0E-5"),
                argumentSet("float, which is not widened", 0.1f, "0.1"),
                argumentSet("boolean", false, "false"),
                argumentSet("char", '"', "\""),
                argumentSet("UUID", new UUID(0, 1), "00000000-0000-0000-0000-000000000001"),
                argumentSet("list", List.of(46L, 40L), "[46,40]"),
                argumentSet("array, by content", new int[] {1, 2}, "[1,2]"),
                argumentSet("list of lists", List.of(List.of(1.0, 2.0), List.of()), "[[1.0,2.0],[]]"),
                argumentSet("map", Map.of("a", List.of("b", 1)), "{\"a\":[\"b\",1]}"),
                argumentSet("null", null, null),
                argumentSet("NaN, null in the message", Double.NaN, null));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void theWriterMakesIt(@Nullable Object value, @Nullable String key) {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        try (KafkaWriter writer = KafkaWriter.builder()
                .topic("flows")
                .keyField(FIELD)
                .producer(producer)
                .build()) {
            writer.write(row(value));
        }
        byte[] made = producer.history().get(0).key();
        assertThat(made == null ? null : new String(made, UTF_8)).isEqualTo(key);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void theStepOfTheRouteMakesIt(@Nullable Object value, @Nullable String key) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            RecordKey step = new RecordKey();
            step.init();
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody(row(value));
            step.process(exchange);
            assertThat(exchange.getMessage().getHeader(KeyHeader.name())).isEqualTo(key);
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void theKameletMakesIt(@Nullable Object value, @Nullable String key) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            MockEndpoint kafka = startKamelet(context);
            context.createProducerTemplate().sendBody("direct:sink", new Records(row(value)));
            List<Exchange> batches = kafka.getExchanges();
            assertThat(batches).hasSize(1);
            List<?> records = batches.get(0).getMessage().getBody(List.class);
            assertThat(records).hasSize(1);
            assertThat(((Message) records.get(0)).getHeader(KeyHeader.name())).isEqualTo(key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "json", "ndjson", "csv", "avro"})
    void theKameletTakesTheFormat(String format) throws Exception {
        Settings settings =
                Settings.builder().set(SettingCatalog.FORMAT, format).build();
        Extraction extraction = Extraction.of(settings);
        RecordFormat expected = RecordFormats.of(settings, "json");
        try (DefaultCamelContext context = new DefaultCamelContext();
                FlowRecords sample = extraction.records(CaptureFile.open(Sample.bytes(), "a.pcapng"))) {
            context.getPropertiesComponent().addInitialProperty("flowjay.format", format);
            FlowRecord record = sample.next();
            MockEndpoint kafka = startKamelet(context);
            context.createProducerTemplate().sendBody("direct:sink", new Records(record));
            List<?> records = kafka.getExchanges().get(0).getMessage().getBody(List.class);
            OutputBytes value = new OutputBytes();
            expected.messageEncoder(extraction.columns(), settings).write(record.columnValues(), value);
            assertThat(((Message) records.get(0)).getBody()).isEqualTo(value.copy());
            assertThat(((Message) records.get(0)).getHeaders()).containsEntry("flowjay-schema-version", "1.0.0");
        }
    }

    /** The template of the shipped Kamelet, its source and its send to Kafka replaced. */
    private static MockEndpoint startKamelet(CamelContext context) throws Exception {
        Resource kamelet = ResourceHelper.fromString(
                KAMELET.getFileName().toString(), Files.readString(KAMELET).replace("kamelet:source", "direct:sink"));
        PluginHelper.getRoutesLoader(context).loadRoutes(kamelet);
        String route = TemplatedRouteBuilder.builder(context, "flow-records-kafka-sink")
                .parameter("topic", "flows")
                .parameter("bootstrapServers", "localhost:9092")
                .parameter("keyField", FIELD)
                .add();
        AdviceWith.adviceWith(context, route, advice -> advice.mockEndpointsAndSkip("kafka:*"));
        context.start();
        return context.getEndpoint("mock:kafka:flows", MockEndpoint.class);
    }

    private static Map<String, @Nullable Object> row(@Nullable Object value) {
        return Collections.singletonMap(FIELD, value);
    }

    /** A body like {@link CaptureRecords}: it gives its records in batches. */
    public static final class Records {
        private final Map<String, @Nullable Object> record;

        Records(Map<String, @Nullable Object> record) {
            this.record = record;
        }

        /** What the Kamelet asks its body for. */
        public Iterator<List<Map<String, @Nullable Object>>> batches(int size) {
            assertThat(size).isPositive();
            return List.of(List.of(record)).iterator();
        }
    }
}
