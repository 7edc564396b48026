package io.flowjay.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.kafka.TopicReadiness;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that are sent alone, because no batch takes them. */
@ExtendWith(TestBroker.class)
class DeliverySettingsTest {
    private final String topic = "batches-" + UUID.randomUUID();

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a record of the size of a batch,              1000000, 10000,   10000, false",
        "one byte more,                                1000000, 10000,   10001, true",
        "a topic takes less than a batch,              20000,   1000000, 20000, false",
        "a topic takes less than a batch and a record, 20000,   1000000, 20001, true",
    })
    void aRecordExceedsTheBatchesThatItsTopicTakes(String what, String limit, int batch, int record, boolean exceeds)
            throws Exception {
        Topics.create(TestBroker.brokers(), topic, 1, Map.of("max.message.bytes", limit));
        Map<String, Object> producer = Map.of("bootstrap.servers", TestBroker.brokers(), "batch.size", batch);
        try (TopicReadiness topics = new TopicReadiness(producer, false)) {
            topics.await(topic);
            DeliverySettings settings = new DeliverySettings(
                    producer,
                    topic + '-',
                    Duration.ofSeconds(20),
                    new DeadLetters("", directory),
                    topics,
                    1,
                    Duration.ofMillis(10));
            assertThat(settings.exceedsBatch(new ProducerRecord<>(topic, new byte[record])))
                    .isEqualTo(exceeds);
        }
    }
}
