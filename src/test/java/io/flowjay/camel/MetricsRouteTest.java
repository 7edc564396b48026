package io.flowjay.camel;

import static io.flowjay.protocol.tls.Messages.clientHello;
import static io.flowjay.protocol.tls.Messages.handshakeRecord;
import static io.flowjay.protocol.tls.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.flowjay.camel.inbox.WaitingCaptures;
import io.flowjay.packet.TcpFlags;
import io.flowjay.testing.Dialogue;
import io.flowjay.testing.Sample;
import io.flowjay.testing.Scrape;
import io.flowjay.testing.Traffic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the route counts, read as Prometheus reads it. */
class MetricsRouteTest extends ShippedRoute {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private MockEndpoint startWith(MeterRegistry meters, String... settings) throws Exception {
        context.getRegistry().bind("anyName", meters);
        return start(settings);
    }

    private Scrape scrape() {
        return Scrape.of(registry.scrape());
    }

    @Test
    void aCaptureIsCountedByPacketsFlowsAndRecords() throws Exception {
        startWith(registry);
        assertThat(scrape().value("flowjay_packets_total")).isZero();
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        Scrape scrape = scrape();
        assertThat(scrape.value("flowjay_packets_total")).isEqualTo(Sample.PACKETS);
        assertThat(scrape.value("flowjay_packets_in_flows_total")).isEqualTo(Sample.PACKETS - Sample.ARP);
        assertThat(scrape.value("flowjay_packets_ignored_total{reason=\"not_ip\"}"))
                .isEqualTo(Sample.ARP);
        assertThat(scrape.sum("flowjay_packets_ignored_total")).isEqualTo(Sample.ARP);
        assertThat(scrape.sum("flowjay_flows_total")).isEqualTo(Sample.FLOWS);
        assertThat(scrape.value("flowjay_flows_total{reason=\"evicted\"}")).isZero();
        assertThat(scrape.value("flowjay_malformed_messages_total{protocol=\"tls\",reason=\"record\"}"))
                .isZero();
        assertThat(scrape.sum("flowjay_malformed_messages_total")).isZero();
        assertThat(scrape.value("flowjay_records_sent_total")).isEqualTo(Sample.FLOWS);
        assertThat(scrape.value("flowjay_records_acknowledged_total")).isEqualTo(Sample.FLOWS);
        assertThat(scrape.value("flowjay_captures_total{outcome=\"done\"}")).isOne();
        assertThat(scrape.value("flowjay_captures_total{outcome=\"failed\"}")).isZero();
        assertThat(scrape.value("flowjay_processing_duration_seconds_count{mode=\"file\"}"))
                .isOne();
        assertThat(scrape.value("flowjay_processing_duration_seconds_sum{mode=\"file\"}"))
                .isPositive();
        assertThat(scrape.value("flowjay_processing_duration_seconds_bucket{mode=\"file\",le=\"+Inf\"}"))
                .isOne();
        assertThat(scrape.value("flowjay_active_flows")).isZero();
        assertThat(scrape.sum("flowjay_errors_total")).isZero();
    }

    /** A client that offers a cipher suite and a half. */
    @Test
    void malformedMessagesAreCountedByProtocolAndReason() throws Exception {
        startWith(registry);
        byte[] hello = handshakeRecord(message(1, clientHello(0x0303, "", "c02f00")));
        drop("a.pcap", Dialogue.tcp(443).client(hello).toBytes());
        awaitFile(".done/a.pcap");
        Scrape scrape = scrape();
        assertThat(scrape.value("flowjay_malformed_messages_total{protocol=\"tls\",reason=\"client_hello\"}"))
                .isOne();
        assertThat(scrape.sum("flowjay_malformed_messages_total")).isOne();
        assertThat(scrape.labels("flowjay_malformed_messages_total")).containsOnly("protocol", "reason");
    }

