package io.flowjay.camel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.camel.ShippedRoute;
import io.flowjay.record.FieldNames;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.RecordFields;
import io.flowjay.record.avro.AvroSchema;
import io.flowjay.testing.AvroJudge;
import io.flowjay.testing.Loopback;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.TestRegistry;
import io.flowjay.testing.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.support.PluginHelper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped route that captures from an interface, with {@code flowjay.format=avro}, a real broker, and a real schema registry. */
@ExtendWith({TestBroker.class, TestRegistry.class})
class LiveAvroRouteTest extends ShippedRoute {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String topic = "live-avro-" + UUID.randomUUID();
    /** The records that the route sends, as JSON, by their ids. */
    private final Map<String, JsonNode> sent = new ConcurrentHashMap<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void recordsAreInAvroAndHaveTheValuesOfTheirJson(boolean registered) throws Exception {
        try (Loopback loopback = Loopback.open()) {
            Topics.create(TestBroker.brokers(), topic, 2);
            start(loopback, registered ? TestRegistry.get().url() : "");
            // Nobody knows when the capture has begun: each flow has one packet.
            await().pollInterval(Duration.ofMillis(200)).atMost(LIMIT).until(() -> {
                loopback.send("text");
                return sent.size() > 3;
            });
            context.getRouteController().stopRoute("live-to-kafka");
            List<ConsumerRecord<byte[], byte[]>> records = Topics.read(TestBroker.brokers(), topic);
            assertThat(records).hasSameSizeAs(sent.keySet());
            Schema schema = new Schema.Parser()
                    .parse(AvroSchema.of(RecordFields.columns(FieldNames.DEFAULT))
                            .text());
            for (ConsumerRecord<byte[], byte[]> record : records) {
                GenericRecord value = registered
                        ? TestRegistry.get().read(record.value())
                        : AvroJudge.singleObject(record.value(), schema);
                assertThat(value.get("dst_port")).isEqualTo((long) loopback.port());
                AvroJudge.assertSame(value, sent.remove(value.get("record_id").toString()));
                assertThat(Topics.text(record.key()))
                        .isEqualTo(value.get("flow_id").toString());
                Map<String, String> headers = new HashMap<>();
                record.headers().forEach(header -> headers.put(header.key(), Topics.text(header.value())));
                assertThat(headers)
                        .isEqualTo(Map.of("content-type", "application/avro", "flowjay-schema-version", "1.0.0"));
            }
            assertThat(TestRegistry.get().subjects().contains(topic + "-value")).isEqualTo(registered);
        }
    }

    private void start(Loopback loopback, String registry) throws Exception {
        List<String> settings =
                new ArrayList<>(List.of("flowjay.live", "true", "flowjay.live-interface", Loopback.NAME));
        settings.addAll(List.of("flowjay.filter", loopback.filter(), "flowjay.max-flow-packets", "1"));
        settings.addAll(List.of("flowjay.brokers", TestBroker.brokers(), "flowjay.topic", topic));
        settings.addAll(List.of("flowjay.format", "avro", "flowjay.schema-registry", registry));
        load(settings.toArray(String[]::new));
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(PluginHelper.getResourceLoader(context)
                        .resolveResource("file:routes/live-to-kafka.camel.yaml"));
        AdviceWith.adviceWith(context, "live-to-kafka", route -> route.weaveById("live-record-value")
                .before()
                .process(exchange -> {
                    JsonNode line = AvroJudge.json(
                            exchange.getMessage().getBody(FlowRecord.class).json());
                    sent.put(line.get("record_id").textValue(), line);
                }));
        context.start();
    }
}
