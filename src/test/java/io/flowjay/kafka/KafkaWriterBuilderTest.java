package io.flowjay.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaWriterBuilderTest {

    static Stream<Arguments> settings() {
        return Stream.of(
                setting("default acks", b -> b, "acks", "all"),
                setting("one broker", b -> b.brokers("kafka:9092"), "bootstrap.servers", "kafka:9092"),
                setting("brokers by commas", b -> b.brokers(" a:1, b:2,,"), "bootstrap.servers", "a:1,b:2"),
                setting("list of brokers", b -> b.brokers(List.of("a:1", "b:2 ")), "bootstrap.servers", "a:1,b:2"),
                setting("acks all", b -> b.acks(0).acks("all"), "acks", "all"),
                setting("acks \"0\"", b -> b.acks("0"), "acks", "0"),
                setting("acks \"1\"", b -> b.acks("1"), "acks", "1"),
                setting("acks 1", b -> b.acks(1), "acks", "1"),
                setting("gzip", b -> b.compression("gzip"), "compression.type", "gzip"),
                setting("snappy", b -> b.compression("snappy"), "compression.type", "snappy"),
                setting("lz4", b -> b.compression("lz4"), "compression.type", "lz4"),
                setting("zstd", b -> b.compression("zstd"), "compression.type", "zstd"),
                setting("no compression", b -> b.compression("none"), "compression.type", "none"),
                setting("linger", b -> b.linger(Duration.ofMillis(100)), "linger.ms", 100L),
                setting("no linger", b -> b.linger(Duration.ZERO), "linger.ms", 0L),
                setting("client id", b -> b.clientId("jay"), "client.id", "jay"),
                setting("property", b -> b.property("max.request.size", 2_000_000), "max.request.size", 2_000_000),
                setting("properties", b -> b.properties(Map.of("retries", "3")), "retries", "3"),
                setting("java.util.Properties", b -> b.properties(retries()), "retries", "4"),
                setting("the later of two", b -> b.acks("1").property("acks", "0"), "acks", "0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void settingOfTheProducer(UnaryOperator<KafkaWriterBuilder> set, String name, Object value) {
        KafkaWriterBuilder builder = set.apply(KafkaWriter.builder());
        assertThat(builder.config()).containsEntry(name, value);
        Map<String, Object> given = new HashMap<>(builder.config());
        given.put("key.serializer", ByteArraySerializer.class);
        given.put("value.serializer", ByteArraySerializer.class);
        given.putIfAbsent("bootstrap.servers", "localhost:1");
        assertThat(ProducerConfig.configNames()).contains(name);
        assertThat(ProducerConfig.configDef().parse(given)).containsKey(name);
    }

    static Stream<Named<UnaryOperator<KafkaWriterBuilder>>> examples() {
        return Stream.of(
                Named.of("defaults", b -> b),
                Named.of("high throughput", b -> b.batchSize(10_000)
                        .linger(Duration.ofMillis(100))
                        .compression("lz4")
                        .acks(1)),
                Named.of("high durability", b -> b.batchSize(100).acks("all").compression("gzip")),
                Named.of("partitioned by flow", b -> b.keyField("flow_id")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void aWriterOpensBeforeItsBroker(UnaryOperator<KafkaWriterBuilder> set) {
        try (KafkaWriter writer = set.apply(valid(KafkaWriter.builder())).build()) {
            assertThat(writer.rowsWritten()).isZero();
        }
    }

    static Stream<Arguments> wrong() {
        String brokers = "brokers are empty; host:port is needed, several separated by commas";
        return Stream.of(
                wrong("no brokers", b -> b.brokers(" , "), brokers),
                wrong("no list of brokers", b -> b.brokers(List.of()), brokers),
                wrong("empty topic", b -> b.topic(""), "topic \"\" is not 1 to 249 of a-z A-Z 0-9 . _ -"),
                wrong("topic with a blank", b -> b.topic("a b"), "topic \"a b\" is not"),
                wrong("topic ..", b -> b.topic(".."), "other than . and .."),
                wrong("topic too long", b -> b.topic("t".repeat(250)), "1 to 249"),
                wrong("batch of 0", b -> b.batchSize(0), "batchSize 0 is not at least 1"),
                wrong("acks", b -> b.acks("2"), "acks \"2\" is not one of 0, 1, all"),
                wrong("acks as a number", b -> b.acks(-1), "acks \"-1\" is not one of 0, 1, all"),
                wrong(
                        "compression",
                        b -> b.compression("brotli"),
                        "compression \"brotli\" is not one of gzip, lz4, none, snappy, zstd"),
                wrong("linger", b -> b.linger(Duration.ofMillis(-1)), "linger PT-0.001S is negative"),
                wrong("client id", b -> b.clientId(" "), "clientId is blank"),
                wrong("serializer", b -> b.property("value.serializer", "x"), "value.serializer cannot be set"),
                wrong("transactions", b -> b.property("transactional.id", "x"), "the writer opens no transactions"),
                wrong(
                        "transactions among properties",
                        b -> b.properties(Map.of("transactional.id", "x")),
                        "the writer opens no transactions"),
                wrong("nothing", b -> built(b), "topic is missing"),
                wrong("topic only", b -> built(b.topic("flows")), "brokers are missing; host:port is needed"),
                wrong("brokers only", b -> built(b.brokers("localhost:1")), "topic is missing"),
                wrong("producer only", b -> built(b.producer(Rows.waiting())), "topic is missing"),
                wrong("broker without port", b -> built(b.brokers("localhost").topic("flows")), "Invalid url"),
                wrong("property of Kafka", b -> built(valid(b).property("acks", "5")), "all, -1, 0, 1"),
                wrong(
                        "properties that contradict",
                        b -> built(valid(b).acks(1).property("enable.idempotence", true)),
                        "Must set acks to all"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void wrongSettingNamesWhatIsValid(UnaryOperator<KafkaWriterBuilder> set, String message) {
        assertThatThrownBy(() -> set.apply(KafkaWriter.builder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> wrongSends() {
        List<Map<String, Long>> rows = Rows.numbered(1);
        return Stream.of(
                arguments(Named.<Runnable>of("brokers", () -> KafkaWriter.send(rows, "", "t")), "brokers are empty"),
                arguments(
                        Named.<Runnable>of("brokers list", () -> KafkaWriter.send(rows, List.of(), "t")),
                        "brokers are empty"),
                arguments(Named.<Runnable>of("topic", () -> KafkaWriter.send(rows, "b:1", "?")), "topic \"?\""),
                arguments(Named.<Runnable>of("batch", () -> KafkaWriter.send(rows, "b:1", "t", "n", 0)), "batchSize 0"),
                arguments(
                        Named.<Runnable>of("list, batch", () -> KafkaWriter.send(rows, List.of("b:1"), "t", null, -1)),
                        "batchSize -1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongSends")
    void wrongSettingOfTheOneShot(Runnable send, String message) {
        assertThatThrownBy(send::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aTrustStoreThatIsNotThereIsNoWrongSetting() {
        KafkaWriterBuilder builder = valid(KafkaWriter.builder())
                .properties(Map.of("security.protocol", "SSL", "ssl.truststore.location", "/nowhere/trust.p12"));
        assertThatThrownBy(builder::build)
                .isInstanceOf(KafkaWriteException.class)
                .hasMessageContaining("no producer for topic flows")
                .hasCauseInstanceOf(KafkaException.class);
    }

    private static KafkaWriterBuilder valid(KafkaWriterBuilder builder) {
        return builder.brokers("localhost:1").topic("flows");
    }

    private static KafkaWriterBuilder built(KafkaWriterBuilder builder) {
        builder.build().close();
        return builder;
    }

    private static Properties retries() {
        Properties properties = new Properties();
        properties.setProperty("retries", "4");
        return properties;
    }

    private static Arguments setting(
            String name, UnaryOperator<KafkaWriterBuilder> set, String property, Object value) {
        return arguments(Named.of(name, set), property, value);
    }

    private static Arguments wrong(String name, UnaryOperator<KafkaWriterBuilder> set, String message) {
        return arguments(Named.of(name, set), message);
    }
}
