package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.record.FieldNames;
import io.flowjay.record.RecordFields;
import io.flowjay.record.avro.AvroSchema;
import io.flowjay.testing.AvroJudge;
import io.flowjay.testing.Loopback;
import io.flowjay.testing.TestBroker;
import io.flowjay.testing.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code flowjay live} on the loopback interface, with traffic of the test. */
@ExtendWith(TestBroker.class)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LiveCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String READY = "Capturing from " + Loopback.NAME;

    @TempDir
    Path directory;

    @Test
    void aFlowIsWrittenWhenItIsIdleThoughNoPacketComes() throws Exception {
        try (Loopback loopback = Loopback.open();
                FlowjayProcess live = live(loopback, "--idle-timeout", "1s")) {
            awaitText(live, READY);
            loopback.send("one");
            loopback.send("two");
            BufferedReader out = new BufferedReader(new InputStreamReader(live.out(), StandardCharsets.UTF_8));
            JsonNode record = JSON.readTree(out.readLine());
            assertThat(record.get("flow_end_reason").asText()).isEqualTo("idle");
            assertThat(record.get("capture").asText()).isEqualTo(Loopback.NAME);
            assertThat(record.get("total_packets").asInt()).isEqualTo(2);
            assertThat(record.get("dst_port").asInt()).isEqualTo(loopback.port());
            assertThat(live.isAlive()).isTrue();
        }
    }

    @Test
    void whenItIsToldToEndOpenFlowsAreWritten() throws Exception {
        try (Loopback loopback = Loopback.open();
                FlowjayProcess live = live(loopback, "--idle-timeout", "1h", "--stats", "stats.json", "-o", "flows")) {
            awaitText(live, READY);
            loopback.send("one");
            // The kernel hands a packet over within 100 ms; only its record would tell when it has.
            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(60)).until(live::isAlive);
            live.terminate();
            live.await();
            assertThat(Files.readAllLines(directory.resolve("flows")))
                    .singleElement()
                    .satisfies(line -> assertThat(
                                    JSON.readTree(line).get("flow_end_reason").asText())
                            .isEqualTo("capture_end"));
            assertThat(live.text())
                    .contains(
                            "packets   1 read, 1 in flows",
                            "dropped   0 by the kernel, 0 by the interface, 0 by flowjay");
            JsonNode stats = JSON.readTree(directory.resolve("stats.json").toFile());
            assertThat(stats.get("packets_dropped"))
                    .isEqualTo(JSON.readTree("{\"kernel\": 0, \"interface\": 0, \"queue\": 0}"));
        }
    }

    private FlowjayProcess live(Loopback loopback, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("live", Loopback.NAME, "--filter", loopback.filter()));
        arguments.addAll(List.of(more));
        return FlowjayProcess.piped(directory, arguments);
    }

    @Test
    void aDurationEndsItAndRecordsGoToAFile() throws Exception {
        Path output = directory.resolve("flows.ndjson");
        try (Loopback loopback = Loopback.open();
                Sending sending = new Sending(loopback)) {
            sending.start();
            Cli cli = Cli.run("live", Loopback.NAME, "--filter", loopback.filter(), "--duration", "3s", "-o", output);
            assertThat(cli).returns(0, Cli::exitCode).returns("", Cli::out);
            assertThat(Files.readAllLines(output)).singleElement().satisfies(line -> assertThat(
                            JSON.readTree(line).get("dst_port").asInt())
                    .isEqualTo(loopback.port()));
        }
    }

    @Test
    void aFullDiskIsNamedAfterTheSummary() throws Exception {
        Path stats = directory.resolve("stats.json");
        try (Loopback loopback = Loopback.open();
                Sending sending = new Sending(loopback)) {
            sending.start();
            Cli cli = Cli.run(
                    "live",
                    Loopback.NAME,
                    "--filter",
                    loopback.filter(),
                    "--duration",
                    "3s",
                    "-o",
                    "/dev/full",
                    "--stats",
                    stats);
            assertThat(cli.exitCode()).isEqualTo(1);
            assertThat(cli.err())
                    .contains("captures  1", " read, ")
                    .endsWith("flowjay: /dev/full: No space left on device\n");
            assertThat(JSON.readTree(stats.toFile()).get("packets_read").asInt())
                    .isPositive();
        }
    }

    @Test
    void recordsGoToKafka() throws Exception {
        Topics.create(TestBroker.brokers(), "live-command", 1);
        try (Loopback loopback = Loopback.open();
                Sending sending = new Sending(loopback)) {
            sending.start();
            Cli cli = Cli.run(
                    "live",
                    Loopback.NAME,
                    "--filter",
                    loopback.filter(),
                    "--duration",
                    "3s",
                    "--kafka",
                    TestBroker.brokers(),
                    "--topic",
                    "live-command",
                    "--key-field",
                    "dst_port");
            assertThat(cli).returns(0, Cli::exitCode);
            List<ConsumerRecord<byte[], byte[]>> records = Topics.read(TestBroker.brokers(), "live-command");
            assertThat(records).singleElement().satisfies(record -> {
                assertThat(Topics.text(record.key())).isEqualTo(String.valueOf(loopback.port()));
                assertThat(JSON.readTree(record.value()).get("capture").asText())
                        .isEqualTo(Loopback.NAME);
            });
        }
    }

    @Test
    void recordsGoToKafkaInAnotherFormatToo() throws Exception {
        Topics.create(TestBroker.brokers(), "live-avro", 1);
        try (Loopback loopback = Loopback.open();
                Sending sending = new Sending(loopback)) {
            sending.start();
            Cli cli = Cli.run(
                    "live",
                    Loopback.NAME,
                    "--filter",
                    loopback.filter(),
                    "--duration=3s",
                    "--kafka",
                    TestBroker.brokers(),
                    "--topic=live-avro",
                    "--format=avro");
            assertThat(cli).returns(0, Cli::exitCode);
            Schema schema = new Schema.Parser()
                    .parse(AvroSchema.of(RecordFields.columns(FieldNames.DEFAULT))
                            .text());
            List<ConsumerRecord<byte[], byte[]>> records = Topics.read(TestBroker.brokers(), "live-avro");
            assertThat(records).singleElement().satisfies(record -> {
                GenericRecord value = AvroJudge.singleObject(record.value(), schema);
                assertThat(value.get("capture").toString()).isEqualTo(Loopback.NAME);
                assertThat(value.get("flow_id").toString()).isEqualTo(Topics.text(record.key()));
                assertThat(Topics.text(
                                record.headers().lastHeader("content-type").value()))
                        .isEqualTo("application/avro");
            });
        }
    }

    @Test
    void standardOutputHasTheStatisticsAloneWhenRecordsGoToKafka() throws Exception {
        try (Loopback loopback = Loopback.open();
                Sending sending = new Sending(loopback)) {
            sending.start();
            try (FlowjayProcess live = live(
                    loopback, "--duration", "3s", "--kafka", TestBroker.brokers(), "--topic", "live", "--stats", "-")) {
                String out = new String(live.out().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(live.await()).as(live.text()).isZero();
                JsonNode stats = JSON.reader()
                        .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .readTree(out);
                assertThat(stats.get("flows").asInt()).isEqualTo(1);
                assertThat(stats.get("packets_read").asLong()).isPositive();
                assertThat(stats.get("packets_dropped").get("kernel").asLong()).isZero();
            }
        }
        assertThat(directory.resolve("-")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--stats=-", "--stats=- -o -"})
    void recordsAndStatisticsDoNotMixOnStandardOutput(String options) {
        Cli cli = Cli.run((Object[]) ("live " + Loopback.NAME + " --duration=1s " + options).split(" "));
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("the output and --stats are both standard output");
    }

    /** Sends again and again until it is closed, because nobody knows when the capture has begun. */
    private static final class Sending implements AutoCloseable {
        private final Loopback loopback;
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

        Sending(Loopback loopback) {
            this.loopback = loopback;
        }

        void start() {
            Future<?> unused = clock.scheduleAtFixedRate(this::send, 0, 20, TimeUnit.MILLISECONDS);
        }

        private void send() {
            try {
                loopback.send("text");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            clock.shutdownNow();
        }
    }

    @Test
    void aMissingLibpcapIsOneLine() throws Exception {
        try (FlowjayProcess live = FlowjayProcess.onTerminal(
                directory,
                Map.of("JAVA_TOOL_OPTIONS", "-Dorg.pcap4j.core.pcapLibName=/flowjay/none"),
                List.of("live", Loopback.NAME))) {
            assertThat(live.await()).isEqualTo(1);
            assertThat(live.text().lines().filter(line -> !line.contains("JAVA_TOOL_OPTIONS")))
                    .singleElement()
                    .asString()
                    .startsWith("flowjay: live capture and filters need libpcap, which cannot be loaded; install it");
        }
    }

    @Test
    void aMissingPermissionIsOneLine() throws Exception {
        Loopback.assumeCapture();
        Path setpriv = Path.of("/usr/bin/setpriv");
        Assumptions.assumeTrue(Files.exists(setpriv), "setpriv takes the permission away");
        try (FlowjayProcess live = FlowjayProcess.under(
                directory,
                List.of(setpriv.toString(), "--bounding-set=-net_raw,-net_admin"),
                Map.of(),
                List.of("live", Loopback.NAME))) {
            assertThat(live.await()).isEqualTo(1);
            assertThat(live.text().lines())
                    .singleElement()
                    .asString()
                    .startsWith("flowjay: cannot capture from lo: ")
                    .contains("run as root, or give Java the capabilities CAP_NET_RAW and CAP_NET_ADMIN");
        }
    }

    private static void awaitText(FlowjayProcess live, String text) {
        await().atMost(Duration.ofSeconds(60)).until(() -> live.text().contains(text));
    }
}
