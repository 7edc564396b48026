package io.flowjay.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;

/**
 * A Kafka Streams job: how often each JA4 fingerprint was seen in each hour, by the clock of the packets. Sent to the topic
 * {@code ja4-per-hour}: key {@code JA4@start of the hour in ms}, value the count.
 */
public final class Ja4PerHour {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Ja4PerHour() {}

    /** Counts the records of one topic into another. */
    public static Topology topology(String from, String to) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        from,
                        Consumed.with(Serdes.String(), Serdes.String()).withTimestampExtractor(Ja4PerHour::startOfFlow))
                .mapValues(Ja4PerHour::ja4)
                .filter((key, ja4) -> !ja4.isEmpty())
                .groupBy((key, ja4) -> ja4, Grouped.with(Serdes.String(), Serdes.String()))
                // Captures may be older than what was read before.
                .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofHours(1), Duration.ofDays(7)))
                .count()
                .toStream(
                        (window, count) -> window.key() + "@" + window.window().start())
                .to(to, Produced.with(Serdes.String(), Serdes.Long()));
        return builder.build();
    }

    private static long startOfFlow(ConsumerRecord<Object, Object> record, long previous) {
        double seconds =
                parse(String.valueOf(record.value())).path("start_time").asDouble(Double.NaN);
        return Double.isNaN(seconds) ? record.timestamp() : Math.round(seconds * 1000);
    }

    /** That of TLS over TCP or of QUIC; empty without one. */
    private static String ja4(String value) {
        JsonNode flow = parse(value);
        String tls = flow.path("ja4").asText("");
        return tls.isEmpty() ? flow.path("quic_ja4").asText("") : tls;
    }

    private static JsonNode parse(String value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    public static void main(String[] args) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "ja4-per-hour");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, args.length > 0 ? args[0] : "localhost:9092");
        KafkaStreams streams = new KafkaStreams(topology("flow-features", "ja4-per-hour"), properties);
        Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
        streams.start();
    }
}
