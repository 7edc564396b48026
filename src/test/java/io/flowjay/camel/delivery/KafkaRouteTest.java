package io.flowjay.camel.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.camel.RouteSettingsTest;
import io.flowjay.camel.ShippedRoute;
import io.flowjay.testing.Sample;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped route, nothing replaced, against a real broker. */
@ExtendWith(TestBroker.class)
class KafkaRouteTest extends ShippedRoute {
    private final String topic = "route-" + UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void everyRecordArrivesWithItsKeyUnderEveryCompression(String compression) throws Exception {
        run("flowjay.compression", compression, "flowjay.batch-size", "10");
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        List<ConsumerRecord<byte[], byte[]>> records = Topics.read(TestBroker.brokers(), topic);
        assertThat(records).hasSize(Sample.FLOWS);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            assertThat(Topics.text(record.key()))
                    .isEqualTo(value(record).get("flow_id").textValue());
            // Camel's own headers and ours are for the route, not for consumers.
            assertThat(record.headers()).extracting(Header::key).containsExactly("flowjay-schema-version");
        }
        assertThat(records.stream().map(record -> Topics.text(record.value()))).doesNotHaveDuplicates();
    }

    @Test
    void aNumberIsAKeyToo() throws Exception {
        run("flowjay.key-field", "dst_port");
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        List<ConsumerRecord<byte[], byte[]>> records = Topics.read(TestBroker.brokers(), topic);
        assertThat(records).hasSize(Sample.FLOWS);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            assertThat(Topics.text(record.key()))
                    .isEqualTo(value(record).get("dst_port").asText());
        }
    }

    @Test
    @DisplayName(
            "features of the hosts of the whole capture arrive like all others, the same for any number of threads")
    void hostsOfTheCapture() throws Exception {
        run("flowjay.groups", "flow_meta,connection", "flowjay.threads", "2");
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        List<ConsumerRecord<byte[], byte[]>> records = Topics.read(TestBroker.brokers(), topic);
        assertThat(records).hasSize(Sample.FLOWS);
        Map<String, Integer> initiated = new HashMap<>();
        Map<String, Set<String>> called = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String host = value(record).get("src_ip").textValue();
            initiated.merge(host, 1, Integer::sum);
            called.computeIfAbsent(host, key -> new HashSet<>())
                    .add(value(record).get("dst_ip").textValue());
        }
        assertThat(initiated).hasSizeGreaterThan(1);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            JsonNode value = value(record);
            String host = value.get("src_ip").textValue();
            assertThat(value.get("conn_src_total_flows").intValue()).isEqualTo(initiated.get(host));
            assertThat(value.get("conn_src_unique_dsts").intValue())
                    .isEqualTo(called.getOrDefault(host, Set.of()).size());
            assertThat(value.get("conn_src_community").intValue()).isNotNegative();
            assertThat(value.get("conn_betweenness_exact").booleanValue()).isTrue();
        }
    }

    @Test
    void aKeyAlwaysLandsOnOnePartitionOfSix() throws Exception {
        run();
        drop("a.pcapng", Sample.bytes());
        // One 5-tuple, a hundred flows: a hundred records under one key.
        drop("b.pcap", Traffic.udp(100, Duration.ofSeconds(61)));
        drop("c.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        awaitFile(".done/b.pcap");
        awaitFile(".done/c.pcapng");
        Map<String, Set<Integer>> partitions = new HashMap<>();
        List<ConsumerRecord<byte[], byte[]>> records = Topics.read(TestBroker.brokers(), topic);
        assertThat(records).hasSize(2 * Sample.FLOWS + 100);
        records.forEach(record -> partitions
                .computeIfAbsent(Topics.text(record.key()), key -> new HashSet<>())
                .add(record.partition()));
        // 37 conversations of the sample and the 5-tuple of the other capture.
        assertThat(partitions).hasSize(38).allSatisfy((key, on) -> assertThat(on)
                .hasSize(1));
        assertThat(records.stream().map(ConsumerRecord::partition).distinct()).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"high-throughput", "high-durability"})
    void presetsWorkWithABroker(String preset) throws Exception {
        Map<String, String> settings = RouteSettingsTest.properties("routes/presets/" + preset + ".properties");
        run(settings.entrySet().stream()
                .flatMap(setting -> java.util.stream.Stream.of(setting.getKey(), setting.getValue()))
                .toArray(String[]::new));
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        assertThat(Topics.read(TestBroker.brokers(), topic)).hasSize(Sample.FLOWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void recordsAreCloudEventsWhereThatIsWanted(String delivery) throws Exception {
        run(
                "flowjay.delivery",
                delivery,
                "flowjay.cloud-events",
                "true",
                "flowjay.cloud-events-source",
                "urn:sensor:7",
                "flowjay.batch-size",
                "10");
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        List<ConsumerRecord<byte[], byte[]>> records = Topics.read(TestBroker.brokers(), topic);
        assertThat(records).hasSize(Sample.FLOWS);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Map<String, String> headers = new HashMap<>();
            record.headers().forEach(header -> headers.put(header.key(), Topics.text(header.value())));
            // Delivery exactly once has a header of its own.
            headers.remove("flowjay-delivery");
            assertThat(headers)
                    .isEqualTo(Map.of(
                            "ce_id",
                            value(record).get("record_id").textValue(),
                            "ce_type",
                            "io.flowjay.flow",
                            "ce_source",
                            "urn:sensor:7",
                            "ce_specversion",
                            "1.0",
                            "flowjay-schema-version",
                            "1.0.0"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a uri"})
    void aSourceThatIsNoUriKeepsTheRouteFromStarting(String source) {
        assertThatThrownBy(() -> load("flowjay.cloud-events-source", source))
                .hasStackTraceContaining(
                        "flowjay.cloud-events-source \"" + source + "\" (property flowjay.cloud-events-source) is ");
    }

    private void run(String... settings) throws Exception {
        Topics.create(TestBroker.brokers(), topic, 6);
        String[] all = java.util.Arrays.copyOf(settings, settings.length + 4);
        all[settings.length] = "flowjay.brokers";
        all[settings.length + 1] = TestBroker.brokers();
        all[settings.length + 2] = "flowjay.topic";
        all[settings.length + 3] = topic;
        load(all);
        context.start();
    }

    private static JsonNode value(ConsumerRecord<byte[], byte[]> record) throws IOException {
        return JSON.readTree(record.value());
    }
}