    /** Each flow ends when the next one starts, the last one with the capture; one is remembered. */
    static Stream<Arguments> countsOfConnections() {
        byte[] far = Dialogue.tcp(443)
                .client(new byte[1])
                .client(TcpFlags.RST, 0x6000_0000, new byte[0])
                .toBytes();
        return Stream.of(
                arguments("flowjay_connections_forgotten_total", Traffic.flows(5, 0), 3),
                arguments("flowjay_stray_segments_total", far, 1),
                arguments("flowjay_captures_full_of_duplicates_total", Traffic.repeated(10, 2, 5_000), 1),
                arguments("flowjay_flows_merging_vlans_total", Traffic.inTwoVlans(2), 2),
                arguments("flowjay_flows_merging_tunnel_ids_total", Traffic.inTwoVnis(2), 2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("countsOfConnections")
    void whatRecordsMayMisleadAboutIsCounted(String metric, byte[] capture, int expected) throws Exception {
        startWith(registry, "flowjay.max-open-flows", "1", "flowjay.max-ended-connections", "1");
        assertThat(scrape().value(metric)).isZero();
        drop("a.pcap", capture);
        awaitFile(".done/a.pcap");
        assertThat(scrape().value(metric)).isEqualTo(expected);
    }

    @Test
    void bytesAreThoseOnTheWire() throws Exception {
        startWith(registry);
        drop("a.pcap", Traffic.udp(5, Duration.ofMinutes(2)));
        awaitFile(".done/a.pcap");
        assertThat(scrape().value("flowjay_bytes_total")).isEqualTo(5 * 42);
    }

    @ParameterizedTest(name = "namespace \"{0}\": {1}")
    @CsvSource({"'', packets_total", "joyfuljay, joyfuljay_packets_total", "a.b, a_b_packets_total"})
    @DisplayName("the reference's names are all there, in any namespace")
    void theNamespaceIsASetting(String namespace, String packets) throws Exception {
        startWith(registry, "flowjay.metrics-namespace", namespace);
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        Scrape scrape = scrape();
        String prefix = packets.substring(0, packets.length() - "packets_total".length());
        assertThat(scrape.value(packets)).isEqualTo(Sample.PACKETS);
        assertThat(scrape.names())
                .contains(
                        prefix + "bytes_total",
                        prefix + "flows_total",
                        prefix + "errors_total",
                        prefix + "active_flows",
                        prefix + "processing_duration_seconds_bucket",
                        prefix + "pending_captures");
        assertThat(scrape.labels(prefix + "flows_total")).containsOnly("reason");
        assertThat(scrape.labels(prefix + "errors_total")).containsOnly("stage");
    }

    @Test
    void aCaptureThatFailsIsCountedByItsStage() throws Exception {
        MockEndpoint kafka = startWith(registry, "flowjay.redeliveries", "0", "flowjay.batch-size", "10");
        drop("no.pcap", new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        awaitFile(".failed/no.pcap");
        assertThat(scrape().value("flowjay_errors_total{stage=\"open\"}")).isOne();

        byte[] four = Traffic.udp(4, Duration.ofMinutes(2));
        drop("cut.pcap", Arrays.copyOf(four, four.length - 1));
        awaitFile(".failed/cut.pcap");
        assertThat(scrape().value("flowjay_errors_total{stage=\"read\"}")).isOne();
        assertThat(scrape().value("flowjay_packets_total")).isEqualTo(3);

        kafka.whenExchangeReceived(kafka.getReceivedCounter() + 2, exchange -> {
            throw new TimeoutException("10 record(s) expired");
        });
        drop("a.pcapng", Sample.bytes());
        // Kafka may take them later: the capture waits, and is read again.
        awaitFile(".done/a.pcapng");
        Scrape scrape = scrape();
        assertThat(scrape.value("flowjay_errors_total{stage=\"deliver\"}")).isOne();
        assertThat(scrape.value("flowjay_captures_total{outcome=\"failed\"}")).isEqualTo(2);
        assertThat(scrape.value("flowjay_captures_total{outcome=\"waiting\"}")).isOne();
        assertThat(scrape.value("flowjay_captures_total{outcome=\"done\"}")).isOne();
        assertThat(scrape.value("flowjay_records_sent_total")).isEqualTo(3 + 20 + Sample.FLOWS);
        assertThat(scrape.value("flowjay_records_acknowledged_total")).isEqualTo(3 + 10 + Sample.FLOWS);
        assertThat(scrape.value("flowjay_active_flows")).isZero();
    }

    @Test
    void openFlowsAndPendingCapturesShowWhileACaptureIsInWork() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        MockEndpoint kafka = startWith(registry, "flowjay.batch-size", "1", "flowjay.threads", "1");
        kafka.whenExchangeReceived(2, exchange -> seen.await());
        byte[] capture = Traffic.udp(200, Duration.ofSeconds(61));
        drop("a.pcap", capture);
        try {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                Scrape scrape = scrape();
                assertThat(scrape.value("flowjay_active_flows")).isPositive();
                assertThat(scrape.value("flowjay_pending_captures")).isOne();
                assertThat(scrape.value("flowjay_pending_bytes")).isEqualTo(capture.length);
                assertThat(scrape.value("flowjay_oldest_pending_seconds")).isPositive();
                assertThat(scrape.value("flowjay_records_acknowledged_total")).isOne();
            });
            assertThat(CaptureActivity.find(context).names()).containsExactly("a.pcap");
            assertThat(CaptureActivity.find(context).stuck(Duration.ZERO)).containsExactly("a.pcap");
        } finally {
            seen.countDown();
        }
        awaitFile(".done/a.pcap");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(scrape().value("flowjay_pending_captures")).isZero());
        assertThat(scrape().value("flowjay_active_flows")).isZero();
        assertThat(CaptureActivity.find(context).names()).isEmpty();
    }

