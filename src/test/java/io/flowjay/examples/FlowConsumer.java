package io.flowjay.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer in Java: prints the server name and the JA4 fingerprint of each flow that has them. */
public final class FlowConsumer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<byte[], byte[]> consumer;

    public FlowConsumer(String brokers, String topic, String group) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "group.id",
                        group,
                        "auto.offset.reset",
                        "earliest",
                        // Records of transactions that were given up are not shown.
                        "isolation.level",
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic));
    }

    /** Prints what has come, and answers how many records that was. */
    public int printNext(PrintStream out) throws IOException {
        int records = 0;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
            JsonNode flow = JSON.readTree(record.value());
            if (!flow.path("ja4").asText("").isEmpty()) {
                out.println(flow.get("tls_sni").asText() + " " + flow.get("ja4").asText());
            }
            records++;
        }
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }

    public static void main(String[] args) throws IOException {
        try (FlowConsumer flows = new FlowConsumer("localhost:9092", "flow-features", "example")) {
            while (true) {
                flows.printNext(System.out);
            }
        }
    }
}
