package io.flowjay.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the tests that kill brokers rely on. */
@Tag("kill")
@ExtendWith(TestCluster.class)
class TestClusterTest {
    private final String topic = "cluster-" + UUID.randomUUID();

    @Test
    void aTopicHasThreeReplicasAndItsRecordsSurviveTheDeathOfOneBrokerAndOfAll() throws Exception {
        Topics.create(TestCluster.brokers(), topic, 3);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestCluster.brokers()))) {
            assertThat(admin.describeTopics(java.util.List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic)
                            .partitions())
                    .hasSize(3)
                    .allSatisfy(partition -> assertThat(partition.replicas()).hasSize(3));
        }
        send("before");
        TestCluster.kill(2);
        send("without one");
        TestCluster.restore();
        for (int broker = 1; broker <= TestCluster.SIZE; broker++) {
            TestCluster.kill(broker);
        }
        TestCluster.restore();
        assertThat(Topics.read(TestCluster.brokers(), topic))
                .extracting(record -> Topics.text(record.value()))
                .containsExactlyInAnyOrder("before", "without one");
    }

    private void send(String value) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", TestCluster.brokers(), "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)))
                    .get(1, TimeUnit.MINUTES);
        }
    }
}
