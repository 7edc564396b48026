package io.flowjay.camel.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.camel.ShippedRoute;
import io.flowjay.delivery.DeadLetter;
import io.flowjay.delivery.DeadLetterReplay;
import io.flowjay.delivery.DeliverySettings;
import io.flowjay.kafka.TopicReadiness;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One record of fifty that its topic refuses for good, in both modes, with a real broker. */
@ExtendWith(TestBroker.class)
class DeadLetterRouteTest extends ShippedRoute {
    /** Records of one packet have some 1,000 bytes with these features, the long one more than 30,000. */
    private static final String FEATURES = "flow_meta,timing";

    private static final int LIMIT = 10_000;
    private static final byte[] CAPTURE = Traffic.udpWithOneLong(50, 20, 3000);

    private final String topic = "poisoned-" + UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aRecordThatTheBrokerRefusesIsADeadLetterWithItsCauseAndTheOthersArriveOnce(String delivery) throws Exception {
        run(delivery, Map.of("max.message.bytes", String.valueOf(LIMIT)), "flowjay.max-request-size", "1048576");
        drop("a.pcap", CAPTURE);
        awaitFile(".done/a.pcap");
        assertTheOthersArrivedOnce();
        List<ConsumerRecord<byte[], byte[]>> dead = Topics.read(TestBroker.brokers(), topic + ".dlq");
        assertThat(dead).hasSize(1);
        ConsumerRecord<byte[], byte[]> letter = dead.get(0);
        JsonNode record = JSON.readTree(letter.value());
        assertThat(record.get("total_packets").intValue()).isEqualTo(3000);
        assertThat(Topics.text(letter.key())).isEqualTo(record.get("flow_id").textValue());
        assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo(topic);
        assertThat(header(letter, DeadLetter.EXCEPTION)).endsWith("RecordTooLargeException");
        assertThat(header(letter, DeadLetter.MESSAGE)).contains("larger");
        assertThat(files()).containsExactly(".done/a.pcap");
        KafkaClients clients = context.getRegistry().lookupByNameAndType("flowjayKafkaClients", KafkaClients.class);
        assertThat(clients.letters().inTopic()).isEqualTo(1);
        assertThat(clients.letters().inFiles()).isZero();

        Topics.limit(TestBroker.brokers(), topic, 1_048_576);
        try (DeadLetterReplay replay =
                new DeadLetterReplay(Map.of("bootstrap.servers", TestBroker.brokers()), replaySettings(clients))) {
            replay.topic(topic + ".dlq");
            assertThat(replay.sent()).isEqualTo(1);
        }
        assertThat(Topics.recordIds(TestBroker.brokers(), topic))
                .hasSize(50)
                .doesNotHaveDuplicates()
                .contains(record.get("record_id").textValue());
    }

    private static DeliverySettings replaySettings(KafkaClients clients) {
        Map<String, Object> kafka = Map.of("bootstrap.servers", TestBroker.brokers());
        return new DeliverySettings(
                kafka,
                "replay-",
                Duration.ofSeconds(30),
                clients.letters(),
                new TopicReadiness(kafka, true),
                1,
                Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void aRecordThatCannotBeSentAnywhereIsInAFile(String delivery) throws Exception {
        run(delivery, Map.of(), "flowjay.max-request-size", String.valueOf(LIMIT));
        drop("a.pcap", CAPTURE);
        awaitFile(".done/a.pcap");
        assertTheOthersArrivedOnce();
        JsonNode letter = JSON.readTree(deadFile().toFile());
        assertThat(letter.get("topic").textValue()).isEqualTo(topic);
        assertThat(letter.get("error").textValue()).contains("RecordTooLargeException");
        JsonNode record = JSON.readTree(letter.get("value").textValue());
        assertThat(record.get("total_packets").intValue()).isEqualTo(3000);
        assertThat(letter.get("key").textValue())
                .isEqualTo(record.get("flow_id").textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void theReportOfAFailedCaptureHasDeadLettersApart(String delivery) throws Exception {
        run(delivery, Map.of("max.message.bytes", String.valueOf(LIMIT)), "flowjay.max-request-size", "1048576");
        drop("cut.pcap", Arrays.copyOf(CAPTURE, CAPTURE.length - 5));
        JsonNode report = report("cut.pcap");
        assertThat(report.get("records_dead_lettered").intValue()).isEqualTo(1);
        assertThat(report.get("records_delivered").intValue())
                .isGreaterThan(40)
                .isEqualTo(Topics.read(TestBroker.brokers(), topic).size());
        assertThat(report.get("records_uncertain").intValue()).isZero();
    }

    private void run(String delivery, Map<String, String> ofTopic, String... settings) throws Exception {
        Topics.create(TestBroker.brokers(), topic, 3, ofTopic);
        load(Stream.concat(
                        Stream.of(settings),
                        Stream.of(
                                "flowjay.delivery",
                                delivery,
                                "flowjay.brokers",
                                TestBroker.brokers(),
                                "flowjay.topic",
                                topic,
                                "flowjay.ledger-topic",
                                topic + "-ledger",
                                "flowjay.compression",
                                "none",
                                "flowjay.groups",
                                FEATURES,
                                "flowjay.include-raw-sequences",
                                "true",
                                "flowjay.max-sequence-length",
                                "3000"))
                .toArray(String[]::new));
        context.start();
    }

    private void assertTheOthersArrivedOnce() {
        assertThat(Topics.read(TestBroker.brokers(), topic))
                .hasSize(49)
                .extracting(
                        record -> JSON.readTree(record.value()).get("record_id").textValue())
                .doesNotHaveDuplicates();
    }

    private Path deadFile() throws Exception {
        try (Stream<Path> files = Files.list(inbox.resolve(".dead"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Topics.text(record.headers().lastHeader(name).value());
    }
}
