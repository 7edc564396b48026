package io.flowjay.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flowjay.capture.CaptureFile;
import io.flowjay.kafka.KafkaWriter;
import io.flowjay.record.Extraction;
import io.flowjay.record.FlowRecord;
import io.flowjay.record.FlowRecords;
import io.flowjay.settings.Settings;
import io.flowjay.testing.AvroTopics;
import io.flowjay.testing.Sample;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.TestRegistry;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The consumers that consumers.md shows do what it says, with records of the sample capture. */
@ExtendWith({TestBroker.class, TestRegistry.class})
@Timeout(120)
class ConsumerExamplesTest {
    private static final String TOPIC = "consumer-examples";
    /** What tshark says of the sample's TLS clients over TCP. */
    private static final List<String> EXPECTED = List.of(
            "legacy.example.net t13d3111h1_e8f1e7e78f70_78f1d400d464",
            "shop.example.com t13d1515h2_8daaf6152771_de4a06bb82e3",
            "www.example.com t13d1516h2_8daaf6152771_d8a2da3f94cd");

    @BeforeAll
    static void publishTheSample() throws Exception {
        Topics.create(TestBroker.brokers(), TOPIC, 3);
        publish(TOPIC, Sample.bytes());
    }

    @Test
    void theConsumerInJava() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (FlowConsumer flows = new FlowConsumer(TestBroker.brokers(), TOPIC, "consumer-examples")) {
            int read = 0;
            while (read < Sample.FLOWS) {
                read += flows.printNext(out);
            }
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).containsExactlyInAnyOrderElementsOf(EXPECTED);
    }

    @Test
    @DisplayName("kcat | jq, where both are installed")
    void kcatAndJq() throws Exception {
        assumeTrue(runs("kcat", "-V") && runs("jq", "--version"), "no kcat or jq");
        assertThat(output("src/test/examples/names.sh", TestBroker.brokers(), TOPIC))
                .containsExactlyInAnyOrderElementsOf(EXPECTED);
    }

    /** By hand: UDP from one 5-tuple, packets at 0, 100, 200 s and two at 300 s, which the idle timeout of 60 s cuts; another with one. */
    @Test
    @DisplayName("the parts of each connection joined, where kcat and jq are installed")
    void connections() throws Exception {
        assumeTrue(runs("kcat", "-V") && runs("jq", "--version"), "no kcat or jq");
        String topic = "connection-examples";
        Topics.create(TestBroker.brokers(), topic, 3);
        List<String> ids = new ArrayList<>();
        for (byte[] capture : List.of(Traffic.udpWithOneLong(4, 3, 2), Traffic.flows(1, 1))) {
            // Twice, as at least once allows.
            publish(topic, capture);
            ids.add(publish(topic, capture));
        }
        assertThat(output("src/test/examples/connections.sh", TestBroker.brokers(), topic))
                .containsExactlyInAnyOrder(ids.get(0) + " 4 5 capture_end", ids.get(1) + " 1 1 capture_end");
        String script = Files.readString(Path.of("src/test/examples/connections.sh"));
        String shown = Files.readString(Path.of("src/main/docs/consumers.md"));
        assertThat(shown).contains(script.substring(script.indexOf("jq -rs")));
    }

    /** Publishes a capture's records, and answers the id of the first one, which is part 1 of a connection. */
    private static String publish(String topic, byte[] capture) throws Exception {
        String first = null;
        try (KafkaWriter writer = KafkaWriter.builder()
                        .brokers(TestBroker.brokers())
                        .topic(topic)
                        .keyField("flow_id")
                        .build();
                FlowRecords records = Extraction.of(Settings.DEFAULT).records(CaptureFile.open(capture, "a.pcap"))) {
            while (records.hasNext()) {
                FlowRecord record = records.next();
                first = first == null ? String.valueOf(record.get("record_id")) : first;
                writer.write(record);
            }
        }
        return String.valueOf(first);
    }

    @Test
    @DisplayName("the consumer in Python is Python, where there is one")
    void pythonSyntax() throws Exception {
        assumeTrue(runs("python3", "--version"), "no Python");
        assertThat(output("python3", "-c", "import ast; ast.parse(open('src/test/examples/consumer.py').read())"))
                .isEmpty();
    }

    @Test
    @DisplayName("the consumer in Python prints the same, where kafka-python is installed")
    void python() throws Exception {
        // A package of Debian's belongs to Debian's Python.
        String python = runs("/usr/bin/python3", "-c", "import kafka") ? "/usr/bin/python3" : "python3";
        assumeTrue(runs(python, "-c", "import kafka"), "no kafka-python");
        assertThat(output(python, "src/test/examples/consumer.py", TestBroker.brokers(), TOPIC, "10000"))
                .containsExactlyInAnyOrderElementsOf(EXPECTED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("the consumer of Avro in Python prints the same, where kafka-python is installed")
    void pythonOfAvro(boolean registered) throws Exception {
        String python = runs("/usr/bin/python3", "-c", "import kafka") ? "/usr/bin/python3" : "python3";
        assumeTrue(runs(python, "-c", "import kafka"), "no kafka-python");
        String topic = TOPIC + (registered ? "-avro-registry" : "-avro");
        Topics.create(TestBroker.brokers(), topic, 3);
        AvroTopics.publish(topic, Sample.bytes(), Settings.DEFAULT, registered ? TestRegistry.get() : null);
        String schemas = registered ? TestRegistry.get().url() : "src/main/resources/io/flowjay/record.avsc";
        assertThat(output(python, "src/test/examples/avro_consumer.py", TestBroker.brokers(), topic, schemas, "10000"))
                .containsExactlyInAnyOrderElementsOf(EXPECTED);
        String script = Files.readString(Path.of("src/test/examples/avro_consumer.py"));
        String shown = Files.readString(Path.of("src/main/docs/consumers.md"));
        assertThat(shown)
                .contains(script.substring(script.indexOf("def number"), script.indexOf("def schema_of"))
                        .strip());
    }

    @Test
    @DisplayName("the job of Kafka Streams counts JA4 per hour of the packets' clock")
    void ja4PerHour() {
        long hour = TimeUnit.HOURS.toMillis(1);
        Properties properties = new Properties();
        properties.put("application.id", "test");
        properties.put("bootstrap.servers", "unused:9092");
        try (TopologyTestDriver driver = new TopologyTestDriver(Ja4PerHour.topology("in", "out"), properties)) {
            TestInputTopic<String, String> in =
                    driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            in.pipeInput("k", flow(10, "ja4", "a"));
            in.pipeInput("k", flow(3599.9, "ja4", "a"));
            in.pipeInput("k", flow(3600, "ja4", "a"));
            in.pipeInput("k", flow(20, "quic_ja4", "q"));
            in.pipeInput("k", flow(20, "other", "x"));
            in.pipeInput("k", "no JSON");
            for (ConsumerRecord<byte[], byte[]> record : Topics.read(TestBroker.brokers(), TOPIC)) {
                in.pipeInput(Topics.text(record.key()), Topics.text(record.value()));
            }
            // Late, but within the time that is allowed for.
            in.pipeInput("k", flow(1_773_739_200, "ja4", "a"));
            Map<String, Long> counts = new HashMap<>();
            for (KeyValue<String, Long> count : driver.createOutputTopic(
                            "out", new StringDeserializer(), new LongDeserializer())
                    .readKeyValuesToList()) {
                counts.put(count.key, count.value);
            }
            assertThat(counts)
                    .containsEntry("a@0", 2L)
                    .containsEntry("a@" + hour, 1L)
                    .containsEntry("q@0", 1L)
                    .containsEntry("q13d0308h3_55b375c5d22e_1b7ced03430d@1773738000000", 3L)
                    .containsEntry("a@1773738000000", 1L);
            assertThat(counts.keySet()).allMatch(key -> key.matches(".+@\\d+"));
        }
    }

    private static String flow(double start, String field, String value) {
        return "{\"start_time\": " + start + ", \"" + field + "\": \"" + value + "\"}";
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> output(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("flowjay-example", ".txt");
        try {
            Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            int exit = process.waitFor();
            assertThat(exit).as(Files.readString(out)).isZero();
            return Files.readAllLines(out);
        } finally {
            Files.delete(out);
        }
    }
}
