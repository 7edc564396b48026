package io.flowjay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowjay.delivery.DeadFiles;
import io.flowjay.delivery.DeadLetterProducer;
import io.flowjay.delivery.DeadLetters;
import io.flowjay.kafka.TopicReadiness;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code flowjay replay}, with dead letters of a real broker and in files. */
@ExtendWith(TestBroker.class)
class ReplayCommandTest {
    private static final String LARGE = "x".repeat(20_000);
    private static final int SMALL_LIMIT = 10_000;

    @TempDir
    Path captures;

    private final String topic = "replay-" + UUID.randomUUID();

    @Test
    void aDeadLetterOfATopicIsSentAgainOnce() throws Exception {
        Topics.create(TestBroker.brokers(), topic, 3, Map.of("max.message.bytes", String.valueOf(SMALL_LIMIT)));
        send(Map.of(), LARGE, "small");
        assertThat(values(topic)).containsExactly("small");
        assertThat(values(topic + ".dlq")).containsExactly(LARGE);

        assertThat(replay()).isEqualTo(new Cli(1, "Sent again: 0, refused again: 1\n", ""));
        assertThat(values(topic + ".dlq")).containsExactly(LARGE, LARGE);

        Topics.limit(TestBroker.brokers(), topic, 1_000_000);
        assertThat(replay()).isEqualTo(new Cli(0, "Sent again: 1, refused again: 0\n", ""));
        assertThat(replay()).isEqualTo(new Cli(0, "Sent again: 0, refused again: 0\n", ""));
        assertThat(Topics.read(TestBroker.brokers(), topic)).hasSize(2).allSatisfy(record -> {
            assertThat(record.headers()).isEmpty();
            assertThat(Topics.text(record.key())).isEqualTo("key");
        });
    }

    @Test
    void aDeadLetterInAFileIsSentAgainAndTheFileIsGone() throws Exception {
        Topics.create(TestBroker.brokers(), topic, 3);
        send(Map.of("max.request.size", SMALL_LIMIT), LARGE, "small");
        assertThat(values(topic)).containsExactly("small");
        assertThat(files()).hasSize(1);

        assertThat(replay("-p", "max.request.size=" + SMALL_LIMIT))
                .isEqualTo(new Cli(1, "Sent again: 0, refused again: 1\n", ""));
        assertThat(files()).hasSize(1);

        assertThat(replay()).isEqualTo(new Cli(0, "Sent again: 1, refused again: 0\n", ""));
        assertThat(files()).isEmpty();
        assertThat(values(topic)).containsExactlyInAnyOrder("small", LARGE);
    }

    @Test
    void bytesThatAreNotTextAndHeadersComeBackFromAFileAsTheyWere() throws Exception {
        Topics.create(TestBroker.brokers(), topic, 1);
        byte[] value = new byte[SMALL_LIMIT * 2];
        new Random(20).nextBytes(value);
        byte[] key = {(byte) 0xff, 0, (byte) 0xc3};
        Map<String, Object> config = new HashMap<>(Map.of("max.request.size", SMALL_LIMIT));
        config.put("bootstrap.servers", TestBroker.brokers());
        config.put("key.serializer", ByteArraySerializer.class);
        config.put("value.serializer", ByteArraySerializer.class);
        try (Producer<byte[], byte[]> producer = new DeadLetterProducer<>(
                config, new TopicReadiness(config, true), new DeadLetters("", DeadFiles.in(captures)))) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
            record.headers()
                    .add("content-type", "application/avro".getBytes(UTF_8))
                    .add("binary", new byte[] {-1, 1});
            producer.send(record).get();
        }
        assertThat(files()).hasSize(1);
        assertThat(replay()).isEqualTo(new Cli(0, "Sent again: 1, refused again: 0\n", ""));
        assertThat(Topics.read(TestBroker.brokers(), topic)).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo(key);
            assertThat(record.value()).isEqualTo(value);
            assertThat(record.headers().toArray()).extracting(Header::key).containsExactly("content-type", "binary");
            assertThat(record.headers().lastHeader("content-type").value())
                    .isEqualTo("application/avro".getBytes(UTF_8));
            assertThat(record.headers().lastHeader("binary").value()).isEqualTo(new byte[] {-1, 1});
        });
    }

    @Test
    void withoutDeadLettersThereIsNothingToDo() {
        assertThat(replay()).isEqualTo(new Cli(0, "Sent again: 0, refused again: 0\n", ""));
    }

    @Test
    void aTopicThatIsMissingIsAnErrorAndIsNotMade() throws Exception {
        Files.createDirectories(DeadFiles.in(captures));
        Path file = Files.writeString(
                DeadFiles.in(captures).resolve("a.ndjson"),
                "{\"topic\":\"" + topic + "\",\"key\":null,\"value\":\"{}\"}\n");
        Cli replay = replay();
        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.err()).contains("topic " + topic + " does not exist and is not to be made");
        assertThat(file).exists();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.brokers()))) {
            assertThat(admin.listTopics().names().get()).doesNotContain(topic, topic + ".dlq");
        }
    }

    @Test
    void aFileWithSomethingElseIsAnErrorAndStays() throws Exception {
        Files.createDirectories(DeadFiles.in(captures));
        Path file = Files.writeString(DeadFiles.in(captures).resolve("a.ndjson"), "{\"topic\": 1}\n");
        Cli replay = replay();
        assertThat(replay.exitCode()).isEqualTo(1);
        assertThat(replay.err()).contains(file + ": not a dead letter");
        assertThat(file).exists();
    }

    private void send(Map<String, Object> settings, String... values) throws Exception {
        Map<String, Object> config = new HashMap<>(settings);
        config.put("bootstrap.servers", TestBroker.brokers());
        config.put("key.serializer", StringSerializer.class);
        config.put("value.serializer", StringSerializer.class);
        try (Producer<String, String> producer = new DeadLetterProducer<>(
                config, new TopicReadiness(config, true), new DeadLetters("", DeadFiles.in(captures)))) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, "key", value)).get();
            }
        }
    }

    private Cli replay(String... more) {
        return Cli.run(Stream.concat(
                        Stream.of(
                                "replay",
                                "--brokers",
                                TestBroker.brokers(),
                                "--topic",
                                topic,
                                "--captures",
                                captures.toString()),
                        Stream.of(more))
                .toArray());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(DeadFiles.in(captures))) {
            return files.toList();
        }
    }

    private static List<String> values(String topic) {
        return Topics.read(TestBroker.brokers(), topic).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }
}
