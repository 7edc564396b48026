package io.flowjay.camel.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flowjay.camel.ShippedRoute;
import io.flowjay.testing.Traffic;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.ScheduledPollConsumer;
import org.junit.jupiter.api.Test;

/** Liveness sees when nothing looks into the inbox any more. */
class PollingHealthTest extends ShippedRoute {
    private final AtomicLong seconds = new AtomicLong();
    private final PollingHealthCheck check = new PollingHealthCheck(() -> TimeUnit.SECONDS.toNanos(seconds.get()));

    private HealthCheck.State state() {
        check.setCamelContext(context);
        return check.call().getState();
    }

    private ScheduledPollConsumer poller() {
        return (ScheduledPollConsumer) context.getRoute("pcap-to-kafka").getConsumer();
    }

    @Test
    void itIsDownWhenPollingHasStopped() throws Exception {
        start();
        await().until(() -> poller().getCounter() > 2);
        assertThat(state()).isEqualTo(HealthCheck.State.UP);
        long polls = poller().getCounter();
        await().until(() -> poller().getCounter() > polls);
        seconds.addAndGet(1_000);
        assertThat(state()).isEqualTo(HealthCheck.State.UP);
        poller().getScheduler().unscheduleTask();
        await().until(() -> !poller().isPolling());
        assertThat(state()).isEqualTo(HealthCheck.State.UP);
        seconds.addAndGet(30);
        assertThat(state()).isEqualTo(HealthCheck.State.UP);
        seconds.addAndGet(1);
        assertThat(state()).isEqualTo(HealthCheck.State.DOWN);
    }

    @Test
    void itIsUpDuringALongCaptureAndWhileTheRouteIsStopped() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        MockEndpoint kafka = start();
        kafka.whenAnyExchangeReceived(exchange -> {
            begun.countDown();
            end.await();
        });
        drop("a.pcap", Traffic.flows(3, 1));
        begun.await();
        assertThat(state()).isEqualTo(HealthCheck.State.UP);
        seconds.addAndGet(100_000);
        assertThat(state()).isEqualTo(HealthCheck.State.UP);
        end.countDown();
        awaitFile(".done/a.pcap");
        context.getRouteController().stopRoute("pcap-to-kafka");
        assertThat(state()).isEqualTo(HealthCheck.State.UP);
        seconds.addAndGet(100_000);
        assertThat(state()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void itIsAmongTheChecksOfTheContext() throws Exception {
        start();
        HealthCheck registered =
                HealthCheckRegistry.get(context).getCheck("flowjay-polling").orElseThrow();
        assertThat(registered.isLiveness()).isTrue();
        assertThat(registered.isReadiness()).isFalse();
        assertThat(registered.call().getState()).isEqualTo(HealthCheck.State.UP);
    }
}
