package io.flowjay.camel.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.camel.CaptureActivity;
import io.flowjay.camel.ShippedRoute;
import io.flowjay.testing.Traffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The inbox remembers nothing of captures that have left. */
@Tag("sweep")
class ManyCapturesRouteTest extends ShippedRoute {
    private static final int CAPTURES = 2_000;
    private static final int DAMAGED = 200;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Test
    void whatIsKeptOfTwoThousandCapturesIsNothing() throws Exception {
        for (int i = 0; i < CAPTURES; i++) {
            drop(i + ".pcap", Traffic.flows(1, i));
        }
        for (int i = 0; i < DAMAGED; i++) {
            drop("damaged" + i + ".pcap", new byte[] {(byte) i});
        }
        // What is to become of these is remembered until they can be moved.
        Path failed = Files.createFile(inbox.resolve(".failed"));
        MockEndpoint kafka = start(
                "flowjay.threads",
                "1",
                "flowjay.groups",
                "flow_meta",
                "flowjay.done-policy",
                "delete",
                "flowjay.first-wait",
                "50ms",
                "flowjay.longest-wait",
                "1s");
        kafka.setRetainLast(1);
        InboxLock lock = context.getRegistry().lookupByNameAndType("flowjayInboxLock", InboxLock.class);
        WaitingCaptures waiting = context.getRegistry().lookupByNameAndType("flowjayWaiting", WaitingCaptures.class);
        CaptureArchive archive = context.getRegistry().findSingleByType(CaptureArchive.class);
        FileEndpoint endpoint = (FileEndpoint) context.getRoute("pcap-to-kafka").getEndpoint();
        InProgressCaptures listed = (InProgressCaptures) endpoint.getInProgressRepository();
        await().atMost(LIMIT).until(() -> kafka.getReceivedCounter() == CAPTURES && archive.known() >= DAMAGED);
        Files.delete(failed);
        CaptureActivity activity = CaptureActivity.find(context);
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(Map.of(
                        "not moved or in progress", archive.known(),
                        "listed", listed.size(),
                        "looked at", lock.known(),
                        "waiting", waiting.size(),
                        "worked on", activity.names().size(),
                        "exchanges", context.getInflightRepository().size()))
                .allSatisfy((what, count) -> assertThat(count).as(what).isZero()));
        assertThat(files()).hasSize(2 * DAMAGED).allMatch(file -> file.startsWith(".failed/damaged"));
    }
}
