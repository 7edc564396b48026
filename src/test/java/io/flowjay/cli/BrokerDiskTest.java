package io.flowjay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowjay.testing.Topics;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that the embedded broker fills up; needs the right to mount. */
@Tag("kill")
class BrokerDiskTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int CAPTURES = 4;
    /** Records have some 10 kB each, so that the second capture finds no room. */
    private static final int FLOWS = 1_500;

    private static final Pattern BROKER = Pattern.compile("Kafka broker:  (127\\.0\\.0\\.1:\\d+)");

    @TempDir
    Path directory;

    private Path disk;
    private Path captures;

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
    }

    @Test
    void theProcessNamesTheDiskAndTheNextOneFinishesTheCaptures() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        captures = Files.createDirectory(directory.resolve("captures"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=32m", "flowjay", disk.toString()), "no right to mount");
        Map<String, Integer> expected = new TreeMap<>();
        for (int i = 0; i < CAPTURES; i++) {
            String name = "c" + i + ".pcap";
            Files.write(
                    captures.resolve(name),
                    Traffic.udp(FLOWS, Duration.ofMinutes(2).plusSeconds(i)));
            expected.put(name, FLOWS);
        }
        try (FlowjayProcess flowjay = start()) {
            assertThat(flowjay.await((int) LIMIT.toSeconds())).isEqualTo(74);
            assertThat(flowjay.text().lines().filter(line -> line.contains("The Kafka broker in this process ended")))
                    .singleElement()
                    .asString()
                    .contains(
                            "ERROR", "the disk of " + disk.toRealPath().resolve("kafka") + " is full", "in the inbox");
            assertThat(flowjay.text()).doesNotContain("\tat ");
        }
        assertThat(captures.resolve("c" + (CAPTURES - 1) + ".pcap")).exists();

        assertThat(run("mount", "-o", "remount,size=400m", disk.toString())).isTrue();
        try (FlowjayProcess flowjay = start()) {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(
                            captures.resolve(".done").toFile().list())
                    .as(flowjay.text())
                    .hasSize(CAPTURES));
            Matcher broker = BROKER.matcher(flowjay.text());
            assertThat(broker.find()).isTrue();
            Map<String, Set<String>> ids = new TreeMap<>();
            for (ConsumerRecord<byte[], byte[]> record : Topics.read(broker.group(1), "flow-features")) {
                var json = JSON.readTree(record.value());
                ids.computeIfAbsent(json.get("capture").asText(), name -> new TreeSet<>())
                        .add(json.get("record_id").asText());
            }
            Map<String, Integer> read = new TreeMap<>();
            ids.forEach((name, own) -> read.put(name, own.size()));
            assertThat(read).isEqualTo(expected);
        }
    }

    private FlowjayProcess start() throws IOException {
        return FlowjayProcess.onTerminal(
                directory,
                Map.of(),
                List.of(
                        "run",
                        "--routes",
                        Path.of("routes").toAbsolutePath().toString(),
                        "--captures",
                        captures.toString(),
                        "--port",
                        "0",
                        "--broker-dir",
                        disk.resolve("kafka").toString(),
                        "--http-port",
                        "-1",
                        "--quiet-time",
                        "200ms",
                        "--compression",
                        "none"));
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(Arrays.asList(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
