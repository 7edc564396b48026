package io.flowjay.camel.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowjay.camel.ShippedRoute;
import io.flowjay.testing.Captures;
import io.flowjay.testing.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files the route takes, and where they end. */
class InboxRouteTest extends ShippedRoute {
    @TempDir
    Path elsewhere;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.pcap",
                "a.pcapng",
                "a.cap",
                "A.PCAP",
                "a.pcap3",
                "a b.pcap",
                "a.pcap.zst",
                "a.cap.lz4",
                "a.pcap.xz",
                "a.pcap.bz2",
                "a.pcapng.gz",
                "${bean:flowjayFeatures}.pcap",
                "%2e%2e%2fa.pcap",
                "a#b?c=d&e.pcap",
                "-rf.pcap",
                "a'\";$(id).pcap"
            })
    void takesCapturesWhateverTheirNames(String name) throws Exception {
        MockEndpoint kafka = start();
        drop(name, Sample.bytes());
        awaitFile(".done/" + name);
        assertThat(files()).containsExactly(".done/" + name);
        assertThat(json(messages(kafka).get(0)).get("capture").textValue()).isEqualTo(name);
    }

    @Test
    void aNameWithAControlCharacterIsRefused() throws Exception {
        MockEndpoint kafka = start();
        drop("a\nb.pcap", Sample.bytes());
        assertThat(report("a\\u000ab.pcap").get("reason").textValue())
                .isEqualTo("the file's name has a control character");
        assertThat(kafka.getReceivedCounter()).isZero();
    }

    @Test
    void takesCompressedCaptures() throws Exception {
        MockEndpoint kafka = start();
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(Sample.bytes());
        }
        drop("a.pcapng.gz", compressed.toByteArray());
        awaitFile(".done/a.pcapng.gz");
        assertThat(messages(kafka)).hasSize(Sample.FLOWS);
    }

    @Test
    void leavesOtherFilesAlone() throws Exception {
        start();
        for (String name : List.of("notes.txt", "a.pcap.part", "pcap", "sub/b.pcap")) {
            drop(name, Sample.bytes());
        }
        drop("z.pcap", Sample.bytes());
        awaitFile(".done/z.pcap");
        assertThat(files()).containsExactlyInAnyOrder(".done/z.pcap", "a.pcap.part", "notes.txt", "pcap", "sub/b.pcap");
    }

    @Test
    void takesSubdirectoriesWhenToldTo() throws Exception {
        start("flowjay.recursive", "true");
        drop("sensor1/day/b.pcap", Sample.bytes());
        awaitFile("sensor1/day/.done/b.pcap");
        assertThat(files()).containsExactly("sensor1/day/.done/b.pcap");
    }

    @Test
    void aFileStillBeingWrittenIsLeftAlone() throws Exception {
        MockEndpoint kafka = start("flowjay.quiet-time", "1500ms");
        byte[] content = Sample.bytes();
        int half = content.length / 2;
        Path file = Files.write(inbox.resolve("a.pcapng"), Arrays.copyOf(content, half));
        int[] written = {half};
        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    int next = Math.min(content.length, written[0] + content.length / 60);
                    Files.write(file, Arrays.copyOfRange(content, written[0], next), StandardOpenOption.APPEND);
                    written[0] = next;
                    assertThat(file).exists();
                    assertThat(kafka.getReceivedCounter()).isZero();
                    return written[0] == content.length;
                });
        awaitFile(".done/a.pcapng");
        assertThat(messages(kafka)).hasSize(Sample.FLOWS);
    }

    @Test
    void aFileThatGrowsWhileItIsReadDoesNotPassForDone() throws Exception {
        MockEndpoint kafka = start("flowjay.batch-size", "10");
        kafka.whenExchangeReceived(
                1, exchange -> Files.write(inbox.resolve("a.pcapng"), new byte[] {0}, StandardOpenOption.APPEND));
        drop("a.pcapng", Sample.bytes());
        JsonNode report = report("a.pcapng");
        assertThat(report.get("reason").textValue()).contains("changed while it was read");
        assertThat(report.get("records_delivered").intValue()).isEqualTo(Sample.FLOWS);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "empty.pcap,   '',       0, the capture is empty",
        "text.pcap,    'hello world', 0, 'neither pcap nor pcapng: begins with the bytes 68656c6c'",
        "short.pcap,   'he',     0, the magic number is cut: 2 of 4 bytes",
    })
    void anUnreadableFileGoesToFailedWithItsReason(String name, String content, long offset, String reason)
            throws Exception {
        MockEndpoint kafka = start();
        drop(name, content.getBytes(StandardCharsets.UTF_8));
        drop("good.pcap", Sample.bytes());
        JsonNode report = report(name);
        awaitFile(".done/good.pcap");
        assertThat(report.get("offset").longValue()).isEqualTo(offset);
        assertThat(report.get("reason").textValue()).contains(reason);
        assertThat(report.get("records_delivered").intValue()).isZero();
        assertThat(report.get("packets_read").intValue()).isZero();
        assertThat(batchSizes(kafka)).containsExactly(Sample.FLOWS);
    }

    @Test
    void aCutCaptureIsPublishedAsFarAsItIsWhole() throws Exception {
        MockEndpoint kafka = start("flowjay.batch-size", "10");
        byte[] whole = Sample.bytes();
        drop("cut.pcapng", Arrays.copyOf(whole, whole.length - 3));
        JsonNode report = report("cut.pcapng");
        // The last block of the sample is one packet: all others are whole.
        assertThat(report.get("packets_read").intValue()).isEqualTo(Sample.PACKETS - 1);
        assertThat(report.get("offset").longValue()).isBetween(whole.length - 2000L, whole.length - 3L);
        assertThat(report.get("records_delivered").intValue())
                .isEqualTo(messages(kafka).size());
        assertThat(report.get("records_uncertain").intValue()).isZero();
        assertThat(messages(kafka)).hasSizeBetween(Sample.FLOWS - 1, Sample.FLOWS);
    }

    @Test
    void aCaptureWithoutFlowsIsDone() throws Exception {
        MockEndpoint kafka = start();
        drop("arp.pcap", Captures.pcap().packet(0, new byte[60]).toBytes());
        awaitFile(".done/arp.pcap");
        assertThat(kafka.getReceivedCounter()).isZero();
    }

    @Test
    void aSecondCaptureOfTheSameNameDestroysNothing() throws Exception {
        start();
        byte[] garbage = "garbage".getBytes(StandardCharsets.UTF_8);
        drop("a.pcap.gz", Sample.bytes());
        awaitFile(".done/a.pcap.gz");
        drop("a.pcap.gz", garbage);
        await().until(() -> files().size() == 3 && !Files.exists(inbox.resolve("a.pcap.gz")));
        drop("a.pcap.gz", Sample.bytes());
        await().until(() -> files().size() == 4 && !Files.exists(inbox.resolve("a.pcap.gz")));
        List<String> files = files();
        String time = "\\d{8}T\\d{9}";
        assertThat(files.get(0)).matches("\\.done/a\\." + time + "\\.pcap\\.gz");
        assertThat(files.get(1)).isEqualTo(".done/a.pcap.gz");
        assertThat(files.get(2)).matches("\\.failed/a\\." + time + "\\.pcap\\.gz");
        assertThat(files.get(3)).isEqualTo(files.get(2) + ".error.json");
        assertThat(inbox.resolve(files.get(2))).hasBinaryContent(garbage);
    }

    @Test
    void aLinkIsNotFollowed() throws Exception {
        MockEndpoint kafka = start();
        Path secret = Files.write(elsewhere.resolve("secret.pcap"), Sample.bytes());
        Files.createSymbolicLink(inbox.resolve("a.pcap"), secret);
        JsonNode report = report("a.pcap");
        assertThat(report.get("reason").textValue()).contains("symbolic link");
        assertThat(kafka.getReceivedCounter()).isZero();
        assertThat(secret).hasBinaryContent(Sample.bytes());
    }

    @Test
    void aLinkedDirectoryIsNotEntered() throws Exception {
        start("flowjay.recursive", "true");
        Path secret = Files.write(elsewhere.resolve("secret.pcap"), Sample.bytes());
        Files.createSymbolicLink(inbox.resolve("sub"), elsewhere);
        drop("z.pcap", Sample.bytes());
        awaitFile(".done/z.pcap");
        assertThat(secret).exists();
        assertThat(names(elsewhere)).containsExactly("secret.pcap");
    }

    private static List<String> names(Path directory) throws IOException {
        try (var paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString()).toList();
        }
    }
}
