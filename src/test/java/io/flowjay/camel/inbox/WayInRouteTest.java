package io.flowjay.camel.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.camel.ShippedRoute;
import io.flowjay.testing.Sample;
import io.flowjay.testing.Traffic;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no capture, and what happens to one behind the route's back: told once, nothing lost, and the route goes on. */
class WayInRouteTest extends ShippedRoute {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path elsewhere;

    @ParameterizedTest
    @ValueSource(strings = {"mkfifo a.pcap", "mknod a.pcap c 1 3", "ln -s /dev/zero a.pcap"})
    void whatIsNoFileIsRefusedWithOneReport(String command) throws Exception {
        MockEndpoint kafka = start();
        Process process = new ProcessBuilder(command.split(" ", -1))
                .directory(inbox.toFile())
                .start();
        assumeTrue(process.waitFor() == 0, "not possible here: " + command);
        assertRefused(kafka);
    }

    @Test
    void aLinkToNothingIsLeftAlone() throws Exception {
        MockEndpoint kafka = start();
        Files.createSymbolicLink(inbox.resolve("a.pcap"), Path.of("nowhere"));
        drop("z.pcap", Sample.bytes());
        awaitFile(".done/z.pcap");
        assertThat(inbox.resolve("a.pcap")).isSymbolicLink();
        assertThat(kafka.getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void aSocketIsRefusedWithOneReport() throws Exception {
        MockEndpoint kafka = start();
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(inbox.resolve("a.pcap")));
            assertRefused(kafka);
        }
    }

    private void assertRefused(MockEndpoint kafka) throws IOException {
        Path report = inbox.resolve(".failed/a.pcap.error.json");
        await().atMost(LIMIT).until(() -> Files.exists(report));
        assertThat(JSON.readTree(report.toFile()).get("reason").textValue()).contains("links are not followed");
        drop("z.pcap", Sample.bytes());
        awaitFile(".done/z.pcap");
        assertThat(inbox.resolve("a.pcap").toFile().list()).isNull();
        assertThat(inbox.resolve(".failed").toFile().list()).containsExactlyInAnyOrder("a.pcap", "a.pcap.error.json");
        assertThat(kafka.getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void aCaptureThatCannotBeMovedIsNotPublishedAgainAndIsMovedWhenItCan() throws Exception {
        MockEndpoint kafka = start("flowjay.first-wait", "100ms", "flowjay.longest-wait", "100ms");
        Path obstacle = Files.createFile(inbox.resolve(".done"));
        drop("a.pcapng", Sample.bytes());
        WaitingCaptures waiting = context.getRegistry().lookupByNameAndType("flowjayWaiting", WaitingCaptures.class);
        await().atMost(LIMIT).until(() -> waiting.size() == 1);
        drop("bad.pcap", new byte[] {1, 2, 3, 4});
        report("bad.pcap");
        assertThat(inbox.resolve("a.pcapng")).exists();
        assertThat(waiting.trouble()).hasValueSatisfying(reason -> assertThat(reason)
                .contains("it is published, but cannot be moved to .done"));
        Files.delete(obstacle);
        awaitFile(".done/a.pcapng");
        assertThat(batchSizes(kafka)).containsExactly(Sample.FLOWS);
    }

    @Test
    void aFileThatIsDeletedWhileItIsReadIsReported() throws Exception {
        MockEndpoint kafka = start("flowjay.batch-size", "10");
        kafka.whenExchangeReceived(1, exchange -> Files.delete(inbox.resolve("a.pcapng")));
        drop("a.pcapng", Sample.bytes());
        Path report = inbox.resolve(".failed/a.pcapng.error.json");
        await().atMost(LIMIT).until(() -> Files.exists(report));
        JsonNode json = JSON.readTree(report.toFile());
        assertThat(json.get("reason").textValue()).contains("NoSuchFileException");
        assertThat(json.get("records_delivered").intValue()).isEqualTo(Sample.FLOWS);
        drop("z.pcap", Sample.bytes());
        awaitFile(".done/z.pcap");
    }

    @Test
    void aFileThatTakesThePlaceOfAPublishedOneIsACaptureOfItsOwn() throws Exception {
        MockEndpoint kafka = start();
        kafka.whenExchangeReceived(1, exchange -> replace("a.pcap", Traffic.flows(50, 2)));
        drop("a.pcap", Traffic.flows(50, 1));
        awaitFile(".done/a.pcap");
        assertThat(inbox.resolve(".done/a.pcap")).hasBinaryContent(Traffic.flows(50, 2));
        assertThat(batchSizes(kafka)).containsExactly(50, 50);
        assertThat(inbox.resolve("a.pcap")).doesNotExist();
    }

    private void replace(String name, byte[] content) throws IOException {
        Path other = Files.write(elsewhere.resolve("other"), content);
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(inbox.resolve(name)));
        Files.move(other, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
