package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.camel.ShippedRoute;
import io.flowjay.capture.CaptureFile;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.SettingCatalog;
import io.flowjay.settings.Settings;
import io.flowjay.testing.DeadWorker;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The route and {@code extract --kafka} go on by the same rule after a worker that published the first records of a capture and died.
 * What each delivery must hold comes from extractions without Kafka.
 */
@ExtendWith(TestBroker.class)
class ResumptionTest extends ShippedRoute {
    /** One packet each 50 s: that many flows with an idle timeout of 30 s, and one with 60 s. */
    private static final int FLOWS = 40;

    private static final int PUBLISHED = 15;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String topic = "resumed-" + UUID.randomUUID();

    @TempDir
    private Path outside;

    /** Outcomes: the delivery that was begun has all records; it keeps its part, and another one has all; or nothing is added. */
    @ParameterizedTest(name = "{0}, {1}: {5} by the route, {6} by the command")
    @CsvSource(
            delimiter = '|',
            value = {
                // what                  | policy          | now | noted | id suffix | route   | command
                "the same records        | finish-with-old | 30s | 15    | ''        | goes on | goes on",
                "the same records        | fail            | 30s | 15    | ''        | goes on | goes on",
                "other settings          | again           | 60s | 15    | ''        | both    | both",
                "other settings          | fail            | 60s | 15    | ''        | failed  | failed",
                "other ids               | finish-with-old | 30s | 15    | x         | both    | both",
                "other ids               | again           | 30s | 15    | x         | both    | both",
                "other ids               | fail            | 30s | 15    | x         | failed  | failed",
                "more records than now   | finish-with-old | 30s | 50    | ''        | both    | both",
                "more records than now   | fail            | 30s | 50    | ''        | failed  | failed",
                // A command makes the records of all its captures with its own settings.
                "other settings          | finish-with-old | 60s | 15    | ''        | goes on | both",
            })
    void routeAndCommandHaveOneRule(
            String what, String policy, String now, int noted, String idSuffix, String byRoute, String byCommand)
            throws Exception {
        Path capture = Files.write(outside.resolve("a.pcap"), Traffic.udp(FLOWS, Duration.ofSeconds(50)));
        Map<String, String> given =
                Map.of("delivery", "exactly-once", "idle-timeout", now, "on-changed-settings", policy);

        String routed = topic + "-route";
        String first = new DeadWorker(routed, settings("30s"), PUBLISHED, noted, idSuffix).publish(capture);
        List<String> properties = new ArrayList<>(List.of(
                "flowjay.brokers",
                TestBroker.brokers(),
                "flowjay.topic",
                routed,
                "flowjay.ledger-topic",
                routed + "-ledger"));
        given.forEach((name, value) -> properties.addAll(List.of("flowjay." + name, value)));
        load(properties.toArray(String[]::new));
        context.start();
        drop("a.pcap", Files.readAllBytes(capture));
        awaitFile((byRoute.equals("failed") ? ".failed" : ".done") + "/a.pcap");
        checkDeliveries(routed, first, byRoute, capture, now);

        String extracted = topic + "-command";
        first = new DeadWorker(extracted, settings("30s"), PUBLISHED, noted, idSuffix).publish(capture);
        Path other = other();
        List<Object> arguments = new ArrayList<>(List.of(
                "extract",
                capture,
                other,
                "--kafka",
                TestBroker.brokers(),
                "--topic",
                extracted,
                "--ledger-topic",
                extracted + "-ledger"));
        given.forEach((name, value) -> arguments.add("--" + name + '=' + value));
        Cli cli = Cli.run(arguments.toArray());
        boolean failed = byCommand.equals("failed");
        assertThat(cli.exitCode()).as(cli.err()).isEqualTo(failed ? 1 : 0);
        if (failed) {
            assertThat(cli.err())
                    .contains("a.pcap")
                    .contains("the " + noted + " records that are published")
                    .contains("flowjay.on-changed-settings=fail");
        }
        checkDeliveries(extracted, first, byCommand, capture, now);
        assertThat(Topics.recordIds(TestBroker.brokers(), extracted))
                .as("the capture after it")
                .containsAll(ids(other, settings(now)));
    }

    private void checkDeliveries(String of, String first, String outcome, Path capture, String now) throws IOException {
        List<String> old = ids(capture, settings("30s"));
        List<String> wanted = ids(capture, settings(now));
        Map<String, List<String>> deliveries = deliveries(of);
        switch (outcome) {
            case "goes on" -> assertThat(deliveries).isEqualTo(Map.of(first, sorted(old)));
            case "both" -> {
                assertThat(deliveries).hasSize(2).containsEntry(first, sorted(old.subList(0, PUBLISHED)));
                deliveries.remove(first);
                assertThat(deliveries.values()).containsExactly(sorted(wanted));
            }
            default -> assertThat(deliveries).isEqualTo(Map.of(first, sorted(old.subList(0, PUBLISHED))));
        }
    }

    /** The ids of the records of the first capture in a topic, sorted, by the id of their delivery. */
    private Map<String, List<String>> deliveries(String of) throws IOException {
        Map<String, List<String>> deliveries = new HashMap<>();
        List<String> others = ids(other(), settings("30s"));
        for (ConsumerRecord<byte[], byte[]> record : Topics.read(TestBroker.brokers(), of)) {
            String id = JSON.readTree(record.value()).get("record_id").textValue();
            if (!others.contains(id)) {
                String delivery = Topics.text(
                        record.headers().lastHeader("flowjay-delivery").value());
                deliveries.computeIfAbsent(delivery, key -> new ArrayList<>()).add(id);
            }
        }
        deliveries.replaceAll((delivery, ids) -> sorted(ids));
        return deliveries;
    }

    /** Comes after the capture, and has one flow. */
    private Path other() throws IOException {
        return Files.write(outside.resolve("b.pcap"), Traffic.flows(1, 1));
    }

    private static List<String> sorted(List<String> ids) {
        return ids.stream().sorted().toList();
    }

    private static List<String> ids(Path capture, Settings settings) throws IOException {
        List<String> ids = new ArrayList<>();
        try (FlowRecords flows = Extraction.of(settings).records(CaptureFile.open(capture))) {
            flows.forEachRemaining(record -> ids.add(String.valueOf(record.get("record_id"))));
        }
        return ids;
    }

    private static Settings settings(String idleTimeout) {
        return Settings.builder()
                .text(SettingCatalog.IDLE_TIMEOUT, idleTimeout, "test")
                .build();
    }
}
