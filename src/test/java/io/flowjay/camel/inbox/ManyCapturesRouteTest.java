package io.flowjay.camel.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.camel.ShippedRoute;
import io.flowjay.testing.Traffic;
import java.time.Duration;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The inbox remembers nothing of captures that have left. */
@Tag("sweep")
class ManyCapturesRouteTest extends ShippedRoute {
    private static final int CAPTURES = 2_000;

    @Test
    void whatIsKeptOfTwoThousandCapturesIsNothing() throws Exception {
        for (int i = 0; i < CAPTURES; i++) {
            drop(i + ".pcap", Traffic.flows(1, i));
        }
        MockEndpoint kafka =
                start("flowjay.threads", "1", "flowjay.groups", "flow_meta", "flowjay.done-policy", "delete");
        kafka.setRetainLast(1);
        InboxLock lock = context.getRegistry().lookupByNameAndType("flowjayInboxLock", InboxLock.class);
        WaitingCaptures waiting = context.getRegistry().lookupByNameAndType("flowjayWaiting", WaitingCaptures.class);
        await().atMost(Duration.ofMinutes(5)).until(() -> kafka.getReceivedCounter() == CAPTURES && lock.known() == 0);
        assertThat(files()).isEmpty();
        assertThat(waiting.size()).isZero();
        assertThat(context.getInflightRepository().size()).isZero();
    }
}
