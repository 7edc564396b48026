package io.flowjay.camel.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.camel.ShippedRoute;
import io.flowjay.testing.Traffic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

/** Files that grow with pauses, and files whose times are wrong. */
class DoneFileRouteTest extends ShippedRoute {
    @Test
    void aCaptureIsTakenWithItsMarkerWhichLeavesWithIt() throws Exception {
        MockEndpoint kafka = start("flowjay.done-file", ".done", "flowjay.include", ".*");
        byte[] content = Traffic.flows(50, 1);
        drop("a.pcap", Arrays.copyOf(content, 1000));
        drop("bad.pcap", "garbage".getBytes(StandardCharsets.UTF_8));
        // Ten polls and more.
        await().during(Duration.ofSeconds(1)).until(() -> kafka.getReceivedCounter() == 0 && files().size() == 2);
        Files.write(
                inbox.resolve("a.pcap"), Arrays.copyOfRange(content, 1000, content.length), StandardOpenOption.APPEND);
        drop("a.pcap.done", new byte[0]);
        drop("bad.pcap.done", new byte[0]);
        awaitFile(".done/a.pcap");
        report("bad.pcap");
        assertThat(batchSizes(kafka)).containsExactly(50);
        await().until(() -> files().size() == 3);
        assertThat(files()).containsExactly(".done/a.pcap", ".failed/bad.pcap", ".failed/bad.pcap.error.json");
    }

    @Test
    void unfinishedAndHiddenFilesAreNeverTaken() throws Exception {
        start("flowjay.include", ".*");
        for (String name : new String[] {"a.pcap.part", "a.pcap.tmp", ".a.pcap"}) {
            drop(name, Traffic.flows(3, 1));
        }
        drop("z.pcap", Traffic.flows(3, 1));
        awaitFile(".done/z.pcap");
        assertThat(files()).containsExactly(".a.pcap", ".done/z.pcap", "a.pcap.part", "a.pcap.tmp");
    }

    @Test
    void aTimeInTheFutureIsNoReasonToWait() throws Exception {
        start();
        FileTime future = FileTime.from(Instant.now().plus(Duration.ofDays(1000)));
        Files.setLastModifiedTime(drop(".future", Traffic.flows(3, 1)), future);
        Files.move(inbox.resolve(".future"), inbox.resolve("a.pcap"));
        awaitFile(".done/a.pcap");
        assertThat(Files.getLastModifiedTime(inbox.resolve(".done/a.pcap"))).isEqualTo(future);
    }
}
