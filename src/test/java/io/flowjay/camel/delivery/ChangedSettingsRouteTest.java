package io.flowjay.camel.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.camel.ShippedRoute;
import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecords;
import io.flowjay.record.RecordShape;
import io.flowjay.settings.Settings;
import io.flowjay.testing.DeadWorker;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A worker with other settings resumes a capture that is published in part: the shipped route, after a worker that published the first
 * records and died. What each delivery must hold comes from extractions without Kafka.
 */
@ExtendWith(TestBroker.class)
class ChangedSettingsRouteTest extends ShippedRoute {
    /** One packet each 50 s: that many flows with an idle timeout of 30 s, and one with 60 s. */
    private static final int FLOWS = 40;

    private static final int PUBLISHED = 15;

    private final String topic = "changed-" + UUID.randomUUID();

    @TempDir
    private Path outside;

    @ParameterizedTest(name = "{0}, then {1}, {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                // The same records: other words, or settings that do not decide about records.
                "idle-timeout=30s | idle-timeout=30000ms, threads=2, batch-size=7 | fail            | goes on",
                "idle-timeout=30s, max-records=50 | idle-timeout=30s, max-records=1000 | fail           | goes on",
                // Other records.
                "idle-timeout=30s | idle-timeout=60s                              | finish-with-old | goes on",
                "idle-timeout=30s | idle-timeout=60s                              | again           | both",
                "idle-timeout=30s | idle-timeout=60s                              | fail            | failed",
                // The same ids, but other fields.
                "idle-timeout=30s | idle-timeout=30s, groups=timing               | finish-with-old | goes on",
                "idle-timeout=30s | idle-timeout=30s, groups=timing               | again           | both",
                // What this worker cannot make again.
                "idle-timeout=30s, flow-id-salt=x, key-field=src_ip | idle-timeout=30s | finish-with-old | both",
                "idle-timeout=30s, anonymize-ips=true, anonymization-key=old"
                        + " | idle-timeout=30s, anonymize-ips=true, anonymization-key=new | finish-with-old | both",
                "idle-timeout=30s, anonymize-ips=true, anonymization-key=old"
                        + " | idle-timeout=30s, anonymize-ips=true, anonymization-key=new | fail            | failed",
            })
    void noDeliveryIsEverAMixOfTheRecordsOfTwoSettings(String before, String now, String policy, String outcome)
            throws Exception {
        Path capture = Files.write(outside.resolve("a.pcap"), Traffic.udp(FLOWS, Duration.ofSeconds(50)));
        Settings old = settings(before);
        String first = new DeadWorker(topic, old, PUBLISHED).publish(capture);
        List<String> all = new ArrayList<>(List.of(
                "flowjay.delivery",
                "exactly-once",
                "flowjay.brokers",
                TestBroker.brokers(),
                "flowjay.topic",
                topic,
                "flowjay.ledger-topic",
                topic + "-ledger",
                "flowjay.on-changed-settings",
                policy));
        properties(now).forEach((name, value) -> all.addAll(List.of(name, value)));
        load(all.toArray(String[]::new));
        context.start();
        drop("a.pcap", Files.readAllBytes(capture));
        awaitFile((outcome.equals("failed") ? ".failed" : ".done") + "/a.pcap");

        Map<String, List<String>> deliveries = deliveries();
        List<String> published = sorted(records(capture, old).subList(0, PUBLISHED));
        switch (outcome) {
            case "goes on" ->
                assertThat(deliveries).containsOnlyKeys(first).containsEntry(first, sorted(records(capture, old)));
            case "both" -> {
                assertThat(deliveries).hasSize(2).containsEntry(first, published);
                deliveries.remove(first);
                assertThat(deliveries.values()).containsExactly(sorted(records(capture, settings(now))));
            }
            default -> {
                assertThat(deliveries).containsOnlyKeys(first).containsEntry(first, published);
                assertThat(report("a.pcap").toString())
                        .contains(RecordShape.of(old).fingerprint())
                        .contains(RecordShape.of(settings(now)).fingerprint());
            }
        }
    }

    private static List<String> sorted(List<String> records) {
        return records.stream().sorted().toList();
    }

    /** The records of a topic, sorted, by the id of their delivery. */
    private Map<String, List<String>> deliveries() {
        Map<String, List<String>> deliveries = Topics.read(TestBroker.brokers(), topic).stream()
                .collect(Collectors.groupingBy(
                        record -> Topics.text(record.headers()
                                .lastHeader(FlowDelivery.DELIVERY_HEADER)
                                .value()),
                        Collectors.mapping(
                                (ConsumerRecord<byte[], byte[]> record) -> Topics.text(record.value()),
                                Collectors.toList())));
        deliveries.replaceAll((id, records) -> sorted(records));
        return deliveries;
    }

    private static List<String> records(Path capture, Settings settings) throws IOException {
        List<String> records = new ArrayList<>();
        try (FlowRecords flows = Extraction.of(settings).records(CaptureFile.open(capture))) {
            flows.forEachRemaining(record -> records.add(new String(record.json(), StandardCharsets.UTF_8)));
        }
        return records;
    }

    private static Settings settings(String text) {
        return Settings.builder().properties(properties(text), "test").build();
    }

    private static Map<String, String> properties(String text) {
        return Arrays.stream(text.split(","))
                .map(setting -> setting.trim().split("="))
                .collect(Collectors.toMap(setting -> "flowjay." + setting[0], setting -> setting[1]));
    }
}
