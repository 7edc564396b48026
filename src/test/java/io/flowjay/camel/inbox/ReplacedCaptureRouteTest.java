package io.flowjay.camel.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.camel.ShippedRoute;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A capture's name that another file takes while it is in progress, as ring buffers do, and an inbox that somebody removes. */
class ReplacedCaptureRouteTest extends ShippedRoute {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int FLOWS = 50;

    @TempDir
    Path elsewhere;

    static Stream<Arguments> captures() {
        byte[] whole = Traffic.flows(FLOWS, 1);
        return Stream.of(
                Arguments.of("a whole capture", whole, FLOWS, "another file took its name while it was read"),
                Arguments.of("a cut capture", Arrays.copyOf(whole, whole.length - 3), FLOWS - 1, "cut"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("captures")
    void theNewFileIsTheNextCaptureAndTheReportIsOfTheOldOne(String name, byte[] old, int records, String reason)
            throws Exception {
        MockEndpoint kafka = start("flowjay.batch-size", "10");
        byte[] next = Traffic.flows(30, 2);
        kafka.whenExchangeReceived(1, exchange -> replace("a.pcap", next));
        drop("a.pcap", old);
        await().atMost(LIMIT).until(() -> !Files.exists(inbox.resolve("a.pcap")) && files().size() == 2);
        List<String> files = files();
        assertThat(files.get(0)).matches("\\.done/a\\.\\d{8}T\\d{9}\\.pcap");
        assertThat(inbox.resolve(files.get(0))).hasBinaryContent(next);
        assertThat(files.get(1)).isEqualTo(".failed/a.pcap.error.json");
        JsonNode report = JSON.readTree(inbox.resolve(files.get(1)).toFile());
        assertThat(report.get("reason").textValue()).contains(reason);
        assertThat(report.get("size").longValue()).isEqualTo(old.length);
        assertThat(report.get("records_delivered").intValue()).isEqualTo(records);
        assertThat(messages(kafka)).hasSize(records + 30);
    }

    private void replace(String name, byte[] content) throws IOException {
        Path other = Files.write(elsewhere.resolve("other"), content);
        Files.move(other, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void anInboxThatIsRemovedIsNotMadeAgainAndIsWatchedWhenItIsBack() throws Exception {
        MockEndpoint kafka = start("flowjay.batch-size", "10");
        kafka.whenExchangeReceived(1, exchange -> remove(inbox));
        drop("a.pcap", Traffic.flows(FLOWS, 1));
        await().atMost(LIMIT).until(() -> kafka.getReceivedCounter() == FLOWS / 10);
        // Ten polls and more, and the end of the exchange.
        await().during(Duration.ofSeconds(1)).atMost(LIMIT).until(() -> !Files.exists(inbox));
        assertThat(context.getInflightRepository().size()).isZero();
        Files.createDirectory(inbox);
        drop("b.pcap", Traffic.flows(FLOWS, 2));
        awaitFile(".done/b.pcap");
        assertThat(messages(kafka)).hasSize(2 * FLOWS);
        assertThat(files()).containsExactly(".done/b.pcap");
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