    @Test
    void evictedFlowsAreCounted() throws Exception {
        startWith(registry, "flowjay.max-open-flows", "1");
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        Scrape scrape = scrape();
        assertThat(scrape.value("flowjay_evictions_total{what=\"flow\"}"))
                .isPositive()
                .isEqualTo(scrape.value("flowjay_flows_total{reason=\"evicted\"}"));
    }

    @Test
    void theRegistryNamedAsCamelNamesItsIsPreferred() throws Exception {
        SimpleMeterRegistry other = new SimpleMeterRegistry();
        context.getRegistry().bind("other", other);
        context.getRegistry().bind("metricsRegistry", registry);
        start();
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        assertThat(scrape().value("flowjay_packets_total")).isEqualTo(Sample.PACKETS);
        assertThat(other.getMeters()).isEmpty();
    }

    @Test
    void ofSeveralRegistriesTheCompositeIsTaken() throws Exception {
        CompositeMeterRegistry all = new CompositeMeterRegistry().add(registry);
        context.getRegistry().bind("one", registry);
        context.getRegistry().bind("all", all);
        start();
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        assertThat(all.find("flowjay.packets").counter()).isNotNull();
        assertThat(scrape().value("flowjay_packets_total")).isEqualTo(Sample.PACKETS);
    }

    @Test
    void aListenerIsToldOfAcknowledgedRecordsOnly() throws Exception {
        List<Integer> told = new CopyOnWriteArrayList<>();
        context.getRegistry().bind("listener", (RecordListener) records -> told.add(records.size()));
        MockEndpoint kafka = start("flowjay.batch-size", "10", "flowjay.first-wait", "60s");
        kafka.whenExchangeReceived(3, exchange -> {
            throw new IllegalStateException("the sink is full");
        });
        WaitingCaptures waiting = context.getRegistry().lookupByNameAndType("flowjayWaiting", WaitingCaptures.class);
        drop("a.pcapng", Sample.bytes());
        await().until(() -> waiting.size() == 1);
        assertThat(told).containsExactly(10, 10);
        drop("b.pcapng", Sample.bytes());
        awaitFile(".done/b.pcapng");
        assertThat(told).containsExactly(10, 10, 10, 10, 10, 8);
        assertThat(Files.exists(inbox.resolve("b.pcapng"))).isFalse();
    }

    @Test
    void deadLettersAreNeitherAcknowledgedNorShown() throws Exception {
        List<Integer> told = new CopyOnWriteArrayList<>();
        context.getRegistry().bind("listener", (RecordListener) records -> told.add(records.size()));
        context.getRegistry().bind("metricsRegistry", registry);
        MockEndpoint kafka = start("flowjay.batch-size", "30");
        RecordMetadata dead = new RecordMetadata(new TopicPartition("", -1), -1, -1, -1, -1, -1);
        kafka.whenExchangeReceived(1, exchange -> {
            // As Camel's Kafka component does with what the producer's callbacks say.
            batch(exchange).get(0).setHeader(KafkaConstants.KAFKA_RECORD_META, List.of(dead));
            batch(exchange).get(7).setHeader(KafkaConstants.KAFKA_RECORD_META, List.of(dead));
        });
        drop("a.pcapng", Sample.bytes());
        awaitFile(".done/a.pcapng");
        assertThat(told).containsExactly(28, 8);
        assertThat(scrape().value("flowjay_records_acknowledged_total")).isEqualTo(Sample.FLOWS - 2);
        assertThat(scrape().value("flowjay_records_sent_total")).isEqualTo(Sample.FLOWS);
    }
}
